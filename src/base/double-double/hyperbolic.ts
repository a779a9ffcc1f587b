import { type DoubleDouble, negative, plus, product, quotient, scaled, squareRoot, sum } from './arithmetic.js';
import { exp, expm1 } from './exponential.js';
import { log, log1p } from './logarithm.js';

/** (e + e/(e + 1))/2 with e = eˣ − 1, so that small x keep their digits. */
export const sinh = odd((x) => {
  const e = expm1(x);
  return e[0] < LARGE ? scaled(sum(e, quotient(e, plus(e, 1))), 0.5) : scaled(e, 0.5);
});

export function cosh(x: DoubleDouble): DoubleDouble {
  const e = exp(x[0] < 0 ? negative(x) : x);
  return e[0] < LARGE ? scaled(sum(e, quotient([1, 0], e)), 0.5) : scaled(e, 0.5);
}

/** e/(e + 2) with e = e²ˣ − 1. */
export const tanh = odd((x) => {
  if (x[0] > 40) return [1, 0];
  const e = expm1(scaled(x, 2));
  return quotient(e, plus(e, 2));
});

/** log(1 + x + x²/(1 + √(1 + x²))). */
export const asinh = odd((x) => {
  if (x[0] > LARGE) return sum(log(x), log([2, 0]));
  const square = product(x, x);
  return log1p(sum(x, quotient(square, plus(squareRoot(plus(square, 1)), 1))));
});

/** log(1 + t + √(t(t + 2))) with t = x − 1. NaN below 1. */
export function acosh(x: DoubleDouble): DoubleDouble {
  if (x[0] > LARGE) return sum(log(x), log([2, 0]));
  const t = plus(x, -1);
  return log1p(sum(t, squareRoot(product(t, plus(t, 2)))));
}

/** ½ log(1 + 2x/(1 − x)). NaN beyond ±1. */
export const atanh = odd((x) => {
  if (!(x[0] < 1)) return [x[0] === 1 && x[1] === 0 ? Number.POSITIVE_INFINITY : Number.NaN, 0];
  return scaled(log1p(quotient(scaled(x, 2), plus(negative(x), 1))), 0.5);
});

function odd(ofPositive: (x: DoubleDouble) => DoubleDouble): (x: DoubleDouble) => DoubleDouble {
  return (x) => (x[0] < 0 ? negative(ofPositive(negative(x))) : ofPositive(x));
}

/** Above it what would be added is below 2⁻¹⁰⁶ of the sum, and squares would overflow. */
const LARGE = 1e40;
