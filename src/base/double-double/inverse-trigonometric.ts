import { HALF_PI } from '../elementary/constants.js';
import * as elementary from '../elementary/inverse-trigonometric.js';
import { numbers } from '../elementary/numbers.js';
import { type DoubleDouble, difference, negative, plus, product, quotient, squareRoot, sum } from './arithmetic.js';
import { sineAndCosine } from './trigonometric.js';

/** The angle of (x, y) in −π…π: one step of Newton's method from the double's angle, whose error is cubed. */
export function atan2(y: DoubleDouble, x: DoubleDouble): DoubleDouble {
  const angle = elementary.atan2.body(numbers, y[0], x[0]);
  if (y[0] === 0 && x[0] >= 0) return [angle, 0];
  if (!Number.isFinite(x[0]) || !Number.isFinite(y[0])) return [angle, 0];
  const { sine, cosine } = sineAndCosine([angle, 0]);
  const across = difference(product(y, cosine), product(x, sine));
  const along = sum(product(x, cosine), product(y, sine));
  return sum([angle, 0], quotient(across, along));
}

export function atan(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x[0]) < 1e40) return atan2(x, [1, 0]);
  return Number.isNaN(x[0]) ? x : x[0] > 0 ? HALF_PI : negative(HALF_PI);
}

/** arcsin x as the angle of (√(1 − x²), x). NaN beyond ±1. */
export const asin = (x: DoubleDouble): DoubleDouble => atan2(x, adjacent(x));

export const acos = (x: DoubleDouble): DoubleDouble => atan2(adjacent(x), x);

const adjacent = (x: DoubleDouble): DoubleDouble => squareRoot(product(plus(negative(x), 1), plus(x, 1)));
