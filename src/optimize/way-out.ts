import type { Answer } from '../base/evaluation.js';
import { type Bounds, held } from './bounds.js';
import { type LeastCurvature, leastCurvature } from './least-curvature.js';
import type { Stepping } from './method.js';
import { type Out, stepOut } from './step-out.js';

/** Where a stationary point is no minimum: the direction in which the loss falls, and a point on the way. */
export interface WayOut {
  readonly way: LeastCurvature;
  readonly out: Out;
}

/** Of the rows: irregular, so that what cancels over all of them by a symmetry does not cancel there. */
const PART = 0.37;
const NOTHING = 1e-6;

/**
 * The direction of negative curvature at a stationary point, confirmed by the loss itself.
 *
 * Where the loss does not confirm it, once more by the Hessian without the entries that are next to nothing beside those of a part of the rows: they are rounding, or what is left of a
 * gradient, and seem to bend the loss once they are scaled.
 *
 * @param rows n. @param limit of λmin/|λ|max, < 0: what is above counts as no negative curvature.
 * @returns null at a minimum, at a kink, and where the Hessian is not finite.
 */
export function* wayOut(point: Float64Array, rows: number, limit: number, bounds: Bounds | null): Stepping<WayOut | null> {
  const [{ loss, gradient, hessian }] = (yield { points: [point], want: 'hessian' }) as readonly [Answer];
  if (gradient === undefined || hessian === undefined) return null;
  const free = [...point.keys()].filter((j) => bounds === null || !held(point, gradient, j, bounds));
  for (const cleared of [false, true]) {
    const judged = cleared ? yield* clearedOf(hessian, point, rows) : hessian;
    const way = judged === null ? null : leastCurvature(judged, free);
    if (way === null || !(way.share < limit)) return null;
    const out = yield* stepOut(point, loss, way, bounds);
    if (out !== null) return { way, out };
  }
  return null;
}

function* clearedOf(hessian: Float64Array, point: Float64Array, rows: number): Stepping<Float64Array | null> {
  const batch = Uint32Array.from({ length: Math.ceil(PART * rows) }, (_, i) => i);
  const [{ hessian: part }] = (yield { points: [point], want: 'hessian', batch }) as readonly [Answer];
  if (part === undefined) return null;
  return hessian.map((value, k) => {
    const share = ((part[k] as number) * batch.length) / rows;
    return Math.abs(value) <= NOTHING * (Math.abs(share) + Math.abs(value - share)) ? 0 : value;
  });
}
