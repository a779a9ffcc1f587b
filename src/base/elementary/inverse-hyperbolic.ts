import type { Arithmetic, Elementary } from '../arithmetic.js';
import { log1pParts, logParts } from './accurate-logarithm.js';
import { LN2 } from './constants.js';
import {
  addPairs,
  addToPair,
  exactProduct,
  exactSum,
  multiplyPair,
  orderedSum,
  type Pair,
  ratio,
  selectPair,
  squareRootOfPair,
} from './double-word.js';

/** asinh x = log(1 + f), f = |x| + x²/(1 + √(1 + x²)) in double words. Error < 0.51 ulp. */
export const asinh: Elementary = {
  name: 'asinh',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const small = m.min(size, m.constant(LARGE));
    const square = exactProduct(m, small, small);
    const root = squareRootOfPair(m, addToPair(m, square, m.constant(1)));
    const f = addToPair(m, ratio(m, square, addToPair(m, root, m.constant(1))), small);
    const y = m.select(m.lt(size, m.constant(2 ** -30)), size, logOfSum(m, size, f));
    return m.copysign(y, x);
  },
};

/** acosh x = log(1 + f), f = (x − 1) + √((x − 1)(x + 1)) in double words. NaN below 1. Error < 0.51 ulp. */
export const acosh: Elementary = {
  name: 'acosh',
  arity: 1,
  body(m, x) {
    const small = m.min(x, m.constant(LARGE));
    const less = m.sub(small, m.constant(1));
    const root = squareRootOfPair(m, multiplyPair(m, exactSum(m, small, m.constant(1)), less));
    const y = logOfSum(m, x, addPairs(m, root, [less, m.constant(0)]));
    return m.select(m.lt(x, m.constant(1)), m.constant(Number.NaN), y);
  },
};

/** atanh x = ½·log(1 + f), f = 2|x|/(1 − |x|) in double words. ±∞ at ±1, NaN beyond. Error < 0.51 ulp. */
export const atanh: Elementary = {
  name: 'atanh',
  arity: 1,
  body(m, x) {
    const one = m.constant(1);
    const size = m.abs(x);
    const f = ratio(m, [m.add(size, size), m.constant(0)], exactSum(m, one, m.neg(size)));
    const [high, low] = log1pParts(m, f);
    const inside = m.mul(m.add(high, low), m.constant(0.5));
    const y = m.select(
      m.eq(size, one),
      m.constant(Number.POSITIVE_INFINITY),
      m.select(m.gt(size, one), m.constant(Number.NaN), inside),
    );
    return m.copysign(m.select(m.lt(size, m.constant(2 ** -30)), size, y), x);
  },
};

/** From here on √(x² ± 1) is x. */
const LARGE = 2 ** 30;

/** log(1 + f), or log 2x where x is large. */
function logOfSum<F, B>(m: Arithmetic<F, B>, x: F, f: Pair<F>): F {
  const near = log1pParts(m, f);
  const far = addPairs(m, [m.constant(LN2[0]), m.constant(LN2[1])], logParts(m, x));
  const [high, low] = orderedSum(m, ...selectPair(m, m.ge(x, m.constant(LARGE)), far, near));
  const infinity = m.constant(Number.POSITIVE_INFINITY);
  return m.select(m.eq(x, infinity), infinity, m.add(high, low));
}
