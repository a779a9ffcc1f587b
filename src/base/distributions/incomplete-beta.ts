import { exp } from '../elementary/scalar.js';
import { continuedFraction } from './continued-fraction.js';
import { logDeficit } from './log-deficit.js';
import { scaledGamma } from './scaled-gamma.js';
import { fromLower, fromUpper, NO_TAILS, type Tails } from './tails.js';

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, each to about 1e-14 of itself where it is above 1e-30; a and b from ½ to 1e9.
 * The slope is xᵃyᵇ/B(a, b): with respect to ln(x/y).
 *
 * The even part of the continued fraction (DiDonato and Morris 1992, ACM Trans. Math. Softw. 18, eq. 9), on the side of the mean where it converges fast.
 *
 * @param x @param y in [0, 1] with x + y = 1, both given so that neither loses digits. @returns all NaN for anything else.
 * @example incompleteBeta(2, 3, 0.5, 0.5).lower // 0.6875
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0 && a + b < Number.POSITIVE_INFINITY)) return NO_TAILS;
  if (x === 0) return fromLower(0, 0);
  if (y === 0) return fromUpper(0, 0);
  const power = betaPower(a, b, x, y);
  if (x <= (a + 1) / (a + b + 2)) return fromLower(power / betaFraction(a, b, x, y), power);
  return fromUpper(power / betaFraction(b, a, y, x), power);
}

function betaFraction(a: number, b: number, x: number, y: number): number {
  const beyond = a * y - b * x + 1;
  return continuedFraction((a * beyond) / (a + 1), (m, pair) => {
    const even = a + 2 * m - 1;
    pair.a = ((a + m - 1) / even) * ((a + b + m - 1) / even) * (m * (b - m) * x * x);
    pair.b = m + (m * (b - m) * x) / even + ((a + m) * (beyond + m * (2 - x))) / (a + 2 * m + 1);
  });
}

/** xᵃyᵇ/B(a, b): both logarithms from the mean, where their first-order parts cancel. */
function betaPower(a: number, b: number, x: number, y: number): number {
  const sum = a + b;
  const off = a * y - b * x;
  const exponent = a * logDeficit(-off / a, (x * sum) / a) + b * logDeficit(off / b, (y * sum) / b);
  const gammas = scaledGamma(sum) / (scaledGamma(a) * scaledGamma(b));
  return Math.sqrt(((a / sum) * b) / (2 * Math.PI)) * gammas * exp(-exponent);
}
