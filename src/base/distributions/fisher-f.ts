import { incompleteBeta } from './incomplete-beta.js';
import { invert } from './invert.js';
import { NO_TAILS, type Tails } from './tails.js';

/** P(X ≤ x) of Fisher's F, to about 1e-14 of itself. @param df1 > 0, of the numerator. @param df2 > 0. NaN for anything else; 0 for x < 0. */
export const fisherFCdf = (x: number, df1: number, df2: number): number => sides(Math.max(x, 0), df1, df2).lower;

/** P(X > x) of Fisher's F, to about 1e-14 of itself. @param df1 > 0, of the numerator. @param df2 > 0. */
export const fisherFTail = (x: number, df1: number, df2: number): number => sides(Math.max(x, 0), df1, df2).upper;

/**
 * The x with P(X ≤ x) = p, to about 1e-14 of itself.
 * @param p in [0, 1]: 0 gives 0, 1 gives ∞. @param df1 @param df2 > 0. NaN for anything else.
 * @example fisherFQuantile(0.95, 2, 10) // 4.1028210151304
 */
export function fisherFQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1 && df1 > 0 && df2 > 0 && df1 + df2 < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  return p <= 0.5 ? invert((x) => sides(x, df1, df2), 'lower', p, 1) : invert((x) => sides(x, df1, df2), 'upper', 1 - p, 1);
}

function sides(x: number, df1: number, df2: number): Tails {
  if (Number.isNaN(x)) return NO_TAILS;
  const odds = (df1 / df2) * x;
  return odds <= 1
    ? incompleteBeta(df1 / 2, df2 / 2, odds / (1 + odds), 1 / (1 + odds))
    : incompleteBeta(df1 / 2, df2 / 2, 1 / (1 + 1 / odds), 1 / odds / (1 + 1 / odds));
}
