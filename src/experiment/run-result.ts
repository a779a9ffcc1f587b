import type { FigureSource } from '../figure/chart.js';
import type { Influence, ProfileCurve } from '../statistics/index.js';
import type { Trace } from '../trace/trace.js';
import type { FitResult } from './result.js';

/** A finished run: the result as plain data, the way there, and what figures can be drawn from. */
export interface Run<Parameter extends string = string> {
  readonly result: FitResult<Parameter>;
  readonly trace: Trace;
  /** The last looked-at epoch, before its update: what a hand-written loop prints. */
  readonly final: { readonly epoch: number; readonly mae: number | null; readonly loss: number | null };
  /** Made when it is asked for: pictures are not part of every run. */
  source(): FigureSource;
  /** The profile of every free parameter, for charts: made when it is asked for. Empty where there is none ({@link FitOptions} `profile`). */
  profiles(): readonly ProfileCurve[];
  /** Leverage, studentised residuals and Cook's distance of every row that was used; null but for least squares at a minimum. */
  influence(): Influence | null;
}
