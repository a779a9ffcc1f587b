import type { Arithmetic } from '../base/arithmetic.js';
import { exactProduct, multiplyPair, multiplyPairs, type Pair, ratio } from '../base/elementary/double-word.js';
import type { Operation } from './operations/operation.js';

/**
 * A quicker xⁿ where n is a constant: ½, −1, 2 exactly rounded; other integers up to ±16 by squaring with the rounding errors carried
 * along (x·x·x alone is off by up to 1.3 ulp, x¹⁰ by 4), error ≤ 1 ulp where the result is normal. The values at ±0, ±∞ and NaN are those of `general`.
 *
 * @param general xⁿ for any n. @returns undefined where the general text is as good.
 */
export function powerFor(n: number | undefined, general: Operation['lower']): Operation['lower'] | undefined {
  if (n === undefined) return undefined;
  if (n === 2) return (m, x) => m.mul(x, x);
  if (n === -1) return (m, x) => m.div(m.constant(1), x);
  if (n === 0.5) return (m, x) => squareRoot(m, x);
  if (!Number.isInteger(n) || n === 0 || n === 1 || Math.abs(n) > MOST) return undefined;
  if (n > 0) return (m, x) => positive(m, x, n);
  return (m, x) => reciprocal(m, x, -n, () => general(m, x, m.constant(n)));
}

const MOST = 16;

/** √x, but +0 at −0 and ∞ at −∞, as powers have it. */
function squareRoot<F, B>(m: Arithmetic<F, B>, x: F): F {
  const infinity = m.constant(Number.POSITIVE_INFINITY);
  return m.select(m.eq(x, m.neg(infinity)), infinity, m.sqrt(m.add(x, m.constant(0))));
}

function positive<F, B>(m: Arithmetic<F, B>, x: F, n: number): F {
  const [high, low] = n <= 4 ? cheapPair(m, x, n) : pair(m, x, n);
  const precise = m.add(high, low);
  // Where a product overflows the error is NaN and the plain product right.
  return m.select(m.eq(precise, precise), precise, plain(m, x, n));
}

function reciprocal<F, B>(m: Arithmetic<F, B>, x: F, n: number, otherwise: () => F): F {
  const size = m.abs(plain(m, x, n));
  const safe = m.and(m.gt(size, m.constant(2 ** -900)), m.lt(size, m.constant(2 ** 900)));
  const quotient = (): F => {
    const [high, low] = ratio(m, [m.constant(1), m.constant(0)], pair(m, x, n));
    return m.add(high, low);
  };
  return m.choose(safe, quotient, otherwise);
}

/** x³ or x⁴ with one product whose own error is left out: half an ulp, and half for the sum with the carried error. */
function cheapPair<F, B>(m: Arithmetic<F, B>, x: F, n: number): Pair<F> {
  const [square, error] = exactProduct(m, x, x);
  if (n === 3) return [m.mul(square, x), m.mul(error, x)];
  return [m.mul(square, square), m.mul(m.mul(m.constant(2), square), error)];
}

function pair<F, B>(m: Arithmetic<F, B>, x: F, n: number): Pair<F> {
  const two = exactProduct(m, x, x);
  let result: Pair<F> | undefined;
  let base = two;
  for (let bits = Math.floor(n / 2); bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) result = result === undefined ? base : multiplyPairs(m, result, base);
    if (bits > 1) base = multiplyPairs(m, base, base);
  }
  return n % 2 === 1 && result !== undefined ? multiplyPair(m, result, x) : (result ?? two);
}

function plain<F, B>(m: Arithmetic<F, B>, x: F, n: number): F {
  let result: F | undefined;
  let base = x;
  for (let bits = n; bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) result = result === undefined ? base : m.mul(result, base);
    if (bits > 1) base = m.mul(base, base);
  }
  return result as F;
}
