import { fisherFQuantile, normalQuantile } from '../base/distributions/index.js';

/** A straight line, y = intercept + slope·x. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Where the i-th of n ordered values of a normal sample is expected: Φ⁻¹((i − 3/8)/(n + 1/4)) (Blom 1958, Statistical Estimates and Transformed
 * Beta-Variables).
 * @param n ≥ 0. @returns length n, ascending.
 */
export const normalScores = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 1 - 3 / 8) / (n + 1 / 4)));

/** The line through the quartiles of the values and of the normal distribution: half of the values may be outliers. @param sorted ascending, finite. */
export function quartileLine(sorted: Float64Array): Line {
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = normalQuantile(0.75);
  return { intercept: (low + high) / 2, slope: (high - low) / (2 * reach) };
}

/** Between the neighbours of 1 + (n − 1)p (Hyndman and Fan 1996, American Statistician 50, definition 7). */
function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const [a, b] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0];
  return a + (b - a) * (at - below);
}

/** Of n ordered values from the standard normal distribution, the ends between which some of them lie with probability `level`. */
export interface Envelope {
  /** Indices 0 … n − 1, ascending. */
  readonly at: readonly number[];
  /** As long; −lower backwards is the upper end. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** As many places along the envelope as are looked at: between them it is straight to the eye. */
const PLACES = 120;

/**
 * Each order statistic of n uniform values is Beta(i, n + 1 − i) (David and Nagaraja 2003, Order Statistics, eq. 2.1.5): its quantiles, by those of F, through
 * Φ⁻¹. Pointwise: about one of twenty points lies outside of 95%.
 *
 * @param level in (0, 1).
 */
export function normalEnvelope(n: number, level: number): Envelope {
  const at = places(n);
  const lower = Float64Array.from(at, (i) => normalQuantile(betaQuantile((1 - level) / 2, i + 1, n - i)));
  // The distribution is even: the upper end of the i-th is the lower end of the i-th from above.
  return { at, lower, upper: Float64Array.from(at, (_, k) => -(lower[at.length - 1 - k] as number)) };
}

/** Symmetric, all where they are few; denser towards both ends, where the envelope bends. */
function places(n: number): number[] {
  if (n <= PLACES) return Array.from({ length: n }, (_, i) => i);
  const half: number[] = [];
  for (let k = 0; k <= PLACES / 2; k++) {
    const share = k / (PLACES / 2);
    const i = Math.min(Math.round(k + (n / 2 - PLACES / 2) * share * share * share), Math.floor((n - 1) / 2));
    if (i > (half.at(-1) ?? -1)) half.push(i);
  }
  return [...new Set([...half, ...half.map((i) => n - 1 - i).reverse()])];
}

/** X of Beta(a, b) by a·F/(a·F + b) with F of (2a, 2b) degrees of freedom. */
function betaQuantile(p: number, a: number, b: number): number {
  const f = fisherFQuantile(p, 2 * a, 2 * b);
  return (a * f) / (a * f + b);
}
