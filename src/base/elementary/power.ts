import type { Arithmetic, Elementary } from '../arithmetic.js';
import { logParts } from './accurate-logarithm.js';
import { exactProduct, orderedSum } from './double-word.js';
import { exponentialParts, scale } from './exponential.js';
import { polynomial } from './polynomial.js';

/**
 * xʸ = exp(y·log x) with the logarithm to 68 bits. Error < 0.6 ulp (0.8 where subnormal), so exactly representable powers come out exact. Edges as IEEE 754-2019 pow:
 * x⁰ = 1 and 1ʸ = 1 even for NaN, NaN for negative x and fractional y, (−0)^odd keeps its sign, (−1)^±∞ = 1.
 */
export const pow: Elementary = {
  name: 'pow',
  arity: 2,
  body(m, x, y) {
    const zero = m.constant(0);
    const one = m.constant(1);
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const base = m.abs(x);
    const [high, low] = logParts(m, base);
    // Beyond 2⁸⁰ every base but 1 has long left the range.
    const exponent = m.max(m.min(y, m.constant(2 ** 80)), m.constant(-(2 ** 80)));
    const [p, e] = exactProduct(m, exponent, high);
    const [t, tLow] = orderedSum(m, p, m.add(e, m.mul(exponent, low)));
    const clamped = m.max(m.min(t, m.constant(720)), m.constant(-760));
    const parts = exponentialParts(m, clamped, m.select(m.eq(clamped, t), tLow, zero));
    const regular = scale(m, m.add(parts.high, parts.low), parts.k);
    const growing = m.gt(y, zero);
    const atZero = m.select(growing, zero, infinity);
    const atInfinity = m.select(growing, infinity, zero);
    const size = m.select(m.eq(base, zero), atZero, m.select(m.eq(base, infinity), atInfinity, regular));
    const nan = m.or(m.ne(x, x), m.ne(y, y));
    const signed = m.select(nan, m.constant(Number.NaN), withSign(m, x, y, size));
    const unit = m.or(m.eq(y, zero), m.or(m.eq(x, one), m.and(m.eq(base, one), m.eq(m.abs(y), infinity))));
    return m.select(unit, one, signed);
  },
};

function withSign<F, B>(m: Arithmetic<F, B>, x: F, y: F, size: F): F {
  const half = m.mul(y, m.constant(0.5));
  const whole = m.eq(m.floor(y), y);
  const odd = m.and(whole, m.ne(m.floor(half), half));
  const undefinedPower = m.and(m.and(m.lt(x, m.constant(0)), m.not(whole)), m.gt(x, m.constant(Number.NEGATIVE_INFINITY)));
  return m.select(undefinedPower, m.constant(Number.NaN), m.select(odd, m.copysign(size, x), size));
}

/** ∛x: a quartic guess, two steps of Halley's method, the first cut to 26 bits so that t² is exact (as FreeBSD's s_cbrt.c). Error < 0.7 ulp. */
export const cbrt: Elementary = {
  name: 'cbrt',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const small = m.lt(size, m.constant(2 ** -1000));
    const normal = m.select(small, m.mul(size, m.constant(2 ** 54)), size);
    const third = m.floor(m.mul(m.add(m.exponent(normal), m.constant(0.5)), m.constant(1 / 3)));
    const shrink = m.power2(m.neg(third));
    const z = m.mul(m.mul(m.mul(normal, shrink), shrink), shrink);
    const guess = polynomial(m, z, CBRT);
    const cube = m.mul(m.mul(guess, guess), guess);
    const step = m.div(m.add(cube, m.add(z, z)), m.add(m.add(cube, cube), z));
    const t = m.head(m.mul(guess, step));
    const r = m.div(z, m.mul(t, t));
    const root = m.add(t, m.mul(t, m.div(m.sub(r, t), m.add(m.add(t, t), r))));
    const back = m.power2(m.sub(third, m.select(small, m.constant(18), m.constant(0))));
    const regular = m.and(m.gt(size, m.constant(0)), m.lt(size, m.constant(Number.POSITIVE_INFINITY)));
    return m.select(regular, m.copysign(m.mul(root, back), x), x);
  },
};

/** √(x² + y²) without overflow on the way; ∞ if either is ±∞. Error < 0.51 ulp (0.8 where subnormal). */
export const hypot: Elementary = {
  name: 'hypot',
  arity: 2,
  body(m, x, y) {
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const [a, b] = [m.abs(x), m.abs(y)];
    const large = m.max(a, b);
    const big = m.gt(large, m.constant(2 ** 500));
    const small = m.lt(large, m.constant(2 ** -450));
    const factor = (ifBig: number, ifSmall: number) =>
      m.select(big, m.constant(ifBig), m.select(small, m.constant(ifSmall), m.constant(1)));
    const down = factor(2 ** -600, 2 ** 600);
    const u = m.mul(large, down);
    const v = m.mul(m.min(a, b), down);
    const [p, e] = exactProduct(m, u, u);
    const [q, f] = exactProduct(m, v, v);
    const [s, g] = orderedSum(m, p, q);
    const r = m.sqrt(s);
    const [t, h] = exactProduct(m, r, r);
    const rest = m.add(m.sub(m.sub(s, t), h), m.add(g, m.add(e, f)));
    const root = m.add(r, m.div(rest, m.max(m.add(r, r), m.constant(2 ** -1000))));
    const regular = m.mul(root, factor(2 ** 600, 2 ** -600));
    return m.select(m.or(m.eq(a, infinity), m.eq(b, infinity)), infinity, regular);
  },
};

/** ∛z on 1…8, error 2⁻⁹ (scripts/vectors/minimax.py cbrt). */
const CBRT = [0.6273198320740341, 0.4491616495230003, -0.08376244952038904, 0.009581897544656234, -0.0004320017405755856];
