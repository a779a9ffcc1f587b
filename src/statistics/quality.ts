import { chiSquaredTail } from '../base/distributions/index.js';
import { log } from '../base/elementary/scalar.js';
import { pairwiseSum, pairwiseSumBy, pairwiseSumOf } from '../base/random/pairwise-sum.js';
import type { Values } from '../base/values.js';

/** How well a fit describes its rows. Numbers that do not exist are null, never NaN. */
export interface Quality {
  /** f at the parameters: (1/n) Σ wρ. */
  readonly loss: number | null;
  /** Σ wr², r = prediction − response. */
  readonly rss: number | null;
  /** √(Σ wr² / Σ w). */
  readonly rmse: number | null;
  /** (1/n) Σ |r|, unweighted. */
  readonly mae: number | null;
  /**
   * 1 − Σ wr² / Σ w(y − ȳ)², ȳ the weighted mean, also for models without a constant term: what is explained beyond the mean. Below 0 where the mean would
   * have been the better prediction; null for a constant response. Of several responses each is taken about its own mean.
   */
  readonly rSquared: number | null;
  /**
   * 1 − (1 − R²)(n − 1)/(n − P), n the rows of weight > 0, P the free parameters, as `adj.r.squared` of R's `lm` and `rsquared_adj` of statsmodels with a constant
   * term; null without degrees of freedom.
   */
  readonly adjustedRSquared: number | null;
  /** Rows of weight > 0, less free parameters; may be ≤ 0. */
  readonly degreesOfFreedom: number;
  /** √(Σ wr² / degrees of freedom); null for a likelihood and without degrees of freedom. */
  readonly residualStandardDeviation: number | null;
  /** Akaike's and the Bayesian criterion, as R's AIC and BIC of `nls` (σ counted) and `glm`; null for losses without a likelihood. */
  readonly aic: number | null;
  readonly bic: number | null;
  /** AIC + 2k(k + 1)/(n − k − 1) with the k of AIC, σ counted (Hurvich and Tsai 1989, Biometrika 76), as R's `MuMIn::AICc` of `nls`; null where n ≤ k + 1. */
  readonly aicc: number | null;
  /** Σ (r/σ)² for absolute standard deviations; null otherwise. */
  readonly chiSquared: number | null;
  /** χ² / degrees of freedom: about 1 where the σ and the formula are right. */
  readonly reducedChiSquared: number | null;
  /** P(χ² of these degrees of freedom > {@link chiSquared}): small where the residuals are larger than the σ say. */
  readonly chiSquaredProbability: number | null;
  readonly conditionNumber: number | null;
}

export interface QualityInput {
  /** Length n, as the formula writes it. */
  readonly response: Values;
  /** Length n, on the scale of the response (the mean, not the linear predictor); not needed beside `residuals` and `rss`. */
  readonly predicted?: Float64Array;
  /** Prediction − response, length n, where they are known better than from rounded predictions. */
  readonly residuals?: Float64Array;
  /** Σ wr² where it is known already; then predictions and residuals are not looked at. */
  readonly rss?: number;
  /** Length n, ≥ 0, mean 1; null for all 1. */
  readonly weights: Float64Array | null;
  /** Of the objective's answer, so that the same bits stand everywhere. */
  readonly loss: number;
  readonly mae: number;
  /** Free parameters. */
  readonly parameters: number;
  /** Of the loss. */
  readonly inference: 'squares' | 'likelihood' | 'robust' | 'none';
  /** For `likelihood`: the log-likelihood with its constant, where it is known. */
  readonly logLikelihood?: number | null;
  readonly conditionNumber?: number | null;
  /** Where the response is not in memory: n and Σ(y − ȳ)², NaN for a constant one. Then response and weights are not looked at. */
  readonly streamed?: { readonly rows: number; readonly total: number };
  /** Where the rows belong to several responses: which rows are whose, [from, to). */
  readonly responses?: readonly { readonly from: number; readonly to: number }[];
  /** For absolute standard deviations: c, where the weights with mean 1 are c/σᵢ². Absent or null: σ² is estimated. */
  readonly absolute?: number | null;
}

/** All figures of a fit at its parameters. n ≥ 1; not finite predictions give nulls. */
export function quality(input: QualityInput): Quality {
  const { response, weights, inference, parameters } = input;
  const rows = input.streamed?.rows ?? response.length;
  const weightSum = weights === null ? rows : pairwiseSum(weights);
  const used = weights === null ? rows : weights.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
  const rss = input.rss ?? rssOf(input);
  const degreesOfFreedom = used - parameters;
  const deviance =
    inference === 'squares'
      ? gaussianDeviance(rss, used, weights)
      : inference === 'likelihood'
        ? -2 * (input.logLikelihood ?? Number.NaN)
        : Number.NaN;
  const counted = inference === 'squares' ? parameters + 1 : parameters;
  const rSquared = 1 - rss / totalOf(input);
  const aic = deviance + 2 * counted;
  const chiSquared = input.absolute === undefined || input.absolute === null ? Number.NaN : rss / input.absolute;
  const spare = degreesOfFreedom > 0;
  return {
    loss: orNull(input.loss),
    rss: orNull(rss),
    rmse: orNull(Math.sqrt(rss / weightSum)),
    mae: orNull(input.mae),
    rSquared: orNull(rSquared),
    adjustedRSquared: spare ? orNull(1 - (1 - rSquared) * ((used - 1) / degreesOfFreedom)) : null,
    degreesOfFreedom,
    residualStandardDeviation: inference !== 'likelihood' && spare ? orNull(Math.sqrt(rss / degreesOfFreedom)) : null,
    aic: orNull(aic),
    bic: orNull(deviance + log(used) * counted),
    aicc: used > counted + 1 ? orNull(aic + (2 * counted * (counted + 1)) / (used - counted - 1)) : null,
    chiSquared: orNull(chiSquared),
    reducedChiSquared: spare ? orNull(chiSquared / degreesOfFreedom) : null,
    chiSquaredProbability: spare ? orNull(chiSquaredTail(chiSquared, degreesOfFreedom)) : null,
    conditionNumber: orNull(input.conditionNumber ?? Number.NaN),
  };
}

function rssOf(input: QualityInput): number {
  const { response, weights, residuals } = input;
  const { predicted = new Float64Array(0) } = input;
  return pairwiseSumOf(response.length, (i) => {
    const r = residuals?.[i] ?? (predicted[i] as number) - (response[i] as number);
    return weightAt(weights, i) * r * r;
  });
}

/** −2 log L at the maximum over σ, as R's logLik.nls: rows of weight 0 do not count, and a common factor of the weights cancels. */
function gaussianDeviance(rss: number, used: number, weights: Float64Array | null): number {
  const logWeights = weights === null ? 0 : pairwiseSumOf(weights.length, (i) => logWeight(weights[i] as number));
  return used * (log(2 * Math.PI) + 1 - log(used) + log(rss)) - logWeights;
}

const logWeight = (weight: number): number => (weight > 0 ? log(weight) : 0);

/** Σ w(y − ȳ)² over all responses; NaN where all are constant. */
function totalOf({ response, weights, responses, streamed }: QualityInput): number {
  if (streamed !== undefined) return streamed.total;
  if (responses === undefined) return totalSquares(response, weights);
  const totals = responses.map(({ from, to }) =>
    totalSquares(response.subarray(from, to), weights === null ? null : weights.subarray(from, to)),
  );
  const varying = totals.filter((total) => !Number.isNaN(total));
  return varying.length === 0 ? Number.NaN : varying.reduce((sum, total) => sum + total, 0);
}

/** Σ w(y − ȳ)²; NaN for a constant response. */
function totalSquares(response: Values, weights: Float64Array | null): number {
  if (isConstant(response, weights)) return Number.NaN;
  const rows = response.length;
  if (weights === null) {
    const mean =
      pairwiseSumBy(rows, (into, start, length) => {
        for (let i = 0; i < length; i++) into[i] = response[start + i] as number;
      }) / rows;
    return pairwiseSumBy(rows, (into, start, length) => {
      for (let i = 0; i < length; i++) {
        const deviation = (response[start + i] as number) - mean;
        into[i] = deviation * deviation;
      }
    });
  }
  const mean = pairwiseSumOf(rows, (i) => (weights[i] as number) * (response[i] as number)) / pairwiseSum(weights);
  return pairwiseSumOf(rows, (i) => {
    const deviation = (response[i] as number) - mean;
    return (weights[i] as number) * deviation * deviation;
  });
}

/** In all rows that have a weight. */
function isConstant(response: Values, weights: Float64Array | null): boolean {
  let first = 0;
  while (first < response.length && !(weightAt(weights, first) > 0)) first++;
  for (let i = first + 1; i < response.length; i++)
    if (response[i] !== response[first] && weightAt(weights, i) !== 0) return false;
  return true;
}

const weightAt = (weights: Float64Array | null, i: number): number => (weights === null ? 1 : (weights[i] as number));

const orNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
