import { erfc, exp, log } from '../elementary/scalar.js';

/**
 * P(Z ≤ z) for a standard normal, to 1e-15 of itself in the lower tail too (down to z = −37.5, where doubles end).
 * @example normalCdf(-1.959963984540054) // 0.025
 */
export function normalCdf(z: number): number {
  const at = -z * HALF_ROOT;
  const lost = z * HALF_ROOT_REST - productError(-z, HALF_ROOT, at);
  // erfc(at − lost): in the tail the argument's own rounding would cost 2·at² units
  const value = erfc(at);
  return at > 0 && value > 0 ? 0.5 * (value + TWO_OVER_ROOT_PI * exp(-at * at) * lost) : 0.5 * value;
}

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

/** √½ in two doubles. */
const HALF_ROOT = 0.7071067811865476;
const HALF_ROOT_REST = -4.833646656726457e-17;
const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** ab − product, exactly (Dekker 1971), for |a|, |b| < 1e100. */
function productError(a: number, b: number, product: number): number {
  const [aHead, aTail] = halves(a);
  const [bHead, bTail] = halves(b);
  return aHead * bHead - product + aHead * bTail + aTail * bHead + aTail * bTail;
}

function halves(x: number): [number, number] {
  const big = 134217729 * x;
  const head = big - (big - x);
  return [head, x - head];
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

// highest power first
const CENTRE = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
  1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
];
const CENTRE_BELOW = [
  5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
  687.1870074920579083, 42.313330701600911252, 1,
];
const MIDDLE = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
  5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const MIDDLE_BELOW = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
  1.6763848301838038494, 2.05319162663775882187, 1,
];
const FAR = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
  1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const FAR_BELOW = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
];
