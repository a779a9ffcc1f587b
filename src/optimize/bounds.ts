import { DownhillError } from '../base/errors.js';

/** Least and greatest values of the parameters, each of length P; ∓∞ where there is none. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** The nearest point within the bounds; the point itself where there are none. NaN stays NaN. */
export function project(point: Float64Array, bounds: Bounds | null): Float64Array {
  if (bounds === null) return point;
  return point.map((x, j) => Math.min(Math.max(x, bounds.lower[j] as number), bounds.upper[j] as number));
}

/** Whether a point lies within the bounds; NaN does not. */
export const isWithin = (point: Float64Array, bounds: Bounds | null): boolean =>
  bounds === null || point.every((x, j) => x >= (bounds.lower[j] as number) && x <= (bounds.upper[j] as number));

/** x + t·d, projected. */
export function along(point: Float64Array, direction: Float64Array, t: number, bounds: Bounds | null): Float64Array {
  const next = new Float64Array(point.length);
  for (let j = 0; j < point.length; j++) next[j] = (point[j] as number) + t * (direction[j] as number);
  return bounds === null ? next : project(next, bounds);
}

/** Whether the bounds keep parameter j where it is: it lies on one and going downhill would cross it. */
export function held(point: Float64Array, gradient: Float64Array, j: number, bounds: Bounds): boolean {
  const slope = gradient[j] as number;
  return (slope > 0 && point[j] === bounds.lower[j]) || (slope < 0 && point[j] === bounds.upper[j]);
}

/** The gradient with zeros where a parameter is {@link held}: zero at a constrained minimum (Bertsekas 1982, SIAM J. Control Optim. 20). */
export function freeGradient(point: Float64Array, gradient: Float64Array, bounds: Bounds | null): Float64Array {
  if (bounds === null) return gradient;
  return gradient.map((slope, j) => (held(point, gradient, j, bounds) ? 0 : slope));
}

/** @returns null where nothing is bounded. @throws DownhillError when the bounds are not ordered or the start is not within them. */
export function checkBounds(bounds: Bounds | undefined, start: Float64Array): Bounds | null {
  if (bounds === undefined) return null;
  const { lower, upper } = bounds;
  if (lower.length !== start.length || upper.length !== start.length)
    throw new DownhillError(
      'bounds-length',
      `bounds for ${lower.length} and ${upper.length} parameters, but there are ${start.length}`,
      'give one lower and one upper bound for every parameter; ∓Infinity where there is none',
      { usage: true },
    );
  start.forEach((x, j) => {
    const from = lower[j] as number;
    const to = upper[j] as number;
    if (!(from <= to))
      throw new DownhillError(
        'bounds-order',
        `parameter ${j + 1} is bounded from ${from} to ${to}`,
        'put the smaller bound first',
        {
          usage: true,
        },
      );
    if (x < from || x > to)
      throw new DownhillError(
        'start-out-of-bounds',
        `parameter ${j + 1} starts at ${x}, outside of its bounds ${from} to ${to}`,
        'start within the bounds, or widen them',
        { usage: true },
      );
  });
  const bounded = lower.some((x) => x !== Number.NEGATIVE_INFINITY) || upper.some((x) => x !== Number.POSITIVE_INFINITY);
  return bounded ? bounds : null;
}
