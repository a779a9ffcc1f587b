import { type DoubleDouble, difference, negative, product, quotient, scaled, sum } from './arithmetic.js';
import { exp } from './exponential.js';

/** 2/√π·∫₀ˣ e^(−t²) dt. */
export function gaussIntegral(x: DoubleDouble): DoubleDouble {
  if (x[0] < 0) return negative(gaussIntegral(negative(x)));
  if (x[0] <= NEAR) return head(x);
  return x[0] < FAR ? difference([1, 0], tail(x)) : [Number.isNaN(x[0]) ? x[0] : 1, 0];
}

/** 1 − gaussIntegral x, to the last digit in the far tail. */
export function gaussTail(x: DoubleDouble): DoubleDouble {
  if (x[0] <= NEAR) return difference([1, 0], gaussIntegral(x));
  return x[0] < FAR ? tail(x) : [Number.isNaN(x[0]) ? x[0] : 0, 0];
}

const NEAR = 1.75;
/** The tail underflows beyond. */
const FAR = 27.3;

/** 2x/√π·e^(−x²)·Σ (2x²)ⁿ/(2n + 1)!!, all terms positive (DLMF 7.6.2). */
function head(x: DoubleDouble): DoubleDouble {
  const twice = scaled(product(x, x), 2);
  let term: DoubleDouble = [1, 0];
  let total: DoubleDouble = [1, 0];
  for (let n = 1; term[0] > total[0] * 2 ** -110; n++) {
    term = quotient(product(term, twice), [2 * n + 1, 0]);
    total = sum(total, term);
  }
  return product(product(product(x, TWO_OVER_ROOT_PI), bell(x)), total);
}

/** e^(−x²)/√π·1/(x + ½/(x + 1/(x + (3/2)/(x + …)))), from the inside (DLMF 7.9.1). */
function tail(x: DoubleDouble): DoubleDouble {
  // Each level gains a factor of about e^(−2x·√(2/n)): this many gain 2⁻¹⁰⁸.
  const levels = Math.ceil(720 / (x[0] * x[0])) + 12;
  let fraction = x;
  for (let n = levels; n > 0; n--) fraction = sum(x, quotient([n / 2, 0], fraction));
  return product(product(bell(x), ONE_OVER_ROOT_PI), quotient([1, 0], fraction));
}

const bell = (x: DoubleDouble): DoubleDouble => exp(negative(product(x, x)));

/** e^(−z²/2)/(σ√2π), z = (x − μ)/σ. NaN unless σ > 0. */
export function normalDensity(x: DoubleDouble, mu: DoubleDouble, sigma: DoubleDouble): DoubleDouble {
  if (!(sigma[0] > 0)) return [Number.NaN, 0];
  const z = quotient(difference(x, mu), sigma);
  return quotient(product(exp(scaled(product(z, z), -0.5)), ONE_OVER_ROOT_2PI), sigma);
}

const TWO_OVER_ROOT_PI: DoubleDouble = [1.1283791670955126, 1.533545961316588e-17];
const ONE_OVER_ROOT_PI: DoubleDouble = [0.5641895835477563, 7.66772980658294e-18];
const ONE_OVER_ROOT_2PI: DoubleDouble = [0.3989422804014327, -2.49232720227773e-17];
