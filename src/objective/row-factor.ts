import { BlockFold } from '../backend/fold.js';
import type { Kernel } from '../backend/program.js';
import { factorRecords, recordSize, superblocks } from '../backend/superblock.js';
import { mergeFactor } from '../base/linear-algebra/merge-factor.js';

export interface RowFactor {
  /** Length K. */
  readonly sums: Float64Array;
  /** P×P, row-major, of the first P outputs times √(1/n). */
  readonly r: Float64Array;
  /** Length P: Qᵀb/√n for the output after them. */
  readonly qtr: Float64Array;
}

/**
 * The triangular factor and sums by one pass of a kernel whose outputs are P columns of a matrix, a right-hand side, and K summands. Superblocks are merged in their order, and the sums are
 * folded in the order of every kernel.
 * @param columns P. @param summands K. @returns a function over kernel, parameters and rows from … to − 1, which keeps its room for the next call.
 */
export function rowFactor(
  columns: number,
  summands: number,
): (kernel: Kernel, point: Float64Array, from: number, to: number) => RowFactor {
  const width = columns + 1;
  const shape = { width, summands };
  const size = recordSize(shape);
  const work = new Float64Array(width);
  let records = new Float64Array(0);
  return (kernel, point, from, to) => {
    const count = superblocks(to - from);
    if (records.length < Math.max(count, 1) * size) records = new Float64Array(Math.max(count, 1) * size);
    factorRecords(kernel, shape, point, from, to, records);
    if (count === 0) records.fill(0, 0, size);
    const factor = records.slice(0, width * width);
    const sums = records.slice(width * width, size);
    if (count > 1) {
      const fold = new BlockFold(summands);
      for (let k = 0; k < count; k++) {
        const record = records.subarray(k * size, (k + 1) * size);
        if (k > 0) mergeFactor(factor, record, width, work);
        fold.add(record, width * width);
      }
      fold.finish(sums);
    }
    return { sums, ...scaled(factor, columns, 1 / Math.sqrt(to - from)) };
  };
}

/** R and Qᵀb times a number, with no negative diagonal entry. */
function scaled(factor: Float64Array, columns: number, scale: number): Pick<RowFactor, 'r' | 'qtr'> {
  const width = columns + 1;
  const r = new Float64Array(columns * columns);
  const qtr = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    const signed = (factor[i * width + i] as number) < 0 ? -scale : scale;
    for (let j = i; j < columns; j++) r[i * columns + j] = signed * (factor[i * width + j] as number);
    qtr[i] = signed * (factor[i * width + columns] as number);
  }
  return { r, qtr };
}
