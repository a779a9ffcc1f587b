import { exp, log } from '../elementary/scalar.js';
import { incompleteGamma } from './incomplete-gamma.js';
import { invert } from './invert.js';
import { normalQuantile } from './normal.js';
import { scaledGamma } from './scaled-gamma.js';

/** P(X ≤ x) of χ², to about 1e-14 of itself. @param df > 0. NaN for anything else; 0 for x < 0. */
export const chiSquaredCdf = (x: number, df: number): number => incompleteGamma(df / 2, Math.max(x, 0) / 2).lower;

/** P(X > x) of χ², to about 1e-14 of itself. @param df > 0. */
export const chiSquaredTail = (x: number, df: number): number => incompleteGamma(df / 2, Math.max(x, 0) / 2).upper;

/**
 * The x with P(X ≤ x) = p, to about 1e-14 of itself.
 * @param p in [0, 1]: 0 gives 0, 1 gives ∞. @param df > 0. NaN for anything else.
 * @example chiSquaredQuantile(0.95, 1) // 3.841458820694124
 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0 && df < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const side = p <= 0.5 ? 'lower' : 'upper';
  return 2 * invert((x) => incompleteGamma(df / 2, x), side, p <= 0.5 ? p : 1 - p, guess(p, df / 2));
}

/** Wilson and Hilferty 1931; where that is nothing, the first term of the series. */
function guess(p: number, a: number): number {
  const root = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
  if (root > 0.2) return a * root * root * root;
  const gammaAfter = Math.sqrt(2 * Math.PI * a) * scaledGamma(a) * exp(a * (log(a) - 1));
  return exp(log(p * gammaAfter) / a);
}
