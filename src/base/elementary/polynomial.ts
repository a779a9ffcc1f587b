import type { Arithmetic } from '../arithmetic.js';

/** c₀ + c₁x + … by Horner's rule. */
export function polynomial<F, B>(m: Arithmetic<F, B>, x: F, coefficients: readonly number[]): F {
  let sum = m.constant(coefficients[coefficients.length - 1] as number);
  for (let k = coefficients.length - 2; k >= 0; k--) sum = m.add(m.mul(sum, x), m.constant(coefficients[k] as number));
  return sum;
}

/**
 * The same by Estrin's scheme: more operations side by side, a rounding more in the last bits; for polynomials that are a small part of the value.
 * @param coefficients 2 … 16 of them.
 */
export function estrin<F, B>(m: Arithmetic<F, B>, x: F, coefficients: readonly number[]): F {
  const count = coefficients.length;
  const x2 = count > 2 ? m.mul(x, x) : x;
  const x4 = count > 4 ? m.mul(x2, x2) : x2;
  const low = eighth(m, x, x2, x4, coefficients, 0);
  return count > 8 ? m.add(low, m.mul(eighth(m, x, x2, x4, coefficients, 8), m.mul(x4, x4))) : low;
}

/** Up to eight terms from c_k on; no lists are made, because the interpreter is here most of its time. */
function eighth<F, B>(m: Arithmetic<F, B>, x: F, x2: F, x4: F, c: readonly number[], k: number): F {
  const low = fourth(m, x, x2, c, k);
  return k + 4 < c.length ? m.add(low, m.mul(fourth(m, x, x2, c, k + 4), x4)) : low;
}

function fourth<F, B>(m: Arithmetic<F, B>, x: F, x2: F, c: readonly number[], k: number): F {
  const low = pairOf(m, x, c, k);
  return k + 2 < c.length ? m.add(low, m.mul(pairOf(m, x, c, k + 2), x2)) : low;
}

function pairOf<F, B>(m: Arithmetic<F, B>, x: F, c: readonly number[], k: number): F {
  const low = m.constant(c[k] as number);
  return k + 1 < c.length ? m.add(low, m.mul(m.constant(c[k + 1] as number), x)) : low;
}
