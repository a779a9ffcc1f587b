import { log1pParts, logParts } from '../elementary/accurate-logarithm.js';
import type { Pair } from '../elementary/double-word.js';
import { log as naturalLog, log1p as naturalLog1p } from '../elementary/logarithm.js';
import { numbers as m } from '../elementary/numbers.js';
import type { DoubleDouble } from './arithmetic.js';
import { exp } from './exponential.js';
import { log, log1p } from './logarithm.js';

/*
 * Right roundings for what must agree with a correctly rounding library to the last bit (random streams).
 */

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
