import { norm2 } from './norm.js';
import { applyQTransposed, householderQr, type QrFactor, triangle } from './qr.js';
import { svd } from './svd.js';
import { solveUpper } from './triangular.js';

export interface LeastSquares {
  /** Length n. Where the rank is short: the shortest solution in units in which every column has a length in [1, 2). */
  readonly solution: Float64Array;
  /** Number of directions above max(m, n)·2⁻⁵² of the largest, columns scaled. */
  readonly rank: number;
  /** ‖Ax − b‖. */
  readonly residualNorm: number;
}

/**
 * min ‖Ax − b‖ by column-scaled, pivoted Householder QR; by the singular values of R where columns are dependent.
 *
 * @param a m×n row-major, any m and n, not changed. @param b length ≥ m, not changed. NaN or ±∞ anywhere give a solution that is not finite.
 * @example leastSquares(Float64Array.of(1, 0, 1, 1, 1, 2), 3, 2, Float64Array.of(1, 3, 5)).solution // ≈ [1, 2]
 */
export function leastSquares(a: Float64Array, m: number, n: number, b: Float64Array): LeastSquares {
  const factor = householderQr(a.slice(0, m * n), m, n, { pivot: true, scale: true });
  const qtb = b.slice(0, m);
  applyQTransposed(factor, qtb);
  const r = triangle(factor);
  const rank = rankOf(r, m, n);
  const head = new Float64Array(n);
  head.set(qtb.subarray(0, Math.min(m, n)));
  if (rank === n) return { solution: unscaled(factor, solveUpper(r, n, head)), rank, residualNorm: norm2(qtb, Math.min(n, m)) };
  const parts = svd(r, n, n);
  const coordinates = new Float64Array(n);
  const missed = Float64Array.from(qtb);
  for (let k = 0; k < n; k++) {
    if (k >= rank && !Number.isNaN(parts.s[k] as number)) continue;
    let along = 0;
    for (let i = 0; i < n; i++) along += (parts.u[i * n + k] as number) * (head[i] as number);
    for (let i = 0; i < n; i++)
      coordinates[i] = (coordinates[i] as number) + (parts.v[i * n + k] as number) * (along / (parts.s[k] as number));
    for (let i = 0; i < Math.min(m, n); i++) missed[i] = (missed[i] as number) - (parts.u[i * n + k] as number) * along;
  }
  return { solution: unscaled(factor, coordinates), rank, residualNorm: norm2(missed) };
}

/** Only the solution of {@link leastSquares}: for columns taken from a triangular factor, with its Qᵀb on the right. */
export const leastSquaresFromFactor = (a: Float64Array, m: number, n: number, qtb: Float64Array): Float64Array =>
  leastSquares(a, m, n, qtb).solution;

/** By the diagonal of a pivoted R where that leaves no doubt, else by its singular values. */
function rankOf(r: Float64Array, m: number, n: number): number {
  if (n === 0) return 0;
  const tolerance = Math.max(m, n) * Number.EPSILON;
  const first = Math.abs(r[0] as number);
  const last = Math.abs(r[n * n - 1] as number);
  // Pivoting leaves |rₙₙ| within a factor n·2ⁿ of the least singular value in theory, within n in all that is seen (Higham 1987).
  if (last > n * n * tolerance * first) return n;
  const { s } = svd(r, n, n);
  let rank = 0;
  while (rank < n && (s[rank] as number) > tolerance * (s[0] as number)) rank++;
  return rank;
}

function unscaled({ permutation, scale, columns }: QrFactor, x: Float64Array): Float64Array {
  const solution = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = permutation[j] as number;
    solution[column] = (x[j] as number) * (scale[column] as number);
  }
  return solution;
}
