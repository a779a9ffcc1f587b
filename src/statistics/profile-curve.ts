import type { Profile } from './profile.js';
import { type Profiled, profileAt } from './profile-point.js';

/** A profile as a chart draws it. */
export interface ProfileCurve {
  readonly parameter: string;
  /** At the minimum. */
  readonly value: number;
  /** |τ| at the ends of the interval. */
  readonly reach: number;
  readonly interval: readonly [low: number | null, high: number | null];
  /** Ascending, with the signed root τ of each. */
  readonly values: Float64Array;
  readonly roots: Float64Array;
}

const STEPS = 20;
/** How far beyond the ends of the interval, as a share of its half. */
const BEYOND = 0.15;

/** The points that the search for the ends met, and an even grid between and a little beyond them; places where there is no profile are left out. */
export function profileCurve(input: Profiled, index: number, parameter: string, found: Profile): ProfileCurve {
  const value = input.point[index] as number;
  const known = [...found.points];
  for (const k of [0, 1] as const) {
    const sign = k === 0 ? -1 : 1;
    const end = found.interval[k] ?? value + sign * input.reach * (input.scale[index] as number);
    const limit = (k === 0 ? input.lower : input.upper)[index] as number;
    for (let step = 1; step <= STEPS; step++) {
      const to = value + ((end - value) * (1 + BEYOND) * step) / STEPS;
      if (sign * to > sign * limit) break;
      const steps = profileAt(input, index, to, known);
      while (steps.next().done !== true);
    }
  }
  const low = found.interval[0] ?? Number.NEGATIVE_INFINITY;
  const high = found.interval[1] ?? Number.POSITIVE_INFINITY;
  const far = (end: number): number =>
    Number.isFinite(end) ? Math.abs(end - value) : input.reach * (input.scale[index] as number);
  const shown = known.filter(
    (point) => point.value >= value - far(low) * (1 + 2 * BEYOND) && point.value <= value + far(high) * (1 + 2 * BEYOND),
  );
  return {
    parameter,
    value,
    reach: input.reach,
    interval: found.interval,
    values: Float64Array.from(shown, (point) => point.value),
    roots: Float64Array.from(shown, (point) => point.root),
  };
}
