import { normalCdf, normalQuantile } from '../base/distributions/index.js';
import { numbers } from '../base/elementary/numbers.js';
import { polynomial } from '../base/elementary/polynomial.js';
import { asin, exp, log } from '../base/elementary/scalar.js';
import { norm2 } from '../base/linear-algebra/index.js';
import { remembered } from '../base/remembered.js';

/** Rows up to which the approximation of {@link shapiroWilk} is made. */
export const MOST_SHAPIRO_WILK = 5000;

/**
 * The test of Shapiro and Wilk for a normal distribution: W near 1 where ordered values lie on the line of normal quantiles.
 *
 * Royston 1995, Algorithm AS R94, Applied Statistics 44: what R's `shapiro.test` and scipy's `shapiro` compute.
 *
 * @param values length n, in any order, not changed.
 * @returns null for n < 3, n > 5000, equal values, and where one is not finite. p is that of a W this small or smaller.
 * @example shapiroWilk(Float64Array.of(1, 2, 4))?.w // 0.9642857142857143
 */
export function shapiroWilk(values: Float64Array): { readonly w: number; readonly p: number } | null {
  const n = values.length;
  if (n < 3 || n > MOST_SHAPIRO_WILK || !values.every(Number.isFinite)) return null;
  const x = values.slice().sort();
  const range = (x[n - 1] as number) - (x[0] as number);
  if (!(range > 0 && range < Number.POSITIVE_INFINITY)) return null;
  const mean = x.reduce((sum, value) => sum + value / range, 0) / n;
  const weights = weightsOf(n);
  const line = unit(x.map((value) => value / range - mean));
  // 1 − cos of the angle between them, without the loss of subtracting from 1
  const apart = norm2(weights.map((a, i) => a - (line[i] as number)));
  const rest = (apart * apart * (4 - apart * apart)) / 4;
  return { w: 1 - rest, p: tail(rest, n) };
}

const unit = (x: Float64Array): Float64Array => {
  const length = norm2(x);
  return x.map((value) => value / length);
};

/** a, of length 1: the same for every sample of n. */
const weightsOf: (n: number) => Float64Array = remembered(4, String, (n: number) => {
  const half = halfWeights(n);
  const at = (i: number): number => (2 * i === n - 1 ? 0 : i < n / 2 ? -(half[i] as number) : (half[n - 1 - i] as number));
  return unit(Float64Array.from({ length: n }, (_, i) => at(i)));
});

/** −aᵢ of the lower half: normal scores, the outer one or two corrected by polynomials in 1/√n. */
function halfWeights(n: number): Float64Array {
  if (n === 3) return Float64Array.of(Math.sqrt(0.5));
  const scores = Float64Array.from({ length: Math.floor(n / 2) }, (_, i) => -normalQuantile((i + 0.625) / (n + 0.25)));
  const sum = 2 * scores.reduce((total, m) => total + m * m, 0);
  const u = 1 / Math.sqrt(n);
  const corrected = [FIRST, SECOND]
    .slice(0, n > 5 ? 2 : 1)
    .map((c, i) => polynomial(numbers, u, c) + (scores[i] as number) / Math.sqrt(sum));
  const left = corrected.reduce((total, _, i) => total - 2 * (scores[i] as number) * (scores[i] as number), sum);
  const share = corrected.reduce((total, a) => total - 2 * a * a, 1);
  const factor = Math.sqrt(left / share);
  return scores.map((m, i) => corrected[i] ?? m / factor);
}

/** P of a W this small: ln(1 − W), for n ≤ 11 transformed once more, is about normal. @param rest 1 − W. */
function tail(rest: number, n: number): number {
  if (n === 3) return Math.max((6 / Math.PI) * (asin(Math.sqrt(1 - rest)) - asin(Math.sqrt(0.75))), 0);
  const y = log(rest);
  if (n > 11) {
    const size = log(n);
    return normalCdf((polynomial(numbers, size, MEAN) - y) / exp(polynomial(numbers, size, LOG_DEVIATION)));
  }
  const limit = polynomial(numbers, n, LIMIT);
  if (y >= limit) return 1e-99;
  return normalCdf((polynomial(numbers, n, SMALL_MEAN) + log(limit - y)) / exp(polynomial(numbers, n, SMALL_LOG_DEVIATION)));
}

const FIRST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const SECOND = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL_MEAN = [0.544, -0.39978, 0.025054, -6.714e-4];
const SMALL_LOG_DEVIATION = [1.3822, -0.77857, 0.062767, -0.0020322];
const MEAN = [-1.5861, -0.31082, -0.083751, 0.0038915];
const LOG_DEVIATION = [-0.4803, -0.082676, 0.0030302];
const LIMIT = [-2.273, 0.459];
