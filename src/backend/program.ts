import type { Values } from '../base/values.js';
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
  /** Whether the memory is one that threads can share, which compiled modules must say as well. */
  readonly shared: boolean;
  /** Bytes that columns derived from others may take: none where columns are filled anew while kernels live, or the memory cannot grow. */
  readonly forDerived: number;
  /** Rows of data. */
  readonly rows: number;
  /** Rows that a column has room for: rows … capacity − 1 hold gathered minibatches. */
  readonly capacity: number;
  /** A view of rows from … from + count − 1 of a column, of all `capacity` where not told; do not keep it across `add`, `scratch` or a compilation. */
  column(name: string, from?: number, count?: number): Values;
  /** Whether a column's numbers are floats of 4 bytes, which kernels make doubles of as they load them. */
  isFloat(name: string): boolean;
  /** Byte address of a column: a multiple of 16, the same for good. */
  address(name: string): number;
  has(name: string): boolean;
  /** Adds a column, or overwrites one. @param values length `rows` at most. */
  add(name: string, values: Values): void;
  /**
   * Address of at least `bytes` bytes, a multiple of 16, that kernels use while they run: parameters, accumulators, block sums. All kernels
   * of a memory share it, because they run one at a time; it stays valid when a later kernel needs a larger one.
   */
  scratch(bytes: number): number;
  /** Address of a constant table, written once. @param name unique over the whole program. */
  table(name: string, values: readonly number[]): number;
  /** Ends it: neither columns nor kernels of it may be used any more. Where threads share it, and where it is small, the next one takes its place; else it is collected like anything. */
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
  /**
   * For each superblock of rows from … on (see `superblock.ts`) a record, one after the other: the triangular factor of the first `width` outputs without its last row, width×width, row-major,
   * its diagonal of either sign, and the sums of the `summands` outputs after them. Kernels without it are mapped.
   * @param out length `superblocks(to − from) · recordSize(shape)` at least.
   */
  factor?(shape: FactorShape, parameters: Float64Array, from: number, to: number, out: Float64Array): void;
}

/** How the K outputs of a program are shared out: the columns of a matrix and its right-hand side, then summands. */
export interface FactorShape {
  readonly width: number;
  readonly summands: number;
}

export interface Backend {
  readonly name: string;
  compile(program: Program, columns: ColumnMemory): Kernel;
}
