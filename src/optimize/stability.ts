import type { Method } from './method.js';

/**
 * Rate × curvature from which on a method with a constant rate no longer comes down along an eigenvector of a quadratic loss: 2 of gradient descent, 2(1 + μ) with momentum μ (Polyak 1964), 2(1 + μ)/(1 + 2μ)
 * with Nesterov's (Lessard, Recht and Packard 2016, SIAM J. Optim. 26, §4). There a root of the characteristic polynomial of the method's {@link Method.mode} leaves the unit circle at −1,
 * where 1 + trace + determinant is affine in the rate.
 *
 * @returns null for methods that are not linear in the gradients (Adam and its like).
 *
 * @example stabilityLimit(gradientDescent, {}) // 2
 */
export function stabilityLimit({ mode }: Pick<Method, 'mode'>, settings: Readonly<Record<string, number>>): number | null {
  if (mode === undefined) return null;
  const atMinusOne = (rate: number): number => {
    const [a, b, c, d] = mode(1, rate, settings);
    return 1 + a + d + a * d - b * c;
  };
  const limit = atMinusOne(0) / (atMinusOne(0) - atMinusOne(1));
  return limit > 0 && Number.isFinite(limit) ? limit : null;
}
