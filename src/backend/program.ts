import type { Expression } from '../expression/node.js';

/** What a kernel computes: expressions over columns and parameters, row by row. Every name is in one of the two lists. */
export interface Program {
  /** The order of the parameter vector; length P. */
  readonly parameters: readonly string[];
  /** The columns that the outputs may read. */
  readonly columns: readonly string[];
  /** Length K. Shared subexpressions are computed once a row. */
  readonly outputs: readonly Expression[];
}

/** Columns where a kernel reads them: one after the other in one linear memory. */
export interface ColumnMemory {
  /** Absent where WebAssembly is: then the columns lie in an ordinary buffer, and only the interpreter runs. */
  readonly memory: WebAssembly.Memory | undefined;
  /** Threads that sums may use, ≥ 1; where there are several, they share the memory. */
  readonly threads: number;
  /** Rows of data. */
  readonly rows: number;
  /** Rows that a column has room for: rows … capacity − 1 hold gathered minibatches. */
  readonly capacity: number;
  /** A view of each column, length `capacity`; do not keep it across `add`, `scratch` or a compilation. */
  column(name: string): Float64Array;
  /** Byte address of a column: a multiple of 16, the same for good. */
  address(name: string): number;
  has(name: string): boolean;
  /** Adds a column, or overwrites one. @param values length `rows` at most. */
  add(name: string, values: Float64Array): void;
  /**
   * Address of at least `bytes` bytes, a multiple of 16, that kernels use while they run: parameters, accumulators, block sums. All kernels
   * of a memory share it, because they run one at a time; it stays valid when a later kernel needs a larger one.
   */
  scratch(bytes: number): number;
  /** Address of a constant table, written once. @param name unique over the whole program. */
  table(name: string, values: readonly number[]): number;
  /** Ends it: neither columns nor kernels of it may be used any more. Where threads share it the next one takes its place; else it is collected like anything. */
  release(): void;
  /** `length` doubles at an address; do not keep it across `add`, `scratch` or a compilation. */
  doubles(address: number, length: number): Float64Array;
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
  /**
   * What {@link sum} gives at several points, to the same bits, while the rows go by once.
   * @param points each of length P. @param outs one per point, of length K, overwritten.
   */
  sumMany(points: readonly Float64Array[], from: number, to: number, outs: readonly Float64Array[]): void;
  /** Output k of row from + i goes to out[k·(to − from) + i]; out has length K·(to − from) at least. */
  map(parameters: Float64Array, from: number, to: number, out: Float64Array): void;
}

export interface Backend {
  readonly name: string;
  compile(program: Program, columns: ColumnMemory): Kernel;
}
