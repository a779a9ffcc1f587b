import { BLOCK, BlockFold, blockSum } from '../backend/fold.js';
import type { Kernel } from '../backend/program.js';

/** Goes over the rows from … to − 1 by blocks. @param use told of each: output j of its i-th row at `block[j·rows + i]`. @returns the sums, length K. */
export type RowBlocks = (
  kernel: Kernel,
  point: Float64Array,
  from: number,
  to: number,
  use: (block: Float64Array, rows: number, start: number) => void,
) => Float64Array;

/**
 * One pass of a kernel whose outputs are numbers that are wanted row by row, and after them K summands, which are folded in the order of every kernel.
 * @param columns how many are wanted row by row. @param summands K. @returns a function that keeps its room for the next call.
 */
export function rowBlocks(columns: number, summands: number): RowBlocks {
  let block = new Float64Array(0);
  return (kernel, point, from, to, use) => {
    const needed = Math.min(BLOCK, to - from) * (columns + summands);
    if (block.length < needed) block = new Float64Array(needed);
    const sums = new Float64Array(summands);
    // A single block is its own sum.
    const fold = to - from > BLOCK ? new BlockFold(summands) : undefined;
    for (let start = from; start < to; start += BLOCK) {
      const rows = Math.min(BLOCK, to - start);
      kernel.map(point, start, start + rows, block);
      for (let k = 0; k < summands; k++) sums[k] = blockSum(block, (columns + k) * rows, rows);
      fold?.add(sums);
      use(block, rows, start);
    }
    fold?.finish(sums);
    return sums;
  };
}

/** The only output of a kernel row by row, of which a block at a time is kept. @param rows of data. */
export function byBlocks(kernel: Kernel, point: Float64Array, rows: number): (row: number) => number {
  const block = new Float64Array(Math.min(BLOCK, rows));
  let start = -BLOCK;
  return (row) => {
    if (row < start || row >= start + BLOCK) {
      start = row - (row % BLOCK);
      kernel.map(point, start, Math.min(start + BLOCK, rows), block);
    }
    return block[row - start] as number;
  };
}
