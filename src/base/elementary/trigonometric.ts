import type { Arithmetic, Elementary } from '../arithmetic.js';
import { HALF_PI, PI } from './constants.js';
import { exactSum, multiplyPair, negatePair, orderedSum, type Pair, ratio, selectPair } from './double-word.js';
import { reduceHuge } from './huge-angle.js';
import { estrin } from './polynomial.js';

/** An angle as n·π/2 + high + low, |high| ≤ π/4. */
interface Reduced<F> {
  /** n + INTEGERS, or any number that differs from it by a multiple of 4: its lowest bits tell the quadrant. */
  readonly turns: F;
  readonly y: Pair<F>;
}

/** sin x, right for every x: by four pieces of π/2 to 1.6·10⁶, beyond by Payne and Hanek. Error < 0.8 ulp. */
export const sin: Elementary = {
  name: 'sin',
  arity: 1,
  body: (m, x) => m.mul(turned(m, m.abs(x), 0), m.copysign(m.constant(1), x)),
};

/** cos x, right for every x. Error < 0.8 ulp. */
export const cos: Elementary = { name: 'cos', arity: 1, body: (m, x) => turned(m, m.abs(x), 1) };

/** tan x = sin x / cos x with both to 56 bits, right for every x. Error < 1 ulp. */
export const tan: Elementary = {
  name: 'tan',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const y = m.choose(
      isHuge(m, size),
      () => m.call(hugeTangent, size),
      () => tangentOf(m, reduce(m, size)),
    );
    return m.mul(y, m.copysign(m.constant(1), x));
  },
};

/** sin and cos of πx as pairs to 57 bits, for |x| < 2⁵². */
export function sineAndCosineOfPi<F, B>(m: Arithmetic<F, B>, x: F): { sine: Pair<F>; cosine: Pair<F> } {
  const n = m.nearest(x);
  const r = m.sub(x, n);
  const size = m.abs(r);
  const swapped = m.gt(size, m.constant(0.25));
  const y = multiplyPair(m, [m.constant(PI[0]), m.constant(PI[1])], m.select(swapped, m.sub(m.constant(0.5), size), size));
  const [s, c] = [sineOf(m, y), cosineOf(m, y)];
  const half = m.mul(n, m.constant(0.5));
  const parity = m.select(m.eq(m.floor(half), half), m.constant(1), m.constant(-1));
  const by = (f: F, [high, low]: Pair<F>): Pair<F> => [m.mul(f, high), m.mul(f, low)];
  return {
    sine: by(m.mul(parity, m.copysign(m.constant(1), r)), selectPair(m, swapped, c, s)),
    cosine: by(parity, selectPair(m, swapped, s, c)),
  };
}

const LIMIT = 1.6e6;
const isHuge = <F, B>(m: Arithmetic<F, B>, size: F): B => m.gt(size, m.constant(LIMIT));

const hugeSine: Elementary = { name: 'sin-huge', arity: 2, body: (m, size, turn) => sineOfReduced(m, hugeAngle(m, size), turn) };
const hugeTangent: Elementary = { name: 'tan-huge', arity: 1, body: (m, size) => tangentOf(m, hugeAngle(m, size)) };

function hugeAngle<F, B>(m: Arithmetic<F, B>, size: F): Reduced<F> {
  const { quadrant, y } = reduceHuge(m, size);
  return { turns: m.add(quadrant, m.constant(INTEGERS)), y };
}

function turned<F, B>(m: Arithmetic<F, B>, size: F, turn: number): F {
  return m.choose(
    isHuge(m, size),
    () => m.call(hugeSine, size, m.constant(turn)),
    () => sineOfReduced(m, reduce(m, size), m.constant(turn)),
  );
}

/** sin of the angle plus `turn` quarter turns. */
function sineOfReduced<F, B>(m: Arithmetic<F, B>, { turns, y }: Reduced<F>, turn: F): F {
  const all = m.add(turns, turn);
  const [s, c] = [sineOf(m, y), cosineOf(m, y)];
  const value = m.select(m.bit(all, 0), m.add(c[0], c[1]), m.add(s[0], s[1]));
  return m.select(m.bit(all, 1), m.neg(value), value);
}

function tangentOf<F, B>(m: Arithmetic<F, B>, { turns, y }: Reduced<F>): F {
  const odd = m.bit(turns, 0);
  const s = orderedSum(m, ...sineOf(m, y));
  const c = orderedSum(m, ...cosineOf(m, y));
  const [q, rest] = ratio(m, selectPair(m, odd, negatePair(m, c), s), selectPair(m, odd, s, c));
  return m.add(q, rest);
}

/** Adding this to a number of size below 2⁵¹ rounds it to an integer, whose binary digits are then the lowest of the significand. */
const INTEGERS = 1.5 * 2 ** 52;

/** Cody and Waite 1980: three pieces of π/2 of 33 bits, whose products with n < 2²⁰ are exact, and a fourth. */
function reduce<F, B>(m: Arithmetic<F, B>, x: F): Reduced<F> {
  const turns = m.add(m.mul(x, m.constant(1 / HALF_PI[0])), m.constant(INTEGERS));
  const n = m.sub(turns, m.constant(INTEGERS));
  const first = m.sub(x, m.mul(n, m.constant(1.5707963267341256)));
  const [second, e] = exactSum(m, first, m.mul(n, m.constant(-6.077100506303966e-11)));
  const [third, f] = exactSum(m, second, m.mul(n, m.constant(-2.0222662487111665e-21)));
  const y = orderedSum(m, third, m.sub(m.add(e, f), m.mul(n, m.constant(8.4784276603689e-32))));
  return { turns, y };
}

/** sin(y + low) = y + (low + y³·S(y²) − low·y²/2). */
function sineOf<F, B>(m: Arithmetic<F, B>, [y, low]: Pair<F>): Pair<F> {
  const z = m.mul(y, y);
  const bent = m.mul(m.mul(z, y), estrin(m, z, SIN));
  return [y, m.add(m.sub(low, m.mul(m.mul(z, m.constant(0.5)), low)), bent)];
}

/** cos(y + low) = 1 − y²/2 + (y⁴·C(y²) − y·low), 1 − y²/2 with its rounding error. */
function cosineOf<F, B>(m: Arithmetic<F, B>, [y, low]: Pair<F>): Pair<F> {
  const z = m.mul(y, y);
  const half = m.mul(z, m.constant(0.5));
  const high = m.sub(m.constant(1), half);
  const lost = m.sub(m.sub(m.constant(1), high), half);
  return [high, m.add(lost, m.sub(m.mul(m.mul(z, z), estrin(m, z, COS)), m.mul(y, low)))];
}

/** (sin y/y − 1)/y² and (cos y − 1 + y²/2)/y⁴ in y² ≤ 0.6169, errors 2⁻⁶³ (scripts/vectors/minimax.py sin cos). */
const SIN = [
  -0.16666666666666666, 0.008333333333333038, -0.00019841269840955878, 2.755731906958285e-6, -2.5052069580932654e-8,
  1.6054119953758256e-10, -7.379075888893811e-13,
];
const COS = [
  0.0416666666666666, -0.0013888888888874474, 2.480158728967146e-5, -2.7557314400971515e-7, 2.087572926821437e-9,
  -1.1359933355537367e-11,
];
