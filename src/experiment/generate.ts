import { DownhillError } from '../base/errors.js';
import { type RandomStream, randomStream } from '../base/random/stream.js';
import type { Table } from '../data/table.js';
import { evaluateRows } from './data-expression.js';
import { deriveColumns, type Expressions } from './derive.js';

export interface Generation {
  /** Integer 1 … 1e8. */
  readonly rows: number;
  /** Drawn in this order, from one stream. */
  readonly columns: Expressions;
  readonly seed: number;
  /** `numpy`: as `np.random.seed(seed)`; `pcg64`: as `np.random.default_rng(seed)`. Default `pcg64`. */
  readonly random?: 'pcg64' | 'numpy';
}

/**
 * Makes a table, column by column, and hands on the stream, from which starts are drawn next: what comes out is what NumPy gives
 * when the lines stand in the same order.
 *
 * Errors: `rows-out-of-range`, `no-columns`, and those of `deriveColumns`.
 *
 * @example
 * // np.random.seed(7); X = np.random.rand(100) * 10
 * const { table, stream } = generateTable({ rows: 100, columns: { X: 'uniform(0, 1) * 10' }, seed: 7, random: 'numpy' });
 * const W = drawScalar('uniform(-1, 1)', stream); // np.random.uniform(-1, 1)
 */
export function generateTable(generation: Generation): { readonly table: Table; readonly stream: RandomStream } {
  const { rows, columns, seed, random = 'pcg64' } = generation;
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS)) {
    throw new DownhillError(
      'rows-out-of-range',
      `rows must be a whole number from 1 to ${MOST_ROWS}, got ${rows}`,
      'try --rows 100',
      {
        place: '--rows',
        usage: true,
      },
    );
  }
  const stream = randomStream(random, seed);
  const empty: Table = { source: '<generated>', rows, columns: new Map(), notes: [] };
  const table = deriveColumns(empty, columns, { stream });
  if (table.columns.size > 0) return { table, stream };
  throw new DownhillError(
    'no-columns',
    'no column is to be generated',
    "give at least one: 'x = uniform(0, 10); y = 2*x + normal(0, 1)'",
    { place: '<generated>' },
  );
}

const MOST_ROWS = 1e8;

/**
 * One number of an expression without columns, as starts are written: `uniform(-1, 1)`, `2*pi`.
 * Errors: those of `evaluateRows`.
 */
export function drawScalar(expression: string, stream: RandomStream): number {
  const nothing: Table = { source: '<start>', rows: 1, columns: new Map(), notes: [] };
  return evaluateRows(expression, { table: nothing, stream })[0] as number;
}
