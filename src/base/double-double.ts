import { log1pParts, logParts } from './elementary/accurate-logarithm.js';
import { INVERSE_LN2, LN2 } from './elementary/constants.js';
import {
  addPairs,
  addToPair,
  dividePairs,
  multiplyPair,
  multiplyPairs,
  negatePair,
  type Pair,
  squareRootOfPair,
} from './elementary/double-word.js';
import { scale } from './elementary/exponential.js';
import { binaryParts, log as naturalLog, log1p as naturalLog1p } from './elementary/logarithm.js';
import { numbers as m } from './elementary/numbers.js';

/**
 * Numbers of about 32 digits as unevaluated sums of two doubles, with right roundings for what must agree with a correctly rounding library to the last
 * bit (random streams). Relative errors are below 1e-30; overflow and subnormal parts are not handled.
 */
export type DoubleDouble = Pair<number>;

export const sum = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => addPairs(m, a, b);
export const difference = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => addPairs(m, a, negatePair(m, b));
export const product = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => multiplyPairs(m, a, b);
export const quotient = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => dividePairs(m, a, b);
export const squareRoot = (a: DoubleDouble): DoubleDouble => squareRootOfPair(m, a);

/** eˣ for |x| < 700: x = k·ln 2 + r, a Taylor series at r/512 and nine squarings. */
export function exp(x: DoubleDouble): DoubleDouble {
  const k = m.nearest(x[0] * INVERSE_LN2);
  const first = addToPair(m, addToPair(m, x, -k * LN2_FIRST), -k * LN2_SECOND);
  const r = addToPair(m, first, -k * LN2_THIRD);
  const small: DoubleDouble = [r[0] / 512, r[1] / 512];
  let less = multiplyPairs(m, small, series(small, INVERSE_FACTORIALS));
  // (1 + e)² − 1 = e(2 + e), so that the leading 1 takes no digits.
  for (let i = 0; i < 9; i++) less = multiplyPairs(m, less, addToPair(m, less, 2));
  const [high, low] = addToPair(m, less, 1);
  return [scale(m, high, k), scale(m, low, k)];
}

/** log x for x > 0: x = 2ᵏ·z, log z = 2·artanh((z − 1)/(z + 1)). */
export function log(x: DoubleDouble): DoubleDouble {
  const { k, z } = binaryParts(m, x[0]);
  const zLow = scale(m, x[1], -k);
  const s = dividePairs(m, addToPair(m, [z, zLow], -1), addToPair(m, [z, zLow], 1));
  const artanh = multiplyPairs(m, s, series(multiplyPairs(m, s, s), INVERSE_ODDS));
  return addPairs(m, multiplyPair(m, LN2, k), artanh);
}

/** log(1 + x) for x > −1. */
export const log1p = (x: DoubleDouble): DoubleDouble => log(addToPair(m, x, 1));

/** log x, correctly rounded but for doubts below 1e-30 of an ulp's relative size; −∞ at 0, NaN below. */
export function logRounded(x: number): number {
  if (x === 1 || !(x > 0 && x < Number.POSITIVE_INFINITY)) return m.call(naturalLog, x);
  return settled(logParts(m, x)) ?? rounded(log([x, 0]));
}

/** log(1 + x), likewise. */
export function log1pRounded(x: number): number {
  if (x === 0 || !(x > -1 && x < Number.POSITIVE_INFINITY)) return m.call(naturalLog1p, x);
  // x²/2 is below a quarter of an ulp here.
  if (Math.abs(x) < 2 ** -54) return x;
  return settled(log1pParts(m, [x, 0])) ?? rounded(log1p([x, 0]));
}

/** eˣ, likewise; subnormal results are rounded twice. */
export function expRounded(x: number): number {
  if (!(x > -745.2)) return Number.isNaN(x) ? x : 0;
  if (x > 709.79) return Number.POSITIVE_INFINITY;
  return rounded(exp([x, 0]));
}

/** The rounded sum where an error of 2⁻⁶⁴ cannot change it (Ziv 1991, ACM TOMS 17). */
function settled([high, low]: Pair<number>): number | undefined {
  const doubt = Math.abs(high) * 2 ** -64;
  const below = high + (low - doubt);
  return below === high + (low + doubt) ? below : undefined;
}

const rounded = ([high, low]: DoubleDouble): number => high + low;

function series(x: DoubleDouble, coefficients: readonly DoubleDouble[]): DoubleDouble {
  return coefficients.reduceRight((total, c) => addPairs(m, multiplyPairs(m, total, x), c));
}

// ln 2 in pieces of 32 bits, whose products with k are exact, and a third.
const LN2_FIRST = 0.6931471803691238;
const LN2_SECOND = 1.9082149288430703e-10;
const LN2_THIRD = 4.275175589747649e-20;
/** 1/n! for n = 1…11. */
const INVERSE_FACTORIALS: DoubleDouble[] = [];
for (let n = 1, factorial = 1; n <= 11; n++, factorial *= n) INVERSE_FACTORIALS.push(dividePairs(m, [1, 0], [factorial, 0]));
/** 2/(2n + 1) for n = 0…23. */
const INVERSE_ODDS: DoubleDouble[] = Array.from({ length: 24 }, (_, n) => dividePairs(m, [2, 0], [2 * n + 1, 0]));
