import { applyQ, householderQr } from '../base/linear-algebra/index.js';

/** How much every row pulls at the fit. Length n each; NaN where a figure does not exist. */
export interface Influence {
  /** Diagonal of the hat matrix, in [0, 1]; their sum is the rank. */
  readonly leverage: Float64Array;
  /** (prediction − y)·√w / (s√(1 − h)): of variance about 1 in every row. NaN where h is 1. */
  readonly internal: Float64Array;
  /** The same with the s that the fit has without the row: of a t distribution with one degree of freedom less. NaN where σ is known. */
  readonly external: Float64Array;
  /** Cook's distance: how far all predictions move when the row is left out, in units of P·s². */
  readonly cook: Float64Array;
}

export interface InfluenceInput {
  /** n×P, row-major, with √(w/n) applied: {@link Answer} `jacobian`. Not changed. */
  readonly jacobian: Float64Array;
  /** Prediction − response, length n, with √(w/n) applied: {@link Answer} `residuals`. */
  readonly residuals: Float64Array;
  readonly rows: number;
  /** P. */
  readonly parameters: number;
  /** Rows of weight > 0 less P; s² = Σ wr² / degrees of freedom. */
  readonly degreesOfFreedom: number;
  /** s² of a row of weight 1 where it is known otherwise: absolute σ, 1 for a likelihood, the scale of a robust loss. */
  readonly known?: number;
}

/** Pivots below this part of the first belong to directions that are not there. */
const RANK = 1e-13;
/** 1 − h below it is rounding: the row alone decides its own prediction. */
const ALONE = 1e-10;

/**
 * Leverage, studentised residuals and Cook's distance (Cook and Weisberg 1982, Residuals and Influence in Regression, eq. 2.1.9, 2.2.4, 2.2.8 and 3.2.3); for a
 * nonlinear model those of its tangent plane (St. Laurent and Cook 1992, JASA 87).
 */
export function influence({ jacobian, residuals, rows, parameters, degreesOfFreedom, known }: InfluenceInput): Influence {
  const leverage = hatDiagonal(jacobian, rows, parameters);
  const total = residuals.reduce((sum, r) => sum + r * r, 0);
  const s = Math.sqrt(known === undefined ? total / degreesOfFreedom : known / rows);
  const internal = residuals.map((r, i) => {
    const rest = 1 - (leverage[i] as number);
    return rest > ALONE && (known !== undefined || degreesOfFreedom > 0) ? r / (s * Math.sqrt(rest)) : Number.NaN;
  });
  return {
    leverage,
    internal,
    external: internal.map((t) =>
      known === undefined ? t * Math.sqrt((degreesOfFreedom - 1) / Math.max(degreesOfFreedom - t * t, 0)) : Number.NaN,
    ),
    cook: internal.map((t, i) => (t * t * (leverage[i] as number)) / (parameters * (1 - (leverage[i] as number)))),
  };
}

/** Squared lengths of the rows of Q, by pivoted, column-scaled Householder QR: exact to rounding whatever the condition. @param a m×n, row-major. */
export function hatDiagonal(a: Float64Array, m: number, n: number): Float64Array {
  const factor = householderQr(a.slice(0, m * n), m, n, { pivot: true, scale: true });
  const diagonal = new Float64Array(m);
  const first = Math.abs(factor.a[0] ?? 0);
  const column = new Float64Array(m);
  for (let k = 0; k < Math.min(m, n); k++) {
    if (!(Math.abs(factor.a[k * n + k] as number) > RANK * first)) break;
    column.fill(0);
    column[k] = 1;
    applyQ(factor, column);
    for (let i = 0; i < m; i++) diagonal[i] = (diagonal[i] as number) + (column[i] as number) * (column[i] as number);
  }
  return diagonal.map((h) => Math.min(h, 1));
}

/** The row of the largest figure, 0-based, and the figure; null where none is finite. */
export function largest(figures: Float64Array): { readonly largest: number; readonly row: number } | null {
  let row = -1;
  for (let i = 0; i < figures.length; i++)
    if (Number.isFinite(figures[i]) && (row < 0 || (figures[i] as number) > (figures[row] as number))) row = i;
  return row < 0 ? null : { largest: figures[row] as number, row };
}
