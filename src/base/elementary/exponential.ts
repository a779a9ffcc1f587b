import type { Arithmetic, Elementary } from '../arithmetic.js';
import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from './constants.js';
import { exactProduct, exactSum, orderedSum, type Pair } from './double-word.js';
import { estrin } from './polynomial.js';

/** eˣ: x = k·ln 2 + r, |r| ≤ ½ ln 2, a polynomial in r (Tang 1989, ACM TOMS 15, without the table). Error < 0.6 ulp; subnormal results < 1 ulp. */
export const exp: Elementary = {
  name: 'exp',
  arity: 1,
  body(m, x) {
    const { k, high, low } = exponentialParts(m, m.min(m.max(x, m.constant(-746)), m.constant(710)));
    return scale(m, m.add(high, low), k);
  },
};

/** eˣ − 1 without cancellation. Error < 0.8 ulp. */
export const expm1: Elementary = {
  name: 'expm1',
  arity: 1,
  body(m, x) {
    const [high, low] = expm1Quarter(m, x);
    const y = m.mul(m.add(high, low), m.constant(4));
    const tiny = m.lt(m.abs(x), m.constant(2 ** -54));
    return m.select(tiny, x, m.copysign(y, x));
  },
};

/** The parts of e^{x + xLow} = 2ᵏ·(high + low) to about 2⁻⁵⁷, for |x| < 2²⁰. */
export function exponentialParts<F, B>(m: Arithmetic<F, B>, x: F, xLow?: F): { k: F; high: F; low: F } {
  const { k, r, rest } = reduceByLn2(m, x, xLow);
  const [high, low] = orderedSum(m, m.constant(1), r);
  return { k, high, low: m.add(low, beyondLinear(m, r, rest)) };
}

/**
 * (eˣ − 1)/4 as a sum to about 2⁻⁶⁰, for any x and without overflow up to x = 710.7; meaningless for |x| < 2⁻¹⁰⁰⁰. r and r²/2 stand beside 2ᵏ − 1 with their
 * errors, because the three can cancel to half their size.
 */
export function expm1Quarter<F, B>(m: Arithmetic<F, B>, x: F): Pair<F> {
  const { k, r, rest } = reduceByLn2(m, m.min(m.max(x, m.constant(-60)), m.constant(710.7)));
  const quarter = m.power2(m.sub(k, m.constant(2)));
  const [square, squareLow] = exactProduct(m, r, r);
  const half = m.constant(0.5);
  const cube = m.mul(m.mul(square, r), estrin(m, r, EXP.slice(1)));
  const small = m.add(m.add(rest, m.mul(rest, r)), m.add(m.mul(half, squareLow), cube));
  const [s, e] = exactSum(m, m.mul(quarter, r), m.sub(quarter, m.constant(0.25)));
  const [t, f] = exactSum(m, s, m.mul(m.mul(quarter, half), square));
  return orderedSum(m, t, m.add(m.add(e, f), m.mul(quarter, small)));
}

/** v·2ᵏ for integral k in −1500…1500, rounded once. */
export function scale<F, B>(m: Arithmetic<F, B>, v: F, k: F): F {
  const half = m.floor(m.mul(k, m.constant(0.5)));
  return m.mul(m.mul(v, m.power2(half)), m.power2(m.sub(k, half)));
}

function reduceByLn2<F, B>(m: Arithmetic<F, B>, x: F, xLow?: F): { k: F; r: F; rest: F } {
  const k = m.nearest(m.mul(x, m.constant(INVERSE_LN2)));
  const a = m.sub(x, m.mul(k, m.constant(LN2_HIGH)));
  const b = m.mul(k, m.constant(LN2_LOW));
  const r = m.sub(a, b);
  const rest = m.sub(m.sub(a, r), b);
  if (xLow === undefined) return { k, r, rest };
  const [sum, left] = orderedSum(m, r, m.add(rest, xLow));
  return { k, r: sum, rest: left };
}

/** e^{r + rest} − 1 − r. */
function beyondLinear<F, B>(m: Arithmetic<F, B>, r: F, rest: F): F {
  const square = m.mul(r, r);
  return m.add(m.add(rest, m.mul(rest, r)), m.mul(square, estrin(m, r, EXP)));
}

/** (eʳ − 1 − r)/r² on |r| ≤ 0.34665, error 2⁻⁶² of eʳ (scripts/vectors/minimax.py exp). */
const EXP = [
  0.5, 0.16666666666666685, 0.04166666666666667, 0.008333333333315757, 0.001388888888888185, 0.0001984126989939773,
  2.4801587332298517e-5, 2.755723203382697e-6, 2.7557264649219675e-7, 2.5112947092345333e-8, 2.091875844560222e-9,
];
