import { exp, log } from '../elementary/scalar.js';
import { gammaFraction, incompleteGamma } from './incomplete-gamma.js';

/**
 * P(Z ≤ z) for a standard normal, to 1e-15 of itself in the lower tail too (down to z = −37.5, where doubles end).
 * @example normalCdf(-1.959963984540054) // 0.025
 */
export function normalCdf(z: number): number {
  if (z === 0 || Number.isNaN(z)) return z === 0 ? 0.5 : z;
  const half = 0.5 * z * z;
  if (z < -40) return 0;
  if (z < -2) return (0.5 * density(z) * -z) / gammaFraction(0.5, half);
  const { lower, upper } = incompleteGamma(0.5, half);
  return z > 0 ? 0.5 + 0.5 * lower : 0.5 * upper;
}

/** e^(−z²/2)/√(2π): the square of z to four bits is exact, else its rounding would cost z² units. */
function density(z: number): number {
  const head = Math.trunc(z * 16) / 16;
  return exp(-0.5 * head * head) * exp(-0.5 * (z - head) * (z + head)) * INVERSE_ROOT_TWO_PI;
}

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/**
 * The z with P(Z ≤ z) = p, to 1e-15 of itself.
 *
 * Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37.
 *
 * @param p in [0, 1]: 0 gives −∞, 1 gives ∞; NaN for anything else.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE, r)) / polynomial(CENTRE_BELOW, r);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-log(tail));
  const z =
    r <= 5
      ? polynomial(MIDDLE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
      : polynomial(FAR, r - 5) / polynomial(FAR_BELOW, r - 5);
  return q < 0 ? -z : z;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

// highest power first
const CENTRE = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const CENTRE_BELOW = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const MIDDLE = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const MIDDLE_BELOW = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
];
const FAR = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FAR_BELOW = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
