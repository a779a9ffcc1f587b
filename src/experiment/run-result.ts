import type { Table } from '../data/table.js';
import type { FigureSource } from '../figure/chart.js';
import type { Trace } from '../trace/trace.js';
import type { NamedColumn } from './fitted-table.js';
import type { FitResult } from './result.js';

/** A finished run: the result as plain data, the way there, and what figures can be drawn from. */
export interface Run<Parameter extends string = string> {
  readonly result: FitResult<Parameter>;
  readonly trace: Trace;
  /** The last looked-at epoch, before its update: what a hand-written loop prints. */
  readonly final: { readonly epoch: number; readonly mae: number | null; readonly loss: number | null };
  /** Made when it is asked for: pictures are not part of every run. */
  source(): FigureSource;
  /** The rows that were used with what the fit says of each: prediction, residual, bands, leverage. Made when it is asked for. */
  fitted(more?: readonly NamedColumn[]): Table;
}
