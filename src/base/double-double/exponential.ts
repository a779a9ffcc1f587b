import { INVERSE_LN2 } from '../elementary/constants.js';
import { scale } from '../elementary/exponential.js';
import { numbers } from '../elementary/numbers.js';
import { type DoubleDouble, plus, product, scaled } from './arithmetic.js';
import { inverseFactorial, seriesOf, sumSeries } from './series.js';

/** eˣ: x = k·ln 2 + r, a Taylor series at r/8 and three squarings. ∞ above 709.79, 0 below −745.2. */
export function exp(x: DoubleDouble): DoubleDouble {
  if (!(x[0] < 709.79)) return [x[0] > 0 ? Number.POSITIVE_INFINITY : x[0], 0];
  if (x[0] < -745.2) return [0, 0];
  const k = Math.round(x[0] * INVERSE_LN2);
  return times2(plus(lessOne(reduced(x, k)), 1), k);
}

/** eˣ − 1, without cancellation in small x. */
export function expm1(x: DoubleDouble): DoubleDouble {
  if (x[0] > -0.34 && x[0] < 0.34) return lessOne(x);
  return plus(exp(x), -1);
}

/** eʳ − 1 for |r| < 0.36. */
function lessOne(r: DoubleDouble): DoubleDouble {
  const eighth = scaled(r, 0.125);
  let less = product(eighth, sumSeries(eighth, LESS_ONE));
  // (1 + e)² − 1 = e(2 + e), so that the leading 1 takes no digits.
  for (let i = 0; i < 3; i++) less = product(less, plus(less, 2));
  return less;
}

const reduced = (x: DoubleDouble, k: number): DoubleDouble =>
  k === 0 ? x : plus(plus(plus(x, -k * LN2_FIRST), -k * LN2_SECOND), -k * LN2_THIRD);

const times2 = (x: DoubleDouble, k: number): DoubleDouble => (k === 0 ? x : [scale(numbers, x[0], k), scale(numbers, x[1], k)]);

// ln 2 in pieces of 32 bits, whose products with k are exact, and a third.
const LN2_FIRST = 0.6931471803691238;
const LN2_SECOND = 1.9082149288430703e-10;
const LN2_THIRD = 4.275175589747649e-20;
/** (eˣ − 1)/x for |x| < 0.045. */
const LESS_ONE = seriesOf(16, 8, (k) => inverseFactorial(k + 1));
