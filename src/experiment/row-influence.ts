import { applyQ, householderQr } from '../base/linear-algebra/index.js';

/** What each row does to a fit, in the tangent plane at the minimum (St. Laurent and Cook 1992, JASA 87). Length n each; NaN where a row has none. */
export interface RowInfluence {
  /** Diagonal of the hat matrix, in [0, 1]. */
  readonly leverage: Float64Array;
  /** r√w/(s√(1 − h)). */
  readonly standardized: Float64Array;
  /** With s of the fit without the row; null where s is known, and without two degrees of freedom. */
  readonly studentized: Float64Array | null;
  /** Cook's distance: standardized²·h/((1 − h)·rank) (Cook 1977, Technometrics 19). */
  readonly cook: Float64Array;
}

export interface RowInfluenceInput {
  /** n×P row-major, with √w applied; overwritten. */
  readonly jacobian: Float64Array;
  /** Length n, with √w applied. */
  readonly residuals: Float64Array;
  readonly parameters: number;
  /** s² of a row of weight 1. */
  readonly variance: number;
  /** Of the estimate s²; ∞ where it is known. */
  readonly degreesOfFreedom: number;
}

/** Diagonals below this part of the largest are rounding: those directions are not fitted. */
const RANK = 1e-13;
/** A row that is fitted exactly, up to rounding, says nothing about its own residual. */
const EXACT = 1e-12;

/**
 * Leverages from the rows of Q of a scaled, pivoted Householder QR: the normal equations would lose half of the digits.
 *
 * @example
 * const rows = { jacobian: Float64Array.of(1, 1), residuals: Float64Array.of(-1, 1), parameters: 1 };
 * rowInfluence({ ...rows, variance: 2, degreesOfFreedom: 1 }).leverage // ≈ [0.5, 0.5]
 */
export function rowInfluence({ jacobian, residuals, parameters, variance, degreesOfFreedom }: RowInfluenceInput): RowInfluence {
  const rows = residuals.length;
  const factor = householderQr(jacobian, rows, parameters, { pivot: true, scale: true });
  const first = Math.abs(factor.a[0] ?? 0);
  let rank = 0;
  while (rank < factor.tau.length && Math.abs(factor.a[rank * parameters + rank] as number) > RANK * first) rank++;
  const leverage = new Float64Array(rows);
  const column = new Float64Array(rows);
  for (let k = 0; k < rank; k++) {
    column.fill(0);
    column[k] = 1;
    applyQ(factor, column);
    for (let i = 0; i < rows; i++) leverage[i] = (leverage[i] as number) + (column[i] as number) * (column[i] as number);
  }
  const s = Math.sqrt(variance);
  const left = leverage.map((h) => (1 - h > EXACT ? 1 - h : Number.NaN));
  const standardized = residuals.map((r, i) => r / (s * Math.sqrt(left[i] as number)));
  return {
    leverage: leverage.map((h) => Math.min(h, 1)),
    standardized,
    studentized: Number.isFinite(degreesOfFreedom) && degreesOfFreedom > 1 ? studentize(standardized, degreesOfFreedom) : null,
    cook: standardized.map((r, i) => (r * r * (leverage[i] as number)) / ((left[i] as number) * Math.max(rank, 1))),
  };
}

/** By the variance without the row, which needs no other fit where the model is linear (Cook and Weisberg 1982, eq. 2.2.8). */
const studentize = (standardized: Float64Array, df: number): Float64Array =>
  standardized.map((r) => r * Math.sqrt((df - 1) / Math.max(df - r * r, 0)));
