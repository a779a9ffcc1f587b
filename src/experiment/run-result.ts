import type { Table } from '../data/table.js';
import type { FigureSource } from '../figure/chart.js';
import type { ProfileCurve } from '../statistics/index.js';
import type { Trace } from '../trace/trace.js';
import type { NamedColumn } from './fitted-table.js';
import type { FitResult } from './result.js';
import type { RowInfluence } from './row-influence.js';

/** A finished run: the result as plain data, the way there, and what figures can be drawn from. */
export interface Run<Parameter extends string = string> {
  readonly result: FitResult<Parameter>;
  readonly trace: Trace;
  /** The last looked-at epoch, before its update: what a hand-written loop prints. */
  readonly final: { readonly epoch: number; readonly mae: number | null; readonly loss: number | null };
  /** What was asked for and is not there, or not all of it, because it was cancelled after the search had ended. */
  readonly leftOut: readonly ('profile' | 'bootstrap' | 'study')[];
  /** Made when it is asked for: pictures are not part of every run. */
  source(): FigureSource;
  /** The rows that were used with what the fit says of each: prediction, residual, bands, leverage; of several responses for each. Made when it is asked for. */
  fitted(more?: readonly NamedColumn[]): Table;
  /** The profile of every free parameter, for charts: made when it is asked for. Empty where there is none ({@link FitOptions} `profile`). */
  profiles(): readonly ProfileCurve[];
  /** Leverage, studentised residuals and Cook's distance of every row that was used, response by response; null without standard errors. */
  influence(): RowInfluence | null;
}
