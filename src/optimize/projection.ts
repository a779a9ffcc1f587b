import type { Answer } from '../base/evaluation.js';
import { applyQTransposed, householderQr, leastSquaresFromFactor, triangle } from '../base/linear-algebra/index.js';

/** Singular values of the linear columns below this part of the largest are rounding. */
const RANK = 1e-14;

/** A Jacobian with the columns of some parameters projected out. */
export interface Projection {
  /** rows×k, row-major: P⊥ of the other columns. */
  readonly columns: Float64Array;
  readonly rows: number;
  /** Length `rows`: P⊥ of the residuals, as far as the other columns can reach. */
  readonly b: Float64Array;
}

/**
 * Projects the columns of `linear` out of the factor of the Jacobian: with [R₁₁ R₁₂; 0 R₂₂] the factor with those columns first, R₂₂ is Kaufman's Jacobian of the
 * projected residual (Kaufman 1975, BIT 15; Golub and Pereyra 1973, SIAM J. Numer. Anal. 10). Dependent columns are left to the rest.
 *
 * @param answer with `r`, P×P, and `qtr`. @param linear, @param others indices of parameters.
 */
export function projectOut({ r, qtr }: Answer, linear: readonly number[], others: readonly number[]): Projection {
  const size = (qtr as Float64Array).length;
  const width = linear.length;
  const a = columnsOf(r as Float64Array, size, linear);
  const factor = householderQr(a, size, width, { pivot: true, scale: true });
  const diagonal = triangle(factor);
  let rank = 0;
  while (rank < width && Math.abs(diagonal[rank * width + rank] as number) > RANK * Math.abs(diagonal[0] as number)) rank++;
  const truncated = { ...factor, tau: factor.tau.slice(0, rank) };
  const turned = (x: Float64Array): Float64Array => {
    applyQTransposed(truncated, x);
    return x.subarray(rank);
  };
  const rows = size - rank;
  const k = others.length;
  const columns = new Float64Array(rows * k);
  for (let c = 0; c < k; c++) {
    const rest = turned(columnsOf(r as Float64Array, size, [others[c] as number]));
    for (let i = 0; i < rows; i++) columns[i * k + c] = rest[i] as number;
  }
  return { columns, rows, b: turned((qtr as Float64Array).slice()) };
}

/** Where the linear parameters are best while all others stay. @returns length P; not finite where the factor is not. */
export function solveLinear(point: Float64Array, { r, qtr }: Answer, linear: readonly number[]): Float64Array {
  const size = point.length;
  const width = linear.length;
  const step = leastSquaresFromFactor(columnsOf(r as Float64Array, size, linear), size, width, qtr as Float64Array);
  const solved = point.slice();
  for (let k = 0; k < width; k++) {
    const j = linear[k] as number;
    solved[j] = (point[j] as number) - (step[k] as number);
  }
  return solved;
}

/** Some columns of an upper triangle, size×width, row-major. */
export function columnsOf(r: Float64Array, size: number, wanted: readonly number[]): Float64Array {
  const width = wanted.length;
  const columns = new Float64Array(size * width);
  for (let k = 0; k < width; k++) {
    const j = wanted[k] as number;
    for (let i = 0; i <= j; i++) columns[i * width + k] = r[i * size + j] as number;
  }
  return columns;
}
