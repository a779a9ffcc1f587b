import { exp } from '../elementary/scalar.js';
import { continuedFraction } from './continued-fraction.js';
import { logDeficit } from './log-deficit.js';
import { scaledGamma } from './scaled-gamma.js';
import { fromLower, fromUpper, NO_TAILS, type Tails } from './tails.js';

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x), each to about 1e-14 of itself where it is above 1e-30 and a is
 * below 1e5; to 1e-12 up to a = 1e9.
 *
 * Series below a + 1, Legendre's continued fraction above (DLMF 8.11.4, 8.9.2); the power before both with cancelled logarithms, so that huge a
 * lose nothing (DiDonato and Morris 1986, ACM Trans. Math. Softw. 12).
 *
 * @param a > 0. @param x ≥ 0; ∞ is 1. @returns all NaN for anything else.
 * @example incompleteGamma(1, 2).upper // e⁻² = 0.1353352832366127
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && x >= 0) || a === Number.POSITIVE_INFINITY) return NO_TAILS;
  if (x === 0) return fromLower(0, 0);
  if (x === Number.POSITIVE_INFINITY) return fromUpper(0, 0);
  const power = gammaPower(a, x);
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < MOST; k++) {
      term *= x / (a + k);
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    return fromLower(power * sum, power);
  }
  return fromUpper(power / gammaFraction(a, x), power);
}

/** xᵃe⁻ˣ/(Γ(a)·Q(a, x)), for x well above a. */
export function gammaFraction(a: number, x: number): number {
  return continuedFraction(x + 1 - a, (m, pair) => {
    pair.a = -m * (m - a);
    pair.b = x + 1 - a + 2 * m;
  });
}

const MOST = 1_000_000;

/** xᵃe⁻ˣ/Γ(a). */
function gammaPower(a: number, x: number): number {
  const scale = Math.sqrt(a / (2 * Math.PI)) / scaledGamma(a);
  return scale * exp(-a * logDeficit((x - a) / a, x / a));
}
