import { pairwiseSum } from '../base/random/pairwise-sum.js';

/** What the rows say of an M-estimate at its minimum. n of them. */
export interface RobustVarianceInput {
  /** ψ(r), length n. */
  readonly psi: Float64Array;
  /** ψ′(r), length n. */
  readonly slope: Float64Array;
  /** ≥ 0, mean 1; null for all 1. */
  readonly weights: Float64Array | null;
  /** Free parameters. */
  readonly parameters: number;
  /** Rows of weight > 0, less free parameters. */
  readonly degreesOfFreedom: number;
}

/** mean ψ′ of the rows: how much of the curvature that squares would have an M-estimate's loss has. @param weights mean 1; null for all 1. */
export const meanSlope = (slope: Float64Array, weights: Float64Array | null): number =>
  pairwiseSum(weights === null ? slope : slope.map((v, i) => v * (weights[i] as number))) /
  (weights === null ? slope.length : pairwiseSum(weights));

/**
 * σ² in the covariance σ²(JᵀJ)⁻¹ of an M-estimate: K²·[Σψ²/(n − p)]/[mean ψ′]² with K = 1 + p/n·var ψ′/(mean ψ′)², var that of all rows (Huber 1981, Robust
 * Statistics, §7.6, the first of the three estimates; statsmodels' `H1`; R's `summary.rlm` but for n − 1 in var). Weights count rows.
 *
 * @returns null without degrees of freedom and where mean ψ′ is not positive: too few rows are near the curve.
 */
export function robustVariance({ psi, slope, weights, parameters, degreesOfFreedom }: RobustVarianceInput): number | null {
  if (!(degreesOfFreedom > 0)) return null;
  const weighted = (values: Float64Array): Float64Array =>
    weights === null ? values : values.map((v, i) => v * (weights[i] as number));
  const rows = degreesOfFreedom + parameters;
  const total = weights === null ? rows : pairwiseSum(weights);
  const mean = meanSlope(slope, weights);
  if (!(mean > 0)) return null;
  const spread = pairwiseSum(weighted(slope.map((v) => (v - mean) * (v - mean)))) / total;
  const correction = 1 + ((parameters / rows) * spread) / (mean * mean);
  const squares = pairwiseSum(weighted(psi.map((v) => v * v))) / degreesOfFreedom;
  const variance = (correction * correction * squares) / (mean * mean);
  return Number.isFinite(variance) ? variance : null;
}
