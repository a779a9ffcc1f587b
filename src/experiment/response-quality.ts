import { pairwiseSum } from '../base/random/pairwise-sum.js';
import { print } from '../language/index.js';
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
  inference: 'squares' | 'likelihood' | 'none',
): ResponseResult[] {
  const counted = whole.degreesOfFreedom + parameters;
  return parts.map(({ equation, from, to }) => {
    const [own, mean] = [response.subarray(from, to), predicted.subarray(from, to)];
    const share = weights === null ? null : weights.values.subarray(from, to);
    const used = share === null ? own.length : share.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
    const { rss, rmse, mae, rSquared, residualStandardDeviation } = quality({
      response: own,
      predicted: mean,
      weights: share,
      loss: Number.NaN,
      mae: pairwiseSum(mean.map((value, i) => Math.abs(value - (own[i] as number)))) / own.length,
      parameters: (parameters * used) / counted,
      inference,
    });
    return {
      formula: equation.text,
      response: print(equation.response),
      rows: own.length,
      rss,
      rmse,
      mae,
      rSquared,
      residualStandardDeviation,
    };
  });
}
