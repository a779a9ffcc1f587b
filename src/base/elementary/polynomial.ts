import type { Arithmetic } from '../arithmetic.js';

/** c₀ + c₁x + … by Horner's rule. */
export function polynomial<F, B>(m: Arithmetic<F, B>, x: F, coefficients: readonly number[]): F {
  let sum = m.constant(coefficients[coefficients.length - 1] as number);
  for (let k = coefficients.length - 2; k >= 0; k--) sum = m.add(m.mul(sum, x), m.constant(coefficients[k] as number));
  return sum;
}

/** The same by Estrin's scheme: more operations side by side, a rounding more in the last bits; for polynomials that are a small part of the value. */
export function estrin<F, B>(m: Arithmetic<F, B>, x: F, coefficients: readonly number[]): F {
  let terms = coefficients.map((c) => m.constant(c));
  for (let power = x; terms.length > 1; power = m.mul(power, power)) {
    const next: F[] = [];
    for (let k = 0; k < terms.length; k += 2) {
      const odd = terms[k + 1];
      next.push(odd === undefined ? (terms[k] as F) : m.add(terms[k] as F, m.mul(odd, power)));
    }
    terms = next;
  }
  return terms[0] as F;
}
