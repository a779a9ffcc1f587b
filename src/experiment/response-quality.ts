import { pairwiseSum } from '../base/random/pairwise-sum.js';
import { print } from '../language/index.js';
import type { Loss } from '../objective/loss.js';
import { type Quality, quality } from '../statistics/index.js';
import type { Prepared } from './prepare.js';
import type { ResponseResult } from './result.js';

/**
 * How well each of several equations describes its own rows. Their weighted squares add up to those of the whole fit; the free parameters are shared out
 * among them in proportion to their rows, so that residual standard deviations compare, whichever equation a parameter stands in.
 *
 * @param predicted of all rows in memory. @param whole of the whole fit. @param parameters free ones.
 */
export function responseResults(
  { parts, response, weights }: Prepared,
  predicted: Float64Array,
  whole: Quality,
  parameters: number,
  inference: Loss['inference'],
): ResponseResult[] {
  const { degreesOfFreedom } = whole;
  const inflation = degreesOfFreedom > 0 ? Math.sqrt((degreesOfFreedom + parameters) / degreesOfFreedom) : Number.NaN;
  return parts.map(({ equation, from, to }) => {
    const [own, mean] = [response.subarray(from, to), predicted.subarray(from, to)];
    const { rss, rmse, mae, rSquared } = quality({
      response: own,
      predicted: mean,
      weights: weights === null ? null : weights.values.subarray(from, to),
      loss: Number.NaN,
      mae: pairwiseSum(mean.map((value, i) => Math.abs(value - (own[i] as number)))) / own.length,
      parameters: 0,
      inference,
    });
    const deviation = inference === 'likelihood' || rmse === null ? Number.NaN : rmse * inflation;
    return {
      formula: equation.text,
      response: print(equation.response),
      rows: own.length,
      rss,
      rmse,
      mae,
      rSquared,
      residualStandardDeviation: Number.isFinite(deviation) ? deviation : null,
    };
  });
}

/** The residual standard deviation on the scale that the sum of squares sees: times the root of the mean weight. */
export function weightedDeviation({ residualStandardDeviation, rss, rmse, rows }: ResponseResult): number | null {
  if (residualStandardDeviation === null || rss === null || rmse === null) return null;
  return rmse === 0 ? 0 : (residualStandardDeviation * Math.sqrt(rss / rows)) / rmse;
}
