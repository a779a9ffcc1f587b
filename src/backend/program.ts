import type { Expression } from '../expression/node.js';

/** What a kernel computes: expressions over columns and parameters, row by row. Every name is in one of the two lists. */
export interface Program {
  /** The order of the parameter vector; length P. */
  readonly parameters: readonly string[];
  /** The columns that the outputs read. */
  readonly columns: readonly string[];
  /** Length K. Shared subexpressions are computed once a row. */
  readonly outputs: readonly Expression[];
}

/** Columns where a kernel reads them: one after the other in one linear memory. */
export interface ColumnMemory {
  readonly memory: WebAssembly.Memory;
  /** Rows of data. */
  readonly rows: number;
  /** Rows that a column has room for: rows … capacity − 1 hold gathered minibatches. */
  readonly capacity: number;
  /** A view of each column, length `capacity`; do not keep it across an allocation. */
  column(name: string): Float64Array;
  /** Byte address of a column. */
  address(name: string): number;
  has(name: string): boolean;
}

/**
 * A compiled program. The bits of a result depend on program, columns and parameters only, never on the backend: see
 * `fold.ts` for the order of summation.
 */
export interface Kernel {
  /**
   * Σ over rows from … to − 1 of each output.
   * @param parameters length P. @param out length K, overwritten.
   */
  sum(parameters: Float64Array, from: number, to: number, out: Float64Array): void;
  /** Output k of row from + i goes to out[k·(to − from) + i]; out has length K·(to − from). */
  map(parameters: Float64Array, from: number, to: number, out: Float64Array): void;
}

export interface Backend {
  readonly name: string;
  compile(program: Program, columns: ColumnMemory): Kernel;
}
