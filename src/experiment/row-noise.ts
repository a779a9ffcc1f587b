import { pairwiseSum } from '../base/random/pairwise-sum.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';

/** What is known of the noise of a fit. */
export interface RowNoise {
  /** F, P×P with FFᵀ the covariance of the parameters. */
  readonly factor: Float64Array;
  /** Of the quantiles; ∞ for normal ones. */
  readonly degreesOfFreedom: number;
  /** Standard deviation of an observation in each row in memory, or the one of all of them; null for a likelihood. */
  readonly deviations: Float64Array | number | null;
}

/**
 * The noise of every row, NaN in rows of weight 0; null where the fit has no standard errors. By least squares s/√w, each of several responses with its own s, as `predict` has it; σ where
 * that is known; the scale of the residuals for a robust loss.
 */
export function rowNoise(begun: Begun, { estimate, degreesOfFreedom, ...known }: Assessment): RowNoise | null {
  const factor = estimate?.factor ?? null;
  if (factor === null) return null;
  const { inference } = begun.model.loss;
  const deviations =
    inference === 'squares' ? ofSquares(begun, known) : inference === 'robust' ? ofRobust(begun, known.robust) : null;
  return { factor, degreesOfFreedom, deviations };
}

function ofSquares(
  { options, prepared }: Begun,
  { variance, responses }: Pick<Assessment, 'variance' | 'responses'>,
): Float64Array | number | null {
  if (variance === null) return null;
  const { parts, rows } = prepared;
  const alike = responses === null || isAbsolute(options);
  if (alike && prepared.weights === null) return Math.sqrt(variance);
  const weights = prepared.weights?.values ?? new Float64Array(rows).fill(1);
  // Nothing is known of a row of weight 0.
  const spread = (of: number, weight: number): number => (weight > 0 ? Math.sqrt(of / weight) : Number.NaN);
  if (alike) return weights.map((weight) => spread(variance, weight));
  const deviations = new Float64Array(rows);
  for (const [k, { from, to }] of parts.entries()) {
    const own = weights.subarray(from, to);
    const mean = pairwiseSum(own) / own.length;
    const s = responses[k]?.residualStandardDeviation ?? Number.NaN;
    deviations.set(
      own.map((weight) => s * spread(mean, weight)),
      from,
    );
  }
  return deviations;
}

/** Of a row of weight 1; weights that are no 1/σ² count rows and say nothing of their noise. */
function ofRobust({ prepared, model }: Begun, robust: Assessment['robust']): Float64Array | number | null {
  const scale = robust?.result.scale ?? null;
  if (scale === null) return null;
  const weights = model.standardised === true ? prepared.weights?.values : undefined;
  return weights?.map((weight) => (weight > 0 ? scale / Math.sqrt(weight) : Number.NaN)) ?? scale;
}

export const isAbsolute = ({ sigma, absoluteSigma }: Begun['options']): boolean => sigma !== undefined && absoluteSigma === true;
