import { norm2 } from './norm.js';
import { reflect } from './reflect.js';

/**
 * QR of a tall matrix, block of rows by block of rows: only the triangular factor of [A | b₁ … b_K] is kept, so memory is O((P + K)²)
 * however many rows there are. Blocks are folded in the order in which they come; the bits depend on that order and on the blocks' sizes.
 * Björck 1996, Numerical Methods for Least Squares Problems, §6.1 (sequential Householder).
 *
 * @example
 * const accumulator = new QrAccumulator(2, 1);
 * accumulator.add(Float64Array.of(1, 0, 1, 1, 1, 3, 1, 2, 5), 3); // rows (1, x | y) of y = 1 + 2x
 * solveUpper(accumulator.r(), 2, accumulator.qtb()) // ≈ [1, 2]
 */
export class QrAccumulator {
  private readonly width: number;
  private readonly factor: Float64Array;
  private readonly work: Float64Array;

  /** @param columns P ≥ 0. @param rightHandSides K ≥ 0. */
  constructor(
    private readonly columns: number,
    rightHandSides = 0,
  ) {
    this.width = columns + rightHandSides;
    this.factor = new Float64Array(this.width * this.width);
    this.work = new Float64Array(this.width);
  }

  /** @param block rows×(P + K), row-major: a row of A, then its right-hand sides; overwritten. May be longer than is used. */
  add(block: Float64Array, rows: number): void {
    const { factor, width, work } = this;
    for (let k = 0; k < width; k++) reflect({ top: factor, topAt: k * width, below: block, belowAt: 0, rows, width }, k, work);
  }

  /** R, P×P row-major, upper triangular with RᵀR = AᵀA and no negative diagonal entry. A copy. */
  r(): Float64Array {
    const { columns, factor, width } = this;
    const r = new Float64Array(columns * columns);
    for (let i = 0; i < columns; i++) {
      const sign = this.sign(i);
      for (let j = i; j < columns; j++) r[i * columns + j] = sign * (factor[i * width + j] as number);
    }
    return r;
  }

  /** The first P elements of Qᵀb, so that R·x = qtb solves min ‖Ax − b‖. @param k 0 … K − 1. A copy. */
  qtb(k = 0): Float64Array {
    const { columns, factor, width } = this;
    const qtb = new Float64Array(columns);
    for (let i = 0; i < columns; i++) qtb[i] = this.sign(i) * (factor[i * width + columns + k] as number);
    return qtb;
  }

  /** min ‖Ax − b‖ over all x, where A has full rank. @param k 0 … K − 1. */
  residualNorm(k = 0): number {
    return norm2(this.factor, this.columns * this.width + this.columns + k, k + 1, this.width);
  }

  private sign(i: number): 1 | -1 {
    return (this.factor[i * this.width + i] as number) < 0 ? -1 : 1;
  }
}

/** R and Qᵀb of a few rows that are known already, as of a factor whose columns were changed. @param rows count×(P + 1), row-major, [A | b]; overwritten. */
export function triangularised(rows: Float64Array, count: number, columns: number): { r: Float64Array; qtr: Float64Array } {
  const accumulator = new QrAccumulator(columns, 1);
  accumulator.add(rows, count);
  return { r: accumulator.r(), qtr: accumulator.qtb() };
}
