import { DownhillError } from '../base/errors.js';
import { settle } from './column-home.js';
import { columnIn, columnRoom, FIRST, linearSpace, workspace } from './column-memory.js';

/** Room for what kernels need beside columns: parameters, sums, tables. Pages that nothing touches take no memory. */
const WORKING = 2 ** 25;
/** Rows of a minibatch that columns have room for. */
const MOST_SPARE = 65_536;

/** Which of the columns are floats of 4 bytes: all, or those that are named. */
export interface AllocateOptions<Float> {
  /** They hold 7 digits and take half the memory; computed with are doubles all the same. Default: none. */
  readonly float32?: Float;
  /** They lie in a `SharedArrayBuffer`, where the host has it, so that a fit can compute on several `threads`. Default: no. */
  readonly shared?: boolean;
}

type Allocated<Name extends string, Float> = {
  [Each in Name]: Float extends true
    ? Float32Array
    : Float extends readonly (infer Named)[]
      ? Each extends Named
        ? Float32Array
        : Float64Array
      : Float64Array;
};

/**
 * Columns where the compiled formula reads them, to be filled and handed to {@link fit}: they are then computed with in place, where other arrays are copied, so that
 * data take their own memory and no more: 8 bytes a row and column, or 4.
 *
 * They are ordinary arrays and stay valid for good; a fit, and a {@link Run} until it is dropped, looks at the numbers that are in them. Together they may have nearly 4 GiB. A fit copies after all
 * what it does not read as it is: rows left out by `where` or `skipInvalid`, columns of `let`, several formulas, weights, batches above 65 536 rows.
 *
 * @param names of the columns, each once. @param rows ≥ 1.
 * @returns by name an array of length `rows`, all zero.
 * @throws DownhillError `rows-out-of-range`, `columns-out-of-range` (none, one twice, or a float that is none of them), `too-much-data` (beyond 4 GiB, or the machine
 * has not the memory).
 *
 * @example
 * const columns = allocateColumns(['x', 'y'], 4);
 * for (let i = 0; i < 4; i++) {
 *   columns.x[i] = i;
 *   columns.y[i] = 2 * i + 1;
 * }
 * fit('y ~ a*x + b', columns).parameters.a.value // 2
 */
export function allocateColumns<const Name extends string, const Float extends boolean | readonly NoInfer<Name>[] = false>(
  names: readonly Name[],
  rows: number,
  options: AllocateOptions<Float> = {},
): Allocated<Name, Float> {
  if (!(Number.isInteger(rows) && rows >= 1))
    throw new DownhillError('rows-out-of-range', `rows must be an integer ≥ 1, got ${rows}`, 'say how many rows there will be');
  const { float32 = false, shared = false } = options;
  const floats: readonly string[] = typeof float32 === 'boolean' ? (float32 ? names : []) : float32;
  if (names.length === 0 || new Set(names).size < names.length || floats.some((name) => !names.includes(name as Name)))
    throw new DownhillError(
      'columns-out-of-range',
      `columns need names of their own, got [${names.join(', ')}]${floats.length === 0 ? '' : `, float32 [${floats.join(', ')}]`}`,
      "name each column once: ['x', 'y']",
    );
  const capacity = rows + Math.min(rows, MOST_SPARE);
  const made = names.map((name) => (floats.includes(name) ? Float32Array : Float64Array));
  const sizes = made.map(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT * capacity);
  const bytes = sizes.reduce((sum, size) => sum + columnRoom(size), FIRST + WORKING);
  const space = linearSpace(bytes, { rows, capacity, columns: names.length }, { fixed: true, shared });
  const addresses = sizes.map((size, k) => columnIn(space, size, k));
  const buffer = space.buffer();
  settle(buffer, { ...workspace(space), rows, capacity, addresses: new Set(addresses) });
  return Object.fromEntries(
    names.map((name, k) => [name, new (made[k] as typeof Float64Array | typeof Float32Array)(buffer, addresses[k], rows)]),
  ) as Allocated<Name, Float>;
}
