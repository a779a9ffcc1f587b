import type { Kernel } from '../backend/program.js';
import { QrAccumulator } from '../base/linear-algebra/qr-accumulator.js';
import { rowBlocks } from './row-blocks.js';

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
  const over = rowBlocks(columns + 1, summands);
  const accumulator = new QrAccumulator(columns, 1);
  return (kernel, point, from, to) => {
    accumulator.clear();
    const sums = over(kernel, point, from, to, (block, rows) => accumulator.addColumns(block, rows));
    const scale = 1 / Math.sqrt(to - from);
    return { sums, r: scaled(accumulator.r(), scale), qtr: scaled(accumulator.qtb(), scale) };
  };
}

function scaled(values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
  return values;
}
