import { exp, log } from '../elementary/scalar.js';
import { remembered } from '../remembered.js';
import { incompleteBeta } from './incomplete-beta.js';
import { invert } from './invert.js';
import { normalCdf, normalQuantile } from './normal.js';
import { scaledGamma } from './scaled-gamma.js';
import { NO_TAILS, type Tails } from './tails.js';

/**
 * P(T ≤ t) of Student's t, to about 1e-14 of itself in the lower tail too.
 * @param df > 0, need not be whole; ∞ is the normal. NaN for anything else.
 * @example studentTCdf(-12.706204736174696, 1) // 0.025
 */
export function studentTCdf(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalCdf(t);
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  const { lower, upper } = sides(Math.abs(t), df);
  if (t < 0) return upper;
  return upper < 0.25 ? 1 - upper : 0.5 + lower;
}

/**
 * The t with P(T ≤ t) = p, to about 1e-14 of itself.
 * @param p in [0, 1]: 0 gives −∞, 1 gives ∞. @param df > 0; ∞ is the normal. NaN for anything else.
 * @example studentTQuantile(0.975, 10) // 2.2281388519862744
 */
export const studentTQuantile: (p: number, df: number) => number = remembered(
  256,
  (p: number, df: number) => `${p} ${df}`,
  quantile,
);

function quantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY || p === 0 || p === 1 || p === 0.5) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const t =
    tail < 0.25
      ? invert((x) => sides(x, df), 'upper', tail, guess(tail, df))
      : invert((x) => sides(x, df), 'lower', Math.abs(p - 0.5), guess(tail, df));
  return p < 0.5 ? -t : t;
}

/** P(0 < T ≤ t) and P(T > t) for t ≥ 0. */
function sides(t: number, df: number): Tails {
  if (Number.isNaN(t)) return NO_TAILS;
  const ratio = t / Math.sqrt(df);
  if (ratio > FAR) {
    const upper = exp(-df * log(ratio)) / (df * betaHalf(df));
    return { lower: 0.5 - upper, upper, slope: df * upper };
  }
  const square = ratio * ratio;
  const { lower, upper, slope } = incompleteBeta(df / 2, 0.5, 1 / (1 + square), square / (1 + square));
  return { lower: upper / 2, upper: lower / 2, slope };
}

/** Beyond it 1 + (t²/df)⁻¹ is 1 and the square would overflow: the tail is a pure power. */
const FAR = 1e100;

/** B(df/2, ½). */
function betaHalf(df: number): number {
  const a = df / 2;
  const gammas = (scaledGamma(a) * scaledGamma(0.5)) / scaledGamma(a + 0.5);
  // from B(a, b) = √(2π(a + b)/(ab))·(a/(a + b))ᵃ·(b/(a + b))ᵇ·Γ*(a)Γ*(b)/Γ*(a + b)
  return Math.sqrt((4 * Math.PI * (a + 0.5)) / a) * gammas * exp(a * log(a / (a + 0.5)) + 0.5 * log(0.5 / (a + 0.5)));
}

/** Cornish and Fisher's first term, or the pure power where the tail is one. */
function guess(tail: number, df: number): number {
  const z = -normalQuantile(tail);
  if (z * z < df) return z + (z * z * z + z) / (4 * df);
  return Math.sqrt(df) * exp(-log(tail * df * betaHalf(df)) / df);
}
