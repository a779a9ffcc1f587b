import type { Arithmetic, Elementary } from '../arithmetic.js';
import { exactProduct } from './double-word.js';

/**
 * a − b·⌊a/b⌋ with the sign of b, as Python's % and NumPy's mod; the remainder itself is exact for every a and b, by long division 50 bits at a time.
 * NaN for b = 0 and for infinite a; a mod ±∞ is a or ±∞ by sign.
 */
export const modulo: Elementary = {
  name: 'modulo',
  arity: 2,
  body(m, a, b) {
    const zero = m.constant(0);
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const size = m.abs(a);
    const divisor = m.abs(b);
    const [top, topPower] = significand(m, size);
    const [bottom, bottomPower] = significand(m, divisor);
    const gap = m.sub(topPower, bottomPower);
    const first = step(m, m.mul(top, m.power2(bits(m, gap, 0))), bottom);
    const all = m.choose(
      m.gt(gap, m.constant(CHUNK)),
      () => {
        let rest = first;
        for (let i = 1; i < CHUNKS; i++) rest = m.call(chunk, rest, bottom, bits(m, gap, i));
        return rest;
      },
      () => first,
    );
    const below = m.lt(size, divisor);
    const scaled = m.mul(
      m.mul(all, m.power2(m.floor(m.mul(bottomPower, m.constant(0.5))))),
      m.power2(m.ceil(m.mul(bottomPower, m.constant(0.5)))),
    );
    const remainder = m.select(below, size, scaled);
    const opposite = m.lt(m.mul(m.copysign(m.constant(1), a), m.copysign(m.constant(1), b)), zero);
    const turned = m.select(m.and(opposite, m.ne(remainder, zero)), m.sub(divisor, remainder), remainder);
    const undefinedHere = m.or(m.or(m.eq(divisor, zero), m.eq(size, infinity)), m.or(m.ne(a, a), m.ne(b, b)));
    return m.select(undefinedHere, m.constant(Number.NaN), m.copysign(turned, b));
  },
};

const CHUNK = 50;
/** Exponents of doubles span 2098 binary places. */
const CHUNKS = Math.ceil(2098 / CHUNK);

const chunk: Elementary = {
  name: 'modulo-chunk',
  arity: 3,
  body: (m, rest, bottom, n) => step(m, m.mul(rest, m.power2(n)), bottom),
};

/** The binary places that step i of the long division takes: CHUNK each, then what is left, then none. */
function bits<F, B>(m: Arithmetic<F, B>, gap: F, i: number): F {
  return m.max(m.min(m.sub(gap, m.constant(CHUNK * i)), m.constant(CHUNK)), m.constant(0));
}

/** a mod b for b in [1, 2), 0 ≤ a < 2⁵²: the quotient is off by one at most, and its product with b is exact in two words. */
function step<F, B>(m: Arithmetic<F, B>, a: F, b: F): F {
  const q = m.floor(m.div(a, b));
  const [p, e] = exactProduct(m, q, b);
  const r = m.sub(m.sub(a, p), e);
  const raised = m.select(m.lt(r, m.constant(0)), m.add(r, b), r);
  return m.select(m.ge(raised, b), m.sub(raised, b), raised);
}

/** a = s·2ᵉ with s in [1, 2), for positive finite a. */
function significand<F, B>(m: Arithmetic<F, B>, a: F): readonly [F, F] {
  const small = m.lt(a, m.constant(2 ** -1000));
  const normal = m.select(small, m.mul(a, m.constant(2 ** 54)), a);
  const e = m.exponent(normal);
  const s = m.mul(m.mul(normal, m.constant(0.5)), m.power2(m.sub(m.constant(1), e)));
  return [s, m.sub(e, m.select(small, m.constant(54), m.constant(0)))];
}
