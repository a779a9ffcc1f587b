import { norm2 } from '../base/linear-algebra/index.js';
import type { Bounds } from './bounds.js';
import { trustRegion } from './trust-region.js';

/** A least-squares model ½‖R(x − point) + qtr‖² in parameters that are scaled and bounded. P of them. */
export interface BoundedModel {
  readonly point: Float64Array;
  /** P×P upper triangular, row-major. */
  readonly r: Float64Array;
  readonly qtr: Float64Array;
  /** Length P, > 0: lengths are those of scale·(x − point). */
  readonly scale: Float64Array;
  readonly bounds: Bounds;
}

/**
 * A trust-region step that leaves the bounds, led back: the parameter that would cross its bound first is put on it and the model is minimised anew in the
 * others, until none crosses. Cutting each parameter for itself instead would keep steps that only make sense together, and zigzag along the bound (Nocedal
 * and Wright 2006, Numerical Optimization, §16.5: the blocking constraint of an active set).
 *
 * @param target where the step leads. @param free the parameters that it moved. @param radius of the region. @returns a point within the bounds: `target` itself
 * where that is one.
 */
export function boundedStep(model: BoundedModel, target: Float64Array, free: readonly number[], radius: number): Float64Array {
  const { point } = model;
  const next = point.slice();
  let moved = target;
  let left = free;
  for (;;) {
    const blocking = firstToCross(model, moved, left);
    if (blocking === null) return moved;
    next[blocking.parameter] = blocking.bound;
    left = left.filter((j) => j !== blocking.parameter);
    moved = next.slice();
    if (left.length === 0) return moved;
    const z = minimum(model, next, left, radius);
    left.forEach((j, k) => {
      moved[j] = (point[j] as number) + (z[k] as number) / (model.scale[j] as number);
    });
  }
}

/** What is left of the radius after a part of the step is fixed, at least: another trial narrows it where that was too far. */
const LEAST_LEFT = 0.1;

/** The minimum in some parameters where the others stand at `fixed`; in scaled units. */
function minimum(
  { point, r, qtr, scale }: BoundedModel,
  fixed: Float64Array,
  left: readonly number[],
  radius: number,
): Float64Array {
  const size = point.length;
  const shift = fixed.map((x, j) => x - (point[j] as number));
  const b = qtr.map((value, i) => {
    let sum = value;
    for (let j = i; j < size; j++) sum += (r[i * size + j] as number) * (shift[j] as number);
    return sum;
  });
  const a = Float64Array.from({ length: size * left.length }, (_, at) => {
    const [i, j] = [Math.floor(at / left.length), left[at % left.length] as number];
    return j < i ? 0 : (r[i * size + j] as number) / (scale[j] as number);
  });
  const used = norm2(shift.map((x, j) => x * (scale[j] as number))) / radius;
  return trustRegion(a, size, left.length, b).step(radius * Math.sqrt(Math.max(1 - used * used, LEAST_LEFT * LEAST_LEFT)));
}

/** The first on a tie; null where all stay within. */
function firstToCross(
  { point, bounds }: BoundedModel,
  moved: Float64Array,
  left: readonly number[],
): { readonly parameter: number; readonly bound: number } | null {
  let first: { parameter: number; bound: number } | null = null;
  let soonest = Number.POSITIVE_INFINITY;
  for (const j of left) {
    const to = moved[j] as number;
    const bound = Math.min(Math.max(to, bounds.lower[j] as number), bounds.upper[j] as number);
    if (bound === to || Number.isNaN(to)) continue;
    const share = (bound - (point[j] as number)) / (to - (point[j] as number));
    if (share < soonest) {
      soonest = share;
      first = { parameter: j, bound };
    }
  }
  return first;
}
