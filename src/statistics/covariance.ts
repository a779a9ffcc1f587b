import { allFinite, norm2, scaledSvd } from '../base/linear-algebra/index.js';
import { inUnits, nullDirections } from './null-directions.js';

/** What the Jacobian at the optimum says of the parameters. P of them. */
export interface Estimate {
  /** Singular values of the column-scaled Jacobian above 1e-13 of the largest. */
  readonly rank: number;
  /** Largest over smallest singular value of the Jacobian with columns of length 1; ∞ where one is zero, 1 without parameters. */
  readonly conditionNumber: number;
  /**
   * Combinations of parameters that hardly change a prediction: singular values below 1e-8 of the largest. Each of length P, in units of the parameters, the
   * entry that matters most 1, entries that do not matter exactly 0.
   */
  readonly nullDirections: readonly Float64Array[];
  /** The combination of parameters that changes predictions least: as a null direction, however well it is determined. Null without parameters. */
  readonly weakest: Float64Array | null;
  /** Length P; null where σ² is not known or the rank is short. */
  readonly standardErrors: Float64Array | null;
  /** P×P, row-major; null with `standardErrors`. */
  readonly covariance: Float64Array | null;
  /** P rows of P; null with `standardErrors`. */
  readonly correlation: readonly (readonly number[])[] | null;
  /** F, P×P row-major, with FFᵀ = covariance: what standard errors of predictions are computed from without loss. Null with `standardErrors`. */
  readonly factor: Float64Array | null;
}

export interface EstimateInput {
  /** P×P upper triangular, row-major: the factor of the Jacobian with √(w/n) applied ({@link Answer} `r`). */
  readonly r: Float64Array;
  /** P. */
  readonly parameters: number;
  /** n. */
  readonly rows: number;
  /** σ² of a row of weight 1 (see {@link errorVariance}); null where it is not known. */
  readonly variance: number | null;
}

/** Below it a standard error would have fewer than three right digits: rounding moves the smallest singular value by 2⁻⁵² of the largest. */
const RANK = 1e-13;

/**
 * Covariance σ²/n·(RᵀR)⁻¹ and its company, by the singular values of R with its columns scaled to length 1, so that units and correlation cost as few digits
 * as they can (Björck 1996, §2.8).
 *
 * @returns null where R is not finite. Zero rows of R (fewer rows of data than parameters) and zero columns are a short rank, not an error.
 * @example estimate({ r: Float64Array.of(2), parameters: 1, rows: 25, variance: 4 })?.standardErrors // [0.2]
 */
export function estimate({ r, parameters: n, rows, variance }: EstimateInput): Estimate | null {
  if (!allFinite(r)) return null;
  const { s, v, lengths } = scaledSvd(r, n);
  const largest = n === 0 ? 1 : (s[0] as number);
  const rank = s.reduce((count, value) => (value > RANK * largest ? count + 1 : count), 0);
  const common = {
    rank,
    conditionNumber: n === 0 ? 1 : largest === 0 ? Number.POSITIVE_INFINITY : largest / (s[n - 1] as number),
    nullDirections: nullDirections(s, v, lengths),
    weakest:
      n === 0
        ? null
        : inUnits(
            Float64Array.from({ length: n }, (_, j) => v[j * n + n - 1] as number),
            lengths,
          ),
  };
  if (variance === null || !(variance >= 0 && variance < Number.POSITIVE_INFINITY) || rank < n || !(rows > 0))
    return { ...common, standardErrors: null, covariance: null, correlation: null, factor: null };
  // rows of V·S⁻¹, of length 1 for the correlation: it does not depend on σ²
  const spread = v.map((value, at) => value / (s[at % n] as number));
  const size = Float64Array.from({ length: n }, (_, j) => norm2(spread, j * n, n));
  const unit = Math.sqrt(variance / rows);
  const standardErrors = size.map((length, j) => (unit * length) / (lengths[j] as number));
  const correlation = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : cosine(spread, size, n, Math.min(i, j), Math.max(i, j)))),
  );
  return {
    ...common,
    standardErrors,
    correlation,
    covariance: covarianceOf(standardErrors, correlation),
    factor: spread.map((value, at) => (unit * value) / (lengths[Math.floor(at / n)] as number)),
  };
}

/** Variances below lose digits, as far as to zero. */
const LEAST = 2 ** -960;

/**
 * An estimate whose covariance is known better than a factor in doubles tells it.
 * @param inverse (JᵀWJ)⁻¹, P×P row-major. @param variance σ² of a row of weight 1.
 */
export function withInverse(found: Estimate, inverse: Float64Array, variance: number): Estimate {
  const { standardErrors: rough, factor } = found;
  const n = Math.round(Math.sqrt(inverse.length));
  if (rough === null || factor === null) return found;
  const at = (i: number, j: number): number => inverse[i * n + j] as number;
  // Squares of very small errors have no digits left.
  if (rough.some((_, j) => !(at(j, j) > LEAST))) return found;
  const standardErrors = rough.map((_, j) => Math.sqrt(variance * at(j, j)));
  const correlation = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) =>
      i === j ? 1 : Math.min(Math.max(at(Math.min(i, j), Math.max(i, j)) / Math.sqrt(at(i, i)) / Math.sqrt(at(j, j)), -1), 1),
    ),
  );
  return {
    ...found,
    standardErrors,
    correlation,
    covariance: covarianceOf(standardErrors, correlation),
    factor: factor.map((value, k) => {
      const j = Math.floor(k / n);
      return rough[j] === 0 ? value : (value * (standardErrors[j] as number)) / (rough[j] as number);
    }),
  };
}

/** P×P, row-major: the covariance that standard errors and their correlation stand for. */
export function covarianceOf(standardErrors: ArrayLike<number>, correlation: readonly (readonly number[])[]): Float64Array {
  const n = correlation.length;
  return Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    return (standardErrors[i] as number) * (standardErrors[j] as number) * (correlation[i]?.[j] as number);
  });
}

function cosine(rows: Float64Array, size: Float64Array, n: number, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++)
    sum += ((rows[i * n + k] as number) / (size[i] as number)) * ((rows[j * n + k] as number) / (size[j] as number));
  return Math.min(Math.max(sum, -1), 1);
}
