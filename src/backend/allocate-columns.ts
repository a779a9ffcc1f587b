import { DownhillError } from '../base/errors.js';
import { settle } from './column-home.js';
import { aligned, FIRST, linearSpace, workspace } from './column-memory.js';

/** Room for what kernels need beside columns: parameters, sums, tables. Pages that nothing touches take no memory. */
const WORKING = 2 ** 25;
/** Rows of a minibatch that columns have room for. */
const MOST_SPARE = 65_536;

/**
 * Columns where the compiled formula reads them, to be filled and handed to {@link fit}: they are then computed with in place, where other arrays are copied, so that
 * data take their own memory and no more: 8 bytes a row and column.
 *
 * They are ordinary arrays and stay valid for good; a fit looks at the numbers that are in them while it runs. Together they may have nearly 4 GiB. A fit copies after all
 * what it does not read as it is: rows left out by `where` or `skipInvalid`, columns of `let`, several formulas, weights, batches above 65 536 rows.
 *
 * @param names of the columns, each once. @param rows ≥ 1.
 * @returns by name an array of length `rows`, all zero.
 * @throws DownhillError `rows-out-of-range`, `columns-out-of-range` (none, or one twice), `too-much-data` (beyond 4 GiB, or the machine has not the memory).
 *
 * @example
 * const columns = allocateColumns(['x', 'y'], 4);
 * for (let i = 0; i < 4; i++) {
 *   columns.x[i] = i;
 *   columns.y[i] = 2 * i + 1;
 * }
 * fit('y ~ a*x + b', columns).parameters.a.value // 2
 */
export function allocateColumns<const Name extends string>(names: readonly Name[], rows: number): Record<Name, Float64Array> {
  if (!(Number.isInteger(rows) && rows >= 1))
    throw new DownhillError('rows-out-of-range', `rows must be an integer ≥ 1, got ${rows}`, 'say how many rows there will be');
  if (names.length === 0 || new Set(names).size < names.length)
    throw new DownhillError(
      'columns-out-of-range',
      `columns need names of their own, got [${names.join(', ')}]`,
      "name each column once: ['x', 'y']",
    );
  const capacity = rows + Math.min(rows, MOST_SPARE);
  const stride = aligned(8 * capacity);
  const { memory, buffer, take } = linearSpace(FIRST + names.length * stride + WORKING, { rows, columns: names.length }, true);
  const addresses = names.map(() => take(stride));
  settle(buffer(), { ...workspace({ memory, buffer, take }), rows, capacity, addresses: new Set(addresses) });
  return Object.fromEntries(names.map((name, k) => [name, new Float64Array(buffer(), addresses[k], rows)])) as Record<
    Name,
    Float64Array
  >;
}
