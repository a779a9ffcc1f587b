import { studentTQuantile } from '../base/distributions/index.js';

/**
 * How many standard errors an interval reaches to either side: Student's t.
 * @param level in (0, 1): 0.95. @param degreesOfFreedom > 0; ∞ (σ known, or a likelihood) for the normal. NaN for anything else.
 * @example intervalReach(0.95, 10) // 2.2281388519862744
 */
export function intervalReach(level: number, degreesOfFreedom: number): number {
  return level > 0 && level < 1 ? -studentTQuantile((1 - level) / 2, degreesOfFreedom) : Number.NaN;
}

/**
 * Intervals value ± reach·standard error, one per parameter; null where a bound is not finite or there are no standard errors.
 * @param values @param standardErrors length P, or null. @param degreesOfFreedom as for {@link intervalReach}.
 * @example intervals([1], [0.1], Infinity) // [[0.804…, 1.195…]]
 */
export function intervals(
  values: ArrayLike<number>,
  standardErrors: ArrayLike<number> | null,
  degreesOfFreedom: number,
  level = 0.95,
): (readonly [number, number] | null)[] {
  const reach = intervalReach(level, degreesOfFreedom);
  return Array.from(values, (value, j) => {
    const half = reach * (standardErrors?.[j] ?? Number.NaN);
    const bounds = [value - half, value + half] as const;
    return bounds.every(Number.isFinite) ? bounds : null;
  });
}
