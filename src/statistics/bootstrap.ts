import { normalCdf, normalQuantile } from '../base/distributions/index.js';
import { pairwiseSum } from '../base/random/pairwise-sum.js';
import { quantile } from './quantile.js';

/** What resampling says of one parameter. */
export interface BootstrapFigures {
  /** Standard deviation of the draws, by B − 1. */
  readonly standardError: number;
  /** BCa where there is a jackknife and it can be computed, else the percentiles. */
  readonly interval: readonly [number, number];
  /** The plain percentiles of the draws. */
  readonly percentile: readonly [number, number];
}

/**
 * Standard error and intervals from bootstrap draws of an estimate.
 *
 * BCa: the percentiles are moved for the bias of the draws and for the change of their spread with the estimate (Efron 1987, JASA 82, eq. 2.3 and 7.3), as
 * `scipy.stats.bootstrap` computes it.
 *
 * @param draws B of them, not sorted, not changed. @param estimate of all rows. @param jackknife the estimate without each row; null where they were not made.
 * @param level in (0, 1).
 * @returns null for fewer than two draws.
 * @example bootstrapFigures(Float64Array.of(1, 2, 3), 2, null, 0.5)?.interval // [1.5, 2.5]
 */
export function bootstrapFigures(
  draws: Float64Array,
  estimate: number,
  jackknife: Float64Array | null,
  level: number,
): BootstrapFigures | null {
  const count = draws.length;
  if (count < 2) return null;
  const mean = pairwiseSum(draws) / count;
  const sorted = draws.slice().sort();
  // The mean of equal draws may differ from them by rounding.
  const equal = sorted[0] === sorted[count - 1];
  const standardError = equal ? 0 : Math.sqrt(pairwiseSum(draws.map((draw) => (draw - mean) * (draw - mean))) / (count - 1));
  const tail = (1 - level) / 2;
  const percentile = [quantile(sorted, tail), quantile(sorted, 1 - tail)] as const;
  const shares = jackknife === null ? null : accelerated(sorted, estimate, jackknife, tail);
  return {
    standardError,
    percentile,
    interval: shares === null ? percentile : [quantile(sorted, shares[0]), quantile(sorted, shares[1])],
  };
}

/** Which percentiles BCa takes; null where all draws lie on one side of the estimate or the jackknife does not vary. */
function accelerated(
  sorted: Float64Array,
  estimate: number,
  jackknife: Float64Array,
  tail: number,
): readonly [number, number] | null {
  let below = 0;
  for (const draw of sorted) below += draw < estimate ? 1 : draw === estimate ? 0.5 : 0;
  const bias = normalQuantile(below / sorted.length);
  const mean = pairwiseSum(jackknife) / jackknife.length;
  const away = jackknife.map((value) => mean - value);
  const square = pairwiseSum(away.map((u) => u * u));
  const acceleration = pairwiseSum(away.map((u) => u * u * u)) / (6 * square * Math.sqrt(square));
  const share = (z: number): number => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  const z = normalQuantile(tail);
  const shares = [share(z), share(-z)] as const;
  return shares.every((p) => p > 0 && p < 1) ? shares : null;
}
