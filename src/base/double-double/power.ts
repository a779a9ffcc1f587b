import { numbers } from '../elementary/numbers.js';
import * as elementary from '../elementary/power.js';
import { absolute, type DoubleDouble, negative, product, quotient, scaled, squareRoot, sum, times } from './arithmetic.js';
import { exp } from './exponential.js';
import { log } from './logarithm.js';

/** xʸ: whole y up to ±1024 by squaring, y = ±½ by the root, others as exp(y·log x). NaN for x < 0 and a y that is not whole. */
export function pow(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const whole = y[1] === 0 && Number.isInteger(y[0]);
  if (whole && Math.abs(y[0]) <= MOST) return y[0] < 0 ? quotient([1, 0], integerPower(x, -y[0])) : integerPower(x, y[0]);
  if (y[1] === 0 && y[0] === 0.5) return squareRoot(x);
  if (y[1] === 0 && y[0] === -0.5) return quotient([1, 0], squareRoot(x));
  if (x[0] === 0) return [y[0] > 0 ? 0 : y[0] < 0 ? Number.POSITIVE_INFINITY : Number.NaN, 0];
  if (x[0] < 0 && !whole) return [Number.NaN, 0];
  const size = exp(product(y, log(absolute(x))));
  return x[0] < 0 && y[0] % 2 !== 0 ? negative(size) : size;
}

const MOST = 1024;

function integerPower(x: DoubleDouble, n: number): DoubleDouble {
  if (n === 0) return [1, 0];
  let result: DoubleDouble | undefined;
  let base = x;
  for (let bits = n; ; base = product(base, base)) {
    if (bits % 2 === 1) result = result === undefined ? base : product(result, base);
    bits = Math.floor(bits / 2);
    if (bits === 0) return result as DoubleDouble;
  }
}

/** ∛x: one step of Newton's method from the double's root. */
export function cbrt(x: DoubleDouble): DoubleDouble {
  const root = elementary.cbrt.body(numbers, x[0]);
  if (root === 0 || !Number.isFinite(root)) return [root, 0];
  const square = times([root, 0], root);
  const cube = times(square, root);
  return sum([root, 0], [(x[0] - cube[0] - cube[1] + x[1]) / (3 * square[0]), 0]);
}

/** √(a² + b²), the larger brought near 1 first. */
export function hypot(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const size = Math.max(Math.abs(a[0]), Math.abs(b[0]));
  if (size === 0 || !(size < Number.POSITIVE_INFINITY)) return [size, 0];
  const unit = numbers.power2(Math.min(Math.max(numbers.exponent(size), -1000), 1000));
  const [u, v] = [scaled(a, 1 / unit), scaled(b, 1 / unit)];
  return scaled(squareRoot(sum(product(u, u), product(v, v))), unit);
}
