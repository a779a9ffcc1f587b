import type { Arithmetic, Elementary } from '../arithmetic.js';
import { HALF_PI, PI } from './constants.js';
import { exactProduct, exactSum } from './double-word.js';
import { estrin } from './polynomial.js';

/** asin x: odd polynomial to ½, above it π/2 − 2·asin √((1 − |x|)/2) with the root in two parts (Ng 1993, FDLIBM). NaN beyond ±1. Error < 0.9 ulp. */
export const asin: Elementary = {
  name: 'asin',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const inner = m.le(size, m.constant(0.5));
    const z = m.select(inner, m.mul(x, x), m.mul(m.sub(m.constant(1), size), m.constant(0.5)));
    const bent = m.mul(z, estrin(m, z, ASIN));
    const { root, head, rest } = rootInParts(m, z);
    const quarter = m.constant(HALF_PI[0] / 2);
    const p = m.sub(m.mul(m.mul(m.constant(2), root), bent), m.sub(m.constant(HALF_PI[1]), m.mul(m.constant(2), rest)));
    const q = m.sub(quarter, m.mul(m.constant(2), head));
    const outer = m.sub(quarter, m.sub(p, q));
    return m.copysign(m.select(inner, m.add(size, m.mul(size, bent)), outer), x);
  },
};

/** acos x = π/2 − asin x, without cancellation near ±1. NaN beyond ±1. Error < 0.9 ulp. */
export const acos: Elementary = {
  name: 'acos',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const inner = m.le(size, m.constant(0.5));
    const z = m.select(inner, m.mul(x, x), m.mul(m.sub(m.constant(1), size), m.constant(0.5)));
    const bent = m.mul(z, estrin(m, z, ASIN));
    const middle = m.sub(m.constant(HALF_PI[0]), m.sub(x, m.sub(m.constant(HALF_PI[1]), m.mul(x, bent))));
    const { root, head, rest } = rootInParts(m, z);
    const right = m.mul(m.constant(2), m.add(head, m.add(m.mul(bent, root), rest)));
    const below = m.sub(m.mul(bent, root), m.constant(HALF_PI[1]));
    const left = m.sub(m.constant(PI[0]), m.mul(m.constant(2), m.add(root, below)));
    return m.select(inner, middle, m.select(m.gt(x, m.constant(0)), right, left));
  },
};

/** atan x: x moved by atan ½, atan 1, atan 1.5 or π/2 into ±7/16, then an odd polynomial (Ng 1993, FDLIBM s_atan.c). Error < 0.9 ulp. */
export const atan: Elementary = {
  name: 'atan',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const one = m.constant(1);
    const c = (v: number) => m.constant(v);
    const pick = (values: readonly [number, number, number, number, number]) =>
      m.select(
        m.lt(size, c(7 / 16)),
        c(values[0]),
        m.select(
          m.lt(size, c(11 / 16)),
          c(values[1]),
          m.select(m.lt(size, c(19 / 16)), c(values[2]), m.select(m.lt(size, c(39 / 16)), c(values[3]), c(values[4]))),
        ),
      );
    const far = m.ge(size, c(39 / 16));
    const shift = pick([0, 0.5, 1, 1.5, 0]);
    // (x − s)/(1 + s·x), for s = ½ times 2 so that both sides round less.
    const twice = pick([1, 2, 1, 1, 1]);
    const above = m.sub(m.mul(twice, size), m.mul(twice, shift));
    const below = m.add(twice, m.mul(m.mul(twice, shift), size));
    const t = m.div(m.select(far, c(-1), above), m.select(far, size, m.select(m.eq(shift, c(0)), one, below)));
    const high = pick([0, ATAN_HALF[0], HALF_PI[0] / 2, ATAN_3_HALVES[0], HALF_PI[0]]);
    const low = pick([0, ATAN_HALF[1], HALF_PI[1] / 2, ATAN_3_HALVES[1], HALF_PI[1]]);
    return m.copysign(m.add(high, m.add(t, m.add(low, beyondLinear(m, t)))), x);
  },
};

/** The angle of (x, y) in −π…π, edges as IEEE 754-2019 atan2: the smaller over the larger with its rounding error, then the octant. Error < 0.8 ulp. */
export const atan2: Elementary = {
  name: 'atan2',
  arity: 2,
  body(m, y, x) {
    const c = (v: number) => m.constant(v);
    const [a, b] = [m.abs(y), m.abs(x)];
    const large = m.max(a, b);
    const small = m.min(a, b);
    const { q, rest } = quotientInParts(m, small, large);

    const middle = m.and(m.ge(q, c(7 / 16)), m.lt(q, c(11 / 16)));
    const upper = m.ge(q, c(11 / 16));
    const shift = m.select(middle, c(0.5), m.select(upper, c(1), c(0)));
    const t = m.div(m.sub(q, shift), m.add(c(1), m.mul(shift, q)));
    const angle = m.select(middle, c(ATAN_HALF[0]), m.select(upper, c(HALF_PI[0] / 2), c(0)));
    const angleLow = m.select(middle, c(ATAN_HALF[1]), m.select(upper, c(HALF_PI[1] / 2), c(0)));
    // The slope of atan at q carries the quotient's error, and what t lost in its own numerator and denominator.
    const below = m.add(c(1), m.mul(shift, q));
    const lost = m.div(quotientError(m, t, q, shift), below);
    const tail = m.add(angleLow, m.add(m.add(m.div(rest, m.add(c(1), m.mul(q, q))), lost), beyondLinear(m, t)));

    const steep = m.gt(a, b);
    const left = m.lt(m.copysign(c(1), x), c(0));
    const sign = m.select(m.or(m.and(steep, m.not(left)), m.and(left, m.not(steep))), c(-1), c(1));
    const base = m.select(steep, c(HALF_PI[0]), m.select(left, c(PI[0]), c(0)));
    const baseLow = m.select(steep, c(HALF_PI[1]), m.select(left, c(PI[1]), c(0)));
    const [s, e] = exactSum(m, base, m.mul(sign, angle));
    return m.copysign(m.add(s, m.add(m.mul(sign, t), m.add(m.add(e, baseLow), m.mul(sign, tail)))), y);
  },
};

/** atan(t) − t in |t| ≤ 7/16. */
function beyondLinear<F, B>(m: Arithmetic<F, B>, t: F): F {
  const z = m.mul(t, t);
  return m.mul(m.mul(t, z), estrin(m, z, ATAN));
}

/** √z = head + rest, the head of 26 bits so that its square is exact. */
function rootInParts<F, B>(m: Arithmetic<F, B>, z: F): { root: F; head: F; rest: F } {
  const root = m.sqrt(z);
  const head = m.head(root);
  // At z = 0 the sum is 0 and so is the rest.
  const sum = m.max(m.add(root, head), m.constant(2 ** -1000));
  return { root, head, rest: m.div(m.sub(z, m.mul(head, head)), sum) };
}

/** small/large and the remainder's part, 0 where it cannot matter; 0/0 is 0 and ∞/∞ is 1. */
function quotientInParts<F, B>(m: Arithmetic<F, B>, small: F, large: F): { q: F; rest: F } {
  const zero = m.constant(0);
  const both = m.eq(small, m.constant(Number.POSITIVE_INFINITY));
  const q = m.select(both, m.constant(1), m.select(m.eq(large, zero), zero, m.div(small, large)));
  const big = m.gt(large, m.constant(2 ** 500));
  const factor = m.select(
    big,
    m.constant(2 ** -500),
    m.select(m.lt(large, m.constant(2 ** -500)), m.constant(2 ** 500), m.constant(1)),
  );
  const [u, v] = [m.mul(small, factor), m.mul(large, factor)];
  const [p, e] = exactProduct(m, q, v);
  const rest = m.div(m.sub(m.sub(u, p), e), v);
  return { q, rest: m.select(m.and(m.gt(q, m.constant(2 ** -100)), m.not(both)), rest, zero) };
}

/** (q − s) − t·(1 + s·q), where t is the rounded quotient; s·q is exact or nearly so. */
function quotientError<F, B>(m: Arithmetic<F, B>, t: F, q: F, s: F): F {
  const [p, e] = exactProduct(m, t, m.add(m.constant(1), m.mul(s, q)));
  return m.sub(m.sub(m.sub(q, s), p), e);
}

const ATAN_HALF = [0.4636476090008061, 2.2698777452961687e-17] as const;
const ATAN_3_HALVES = [0.982793723247329, 1.3903311031230998e-17] as const;
/** (asin x/x − 1)/x² in x² ≤ ¼, error 2⁻⁶⁰, and (atan x/x − 1)/x² in |x| ≤ 7/16, error 2⁻⁵⁷ (scripts/vectors/minimax.py asin atan). */
const ASIN = [
  0.16666666666666763, 0.07499999999970128, 0.044642857175256394, 0.03038194267652419, 0.022372215879867454, 0.017351595777859562,
  0.013981017552018932, 0.011397282295435159, 0.010789482408245076, 0.0036712136192643863, 0.02179384604524853,
  -0.021122366312571732, 0.03270635841792921,
];
const ATAN = [
  -0.3333333333333293, 0.19999999999876486, -0.1428571427250313, 0.11111110405418365, -0.09090887131679153, 0.07691876169263101,
  -0.06661072712299602, 0.05833567059797369, -0.04976864641637434, 0.036531251984558664, -0.01628549226328179,
];
