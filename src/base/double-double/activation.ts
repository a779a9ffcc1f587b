import { type DoubleDouble, negative, plus, quotient, sum } from './arithmetic.js';
import { exp } from './exponential.js';
import { log1p } from './logarithm.js';

/** 1/(1 + e⁻ˣ), in either tail to the last digit. */
export function sigmoid(x: DoubleDouble): DoubleDouble {
  const e = expOfMinusSize(x);
  return quotient(x[0] > 0 ? [1, 0] : e, plus(e, 1));
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export function softplus(x: DoubleDouble): DoubleDouble {
  const rest = log1p(expOfMinusSize(x));
  return x[0] > 0 ? sum(x, rest) : rest;
}

const expOfMinusSize = (x: DoubleDouble): DoubleDouble => exp(x[0] > 0 ? negative(x) : x);
