import type { Arithmetic, Elementary } from '../arithmetic.js';
import { LN2_HIGH, LN2_LOW } from './constants.js';
import { estrin } from './polynomial.js';

/**
 * log x: x = 2ᵏ·(1 + f), log(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), s = f/(2 + f) (Ng 1993, FDLIBM e_log.c, with fresh coefficients).
 * −∞ at ±0, NaN below. Error < 0.9 ulp.
 */
export const log: Elementary = {
  name: 'log',
  arity: 1,
  body(m, x) {
    const { k, z } = binaryParts(m, x);
    const f = m.sub(z, m.constant(1));
    return atEdges(m, x, naturalOf(m, k, f, m.constant(0)));
  },
};

/** log(1 + x), exact in small x. Error < 0.9 ulp. */
export const log1p: Elementary = { name: 'log1p', arity: 1, body: (m, x) => log1pOf(m, x, m.constant(0)) };

/** log(1 + x + low) for a low part below an ulp of x. */
export function log1pOf<F, B>(m: Arithmetic<F, B>, x: F, low: F): F {
  const one = m.constant(1);
  const u = m.add(one, x);
  const near = m.and(m.gt(x, m.constant(-0.2928)), m.lt(x, m.constant(0.4142)));
  const { k, z } = binaryParts(m, u);
  const lost = m.select(m.gt(x, one), m.sub(one, m.sub(u, x)), m.sub(x, m.sub(u, one)));
  const f = m.select(near, x, m.sub(z, one));
  const correction = m.div(m.add(m.select(near, m.constant(0), lost), low), u);
  const y = naturalOf(m, m.select(near, m.constant(0), k), f, correction);
  return atEdges(m, u, m.copysign(y, x));
}

/** log₂ x, exact at powers of two. Error < 0.8 ulp. */
export const log2: Elementary = {
  name: 'log2',
  arity: 1,
  body(m, x) {
    const { k, z } = binaryParts(m, x);
    const { high, low } = significandParts(m, m.sub(z, m.constant(1)));
    const main = m.mul(high, m.constant(INVERSE_LN2_HIGH));
    const rest = m.add(m.mul(m.add(low, high), m.constant(INVERSE_LN2_LOW)), m.mul(low, m.constant(INVERSE_LN2_HIGH)));
    const sum = m.add(k, main);
    return atEdges(m, x, m.add(sum, m.add(rest, m.add(m.sub(k, sum), main))));
  },
};

/** log₁₀ x, exact at powers of ten. Error < 0.8 ulp. */
export const log10: Elementary = {
  name: 'log10',
  arity: 1,
  body(m, x) {
    const { k, z } = binaryParts(m, x);
    const { high, low } = significandParts(m, m.sub(z, m.constant(1)));
    const main = m.mul(high, m.constant(INVERSE_LN10_HIGH));
    const rest = m.add(m.mul(m.add(low, high), m.constant(INVERSE_LN10_LOW)), m.mul(low, m.constant(INVERSE_LN10_HIGH)));
    const whole = m.mul(k, m.constant(LOG10_2_HIGH));
    const sum = m.add(whole, main);
    const lost = m.add(m.sub(whole, sum), main);
    return atEdges(m, x, m.add(sum, m.add(m.add(rest, m.mul(k, m.constant(LOG10_2_LOW))), lost)));
  },
};

/** x = 2ᵏ·z with z in [√½, √2], for positive finite x; anything else elsewhere. */
export function binaryParts<F, B>(m: Arithmetic<F, B>, x: F): { k: F; z: F } {
  const small = m.lt(x, m.constant(2 ** -1000));
  const normal = m.select(small, m.mul(x, m.constant(2 ** 54)), x);
  const e = m.exponent(normal);
  // 2⁻ᵉ is out of range for e = 1023, so half the number is scaled by twice the power.
  const significand = m.mul(m.mul(normal, m.constant(0.5)), m.power2(m.sub(m.constant(1), e)));
  const big = m.gt(significand, m.constant(Math.SQRT2));
  const k = m.sub(m.add(e, m.select(big, m.constant(1), m.constant(0))), m.select(small, m.constant(54), m.constant(0)));
  return { k, z: m.select(big, m.mul(significand, m.constant(0.5)), significand) };
}

function naturalOf<F, B>(m: Arithmetic<F, B>, k: F, f: F, correction: F): F {
  const half = m.mul(m.mul(m.constant(0.5), f), f);
  const rest = m.add(bend(m, f, half), m.add(m.mul(k, m.constant(LN2_LOW)), correction));
  return m.sub(m.mul(k, m.constant(LN2_HIGH)), m.sub(m.sub(half, rest), f));
}

/** log(1 + f) − f + f²/2. */
function bend<F, B>(m: Arithmetic<F, B>, f: F, half: F): F {
  const s = m.div(f, m.add(m.constant(2), f));
  const z = m.mul(s, s);
  return m.mul(s, m.add(half, m.mul(z, estrin(m, z, LOG))));
}

/** log(1 + f) as a head of 26 bits and the rest. */
function significandParts<F, B>(m: Arithmetic<F, B>, f: F): { high: F; low: F } {
  const half = m.mul(m.mul(m.constant(0.5), f), f);
  const high = m.head(m.sub(f, half));
  return { high, low: m.add(m.sub(m.sub(f, high), half), bend(m, f, half)) };
}

/** The value y of a logarithm at x, put right at 0, below it, and at ∞. */
function atEdges<F, B>(m: Arithmetic<F, B>, x: F, y: F): F {
  const infinity = m.constant(Number.POSITIVE_INFINITY);
  const atZero = m.select(m.eq(x, m.constant(0)), m.neg(infinity), m.select(m.eq(x, infinity), x, y));
  return m.select(m.lt(x, m.constant(0)), m.constant(Number.NaN), atZero);
}

/** (log((1+s)/(1−s))/s − 2)/s² in s² ≤ 0.029438, error 2⁻⁵⁹ (scripts/vectors/minimax.py log). */
const LOG = [
  0.6666666666666734, 0.39999999999416663, 0.28571428742015437, 0.22222198606969085, 0.18183562733413083, 0.15314088029959574,
  0.14795602138418273,
];
// High parts of 22 and 42 bits: their products with a head of 26 bits, and with k, are exact.
const INVERSE_LN2_HIGH = 1.4426946640014648;
const INVERSE_LN2_LOW = 3.768874985636099e-7;
const INVERSE_LN10_HIGH = 0.4342944622039795;
const INVERSE_LN10_LOW = 1.9699272335463627e-8;
const LOG10_2_HIGH = 0.30102999566395283;
const LOG10_2_LOW = 2.8363394551044964e-14;
