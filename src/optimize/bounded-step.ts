import { norm2 } from '../base/linear-algebra/index.js';
import type { Bounds } from './bounds.js';
import { type LocalModel, unit } from './local-model.js';
import { trustRegion } from './trust-region.js';

/**
 * A trust-region step that leaves the bounds, led back: the parameter that would cross its bound first is put on it and the model is minimised anew in the
 * others, until none crosses. Cutting each parameter for itself instead would keep steps that only make sense together, and zigzag along the bound (Nocedal
 * and Wright 2006, Numerical Optimization, §16.5: the blocking constraint of an active set).
 *
 * @param point within the bounds, length P. @param target where the step in the model's free parameters leads. @param radius of the region.
 * @returns a point within the bounds: `target` itself where that is one.
 */
export function boundedStep(
  model: LocalModel,
  point: Float64Array,
  target: Float64Array,
  bounds: Bounds,
  radius: number,
): Float64Array {
  const { free } = model;
  const lengthOf = (k: number): number => unit(model.scale[free[k] as number] as number);
  const next = point.slice();
  // Of the free parameters: scaled steps of those that are fixed, and the places of those that are not.
  const fixed = new Float64Array(free.length);
  let left = [...free.keys()];
  let moved = target;
  for (;;) {
    const blocking = firstToCross(model, point, moved, left, bounds);
    if (blocking === null) return moved;
    const j = free[blocking.place] as number;
    next[j] = blocking.bound;
    fixed[blocking.place] = (blocking.bound - (point[j] as number)) * lengthOf(blocking.place);
    left = left.filter((k) => k !== blocking.place);
    moved = next.slice();
    if (left.length === 0) return moved;
    const z = minimum(model, fixed, left, radius);
    for (const [at, k] of left.entries()) {
      const parameter = free[k] as number;
      moved[parameter] = (point[parameter] as number) + (z[at] as number) / lengthOf(k);
    }
  }
}

/** What is left of the radius after a part of the step is fixed, at least: another trial narrows it where that was too far. */
const LEAST_LEFT = 0.1;

/** The minimum in some of the scaled steps where the others are `fixed`. */
function minimum({ a, b, rows, free }: LocalModel, fixed: Float64Array, left: readonly number[], radius: number): Float64Array {
  const count = free.length;
  const right = b.map((value, i) => {
    let sum = value;
    for (let k = 0; k < count; k++) sum += (a[i * count + k] as number) * (fixed[k] as number);
    return sum;
  });
  const columns = Float64Array.from(
    { length: rows * left.length },
    (_, at) => a[Math.floor(at / left.length) * count + (left[at % left.length] as number)] as number,
  );
  const used = norm2(fixed) / radius;
  return trustRegion(columns, rows, left.length, right).step(
    radius * Math.sqrt(Math.max(1 - used * used, LEAST_LEFT * LEAST_LEFT)),
  );
}

/** The first on a tie; null where all stay within. */
function firstToCross(
  { free }: LocalModel,
  point: Float64Array,
  moved: Float64Array,
  left: readonly number[],
  { lower, upper }: Bounds,
): { readonly place: number; readonly bound: number } | null {
  let first: { place: number; bound: number } | null = null;
  let soonest = Number.POSITIVE_INFINITY;
  for (const place of left) {
    const j = free[place] as number;
    const to = moved[j] as number;
    const bound = Math.min(Math.max(to, lower[j] as number), upper[j] as number);
    if (bound === to || Number.isNaN(to)) continue;
    const share = (bound - (point[j] as number)) / (to - (point[j] as number));
    if (share < soonest) {
      soonest = share;
      first = { place, bound };
    }
  }
  return first;
}
