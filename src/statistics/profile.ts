import { type LowerMinimum, type Profiled, type ProfilePoint, profileAt } from './profile-point.js';
import { bracketed } from './profile-root.js';

/** Why an interval has no end on one side. */
export interface MissingEnd {
  /** `flat`: the fit hardly gets worse however far the parameter goes. `bound`, `not-finite`: it may not or cannot go on. `search`: the others found no minimum. */
  readonly reason: 'flat' | 'bound' | 'not-finite' | 'search';
  /** As far as the profile went. */
  readonly at: number;
  /** |τ| there, below `reach` unless the reason is `search`. */
  readonly root: number;
}

export interface Profile {
  readonly interval: readonly [low: number | null, high: number | null];
  readonly missing: readonly [low: MissingEnd | null, high: MissingEnd | null];
  /** Ascending by value, the minimum among them. */
  readonly points: readonly ProfilePoint[];
}

/** Doublings of the distance after which a profile counts as flat, and after how many that change nothing. */
const MOST_DOUBLINGS = 30;
const LEAST_DOUBLINGS = 6;
const LEVEL = 1e-6;
/** A place where the profile ends is found to this part of its distance. */
const NEAR = 1e-6;

/**
 * The profile of one parameter and its interval {θ: |τ(θ)| ≤ reach}: that of R's `confint.nls` for least squares and of `confint.glm` for likelihoods, ends
 * found to rounding instead of interpolated.
 *
 * Yields between minimisations, so that a caller can give way.
 * @returns a better point where one is found: the fit was not at its minimum, and no interval means anything.
 */
export function* profile(input: Profiled, index: number): Generator<void, Profile | { readonly better: LowerMinimum }> {
  const known: ProfilePoint[] = [{ value: input.point[index] as number, root: 0, point: input.point }];
  const low = yield* side(input, index, -1, known);
  if ('better' in low) return low;
  const high = yield* side(input, index, 1, known);
  if ('better' in high) return high;
  return { interval: [low.end, high.end], missing: [low.missing, high.missing], points: known };
}

type Side = { readonly end: number | null; readonly missing: MissingEnd | null };

function* side(
  input: Profiled,
  index: number,
  sign: 1 | -1,
  known: ProfilePoint[],
): Generator<void, Side | { better: LowerMinimum }> {
  const centre = input.point[index] as number;
  const bound = (sign > 0 ? input.upper : input.lower)[index] as number;
  const none = (reason: MissingEnd['reason'], at: ProfilePoint): Side => ({
    end: null,
    missing: { reason, at: at.value, root: Math.abs(at.root) },
  });
  let last = known.find((point) => point.value === centre) as ProfilePoint;
  if (centre === bound) return none('bound', last);
  let distance = input.reach * (input.scale[index] as number);
  /** A distance at which there is no profile, and why. */
  let wall: { readonly distance: number; readonly reason: 'not-finite' | 'search' } | null = null;
  const roots: number[] = [];
  while (roots.length < MOST_DOUBLINGS) {
    const value = sign * Math.min(sign * (centre + sign * distance), sign * bound);
    const here = yield* profileAt(input, index, value, known);
    if (here !== null && 'better' in here) return here;
    if (here === null || !here.converged) {
      wall = { distance, reason: here === null ? 'not-finite' : 'search' };
      const safe = Math.abs(last.value - centre);
      if (distance - safe <= NEAR * distance) break;
      distance = (distance + safe) / 2;
      continue;
    }
    const root = Math.abs(here.root);
    if (root >= input.reach) {
      const end = yield* bracketed(last, here, sign * input.reach, rounding(input), (x) => profileAt(input, index, x, known));
      if (end === null) return none('search', here);
      return 'better' in end ? end : { end: end.value, missing: null };
    }
    last = here;
    if (value === bound) return none('bound', here);
    const before = roots.at(-3) ?? Number.NaN;
    roots.push(root);
    if (roots.length >= LEAST_DOUBLINGS && Math.abs(root - before) <= LEVEL * input.reach) break;
    distance = Math.min(2 * distance, (distance + (wall?.distance ?? Number.POSITIVE_INFINITY)) / 2);
  }
  return none(wall?.reason ?? 'flat', last);
}

/** Of the root, relative: a sum of n squares is known to about ε of itself, its rise therefore to n·ε. */
const rounding = ({ rows }: Profiled): number => 1e-13 + 2 * Number.EPSILON * rows;
