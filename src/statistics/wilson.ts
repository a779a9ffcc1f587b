import { normalQuantile } from '../base/distributions/index.js';

/**
 * The score interval of Wilson (1927, JASA 22) for a share of which `successes` of `trials` were seen. It lies within [0, 1], and is no point where none or all
 * succeeded.
 *
 * @param trials ≥ 1. @param level in (0, 1).
 * @example wilsonInterval(0, 10) // [0, 0.277…]
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): readonly [low: number, high: number] {
  const z = -normalQuantile((1 - level) / 2);
  const share = successes / trials;
  const widened = (z * z) / trials;
  const centre = (share + widened / 2) / (1 + widened);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + widened / (4 * trials))) / (1 + widened);
  // At the ends the two are equal, but for rounding.
  return [successes === 0 ? 0 : centre - half, successes === trials ? 1 : centre + half];
}
