import { BLOCK, BlockFold, blockSum } from '../backend/fold.js';
import type { Kernel } from '../backend/program.js';
import { QrAccumulator } from '../base/linear-algebra/qr-accumulator.js';

export interface RowFactor {
  /** Length K. */
  readonly sums: Float64Array;
  /** P×P, row-major, of the first P outputs times √(1/n). */
  readonly r: Float64Array;
  /** Length P: Qᵀb/√n for the output after them. */
  readonly qtr: Float64Array;
}

/**
 * The triangular factor and sums by one pass of a kernel whose outputs are P columns of a matrix, a right-hand side, and K summands. The sums are
 * folded in the order of every kernel.
 * @param columns P. @param summands K. @returns a function over kernel, parameters and rows from … to − 1, which keeps its room for the next call.
 */
export function rowFactor(
  columns: number,
  summands: number,
): (kernel: Kernel, point: Float64Array, from: number, to: number) => RowFactor {
  let block = new Float64Array(0);
  const accumulator = new QrAccumulator(columns, 1);
  return (kernel, point, from, to) => {
    const needed = Math.min(BLOCK, to - from) * (columns + 1 + summands);
    if (block.length < needed) block = new Float64Array(needed);
    const sums = new Float64Array(summands);
    // A single block is its own sum.
    const fold = to - from > BLOCK ? new BlockFold(summands) : undefined;
    accumulator.clear();
    for (let start = from; start < to; start += BLOCK) {
      const rows = Math.min(BLOCK, to - start);
      kernel.map(point, start, start + rows, block);
      for (let k = 0; k < summands; k++) sums[k] = blockSum(block, (columns + 1 + k) * rows, rows);
      fold?.add(sums);
      accumulator.addColumns(block, rows);
    }
    fold?.finish(sums);
    const scale = 1 / Math.sqrt(to - from);
    return { sums, r: scaled(accumulator.r(), scale), qtr: scaled(accumulator.qtb(), scale) };
  };
}

function scaled(values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
  return values;
}
