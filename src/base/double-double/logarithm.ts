import { LN2 } from '../elementary/constants.js';
import { scale } from '../elementary/exponential.js';
import { binaryParts } from '../elementary/logarithm.js';
import { numbers } from '../elementary/numbers.js';
import { type DoubleDouble, plus, product, quotient, scaled, sum, times } from './arithmetic.js';
import { seriesOf, sumSeries } from './series.js';

/** log x: x = 2ᵏ·z, log z = 2·artanh((z − 1)/(z + 1)). −∞ at 0, NaN below. */
export function log(x: DoubleDouble): DoubleDouble {
  if (!(x[0] > 0 && x[0] < Number.POSITIVE_INFINITY)) return atEdge(x[0]);
  const { k, z } = parts(x);
  return k === 0 ? ofSignificand(z) : sum(times(LN2, k), ofSignificand(z));
}

/** log₂ x, exact at powers of two. */
export function log2(x: DoubleDouble): DoubleDouble {
  if (!(x[0] > 0 && x[0] < Number.POSITIVE_INFINITY)) return atEdge(x[0]);
  const { k, z } = parts(x);
  return plus(product(ofSignificand(z), INVERSE_LN2), k);
}

export const log10 = (x: DoubleDouble): DoubleDouble => {
  const y = log(x);
  return Number.isFinite(y[0]) ? product(y, INVERSE_LN10) : y;
};

/** log(1 + x), without cancellation in small x. */
export function log1p(x: DoubleDouble): DoubleDouble {
  if (x[0] > -0.29 && x[0] < 0.41) return twiceArtanh(quotient(x, plus(x, 2)));
  return log(plus(x, 1));
}

const atEdge = (x: number): DoubleDouble => [x > 0 ? x : x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN, 0];

/** x = 2ᵏ·z, z in [√½, √2]. */
function parts(x: DoubleDouble): { k: number; z: DoubleDouble } {
  const { k, z } = binaryParts(numbers, x[0]);
  return { k, z: k === 0 ? x : [z, scale(numbers, x[1], -k)] };
}

const ofSignificand = (z: DoubleDouble): DoubleDouble => twiceArtanh(quotient(plus(z, -1), plus(z, 1)));

/** log((1 + s)/(1 − s)) for |s| < 0.1716. */
function twiceArtanh(s: DoubleDouble): DoubleDouble {
  return product(scaled(s, 2), sumSeries(product(s, s), ARTANH));
}

const INVERSE_LN2: DoubleDouble = [Math.LOG2E, 2.0355273740931033e-17];
const INVERSE_LN10: DoubleDouble = [Math.LOG10E, 1.098319650216765e-17];
/** artanh s/s in s² ≤ 0.02945. */
const ARTANH = seriesOf(22, 10, (k) => [1, 2 * k + 1]);
