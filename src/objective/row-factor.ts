import { BlockFold } from '../backend/fold.js';
import type { Kernel } from '../backend/program.js';
import { factorRecords, recordSize, SUPERBLOCK, superblocks } from '../backend/superblock.js';
import { mergeFactor } from '../base/linear-algebra/merge-factor.js';

/** Superblocks whose records are in memory at a time: of 8 million rows. */
const AT_ONCE = 256;

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
    const room = Math.min(Math.max(count, 1), AT_ONCE) * size;
    if (records.length < room) records = new Float64Array(room);
    const factor = new Float64Array(width * width);
    const sums = new Float64Array(summands);
    const fold = count > 1 ? new BlockFold(summands) : null;
    for (let first = 0; first < count; first += AT_ONCE) {
      const last = Math.min(first + AT_ONCE, count);
      factorRecords(kernel, shape, point, from + first * SUPERBLOCK, Math.min(from + last * SUPERBLOCK, to), records);
      for (let k = first; k < last; k++) {
        const record = records.subarray((k - first) * size, (k - first + 1) * size);
        if (k > 0) mergeFactor(factor, record, width, work);
        else factor.set(record.subarray(0, width * width));
        // A single one is its own sum.
        if (fold === null) sums.set(record.subarray(width * width));
        else fold.add(record, width * width);
      }
    }
    fold?.finish(sums);
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
