import type { Answer } from '../base/evaluation.js';
import { dot, norm2 } from '../base/linear-algebra/norm.js';
import { along, type Bounds, freeGradient } from './bounds.js';
import type { Stepping } from './method.js';

/** What one more gradient, a little way down the gradient, tells of the landscape. */
export interface Curvature {
  /** gᵀHg / gᵀg along the gradient g, by a finite difference; ≤ 0 where the loss is not convex; NaN where the probe was not finite. */
  readonly along: number;
  /** ‖Hg‖ / ‖g‖: at least |`along`|. */
  readonly size: number;
}

/** A small move: far above the rounding of the gradient, far below the size of the parameters. */
const SHARE = 1e-6;

/**
 * One evaluation of the gradient at x − h·g, h‖g‖ a millionth of `size`.
 *
 * @param gradient not zero; its components that bounds hold are left out. @param size how far parameters range: see {@link sizeOf}.
 */
export function* curvature(
  point: Float64Array,
  gradient: Float64Array,
  size: number,
  bounds: Bounds | null,
): Stepping<Curvature> {
  const g = freeGradient(point, gradient, bounds);
  const probe = along(point, g, (-SHARE * size) / norm2(g), bounds);
  const [answer] = yield { points: [probe], want: 'gradient' };
  if (answer?.gradient === undefined) return { along: Number.NaN, size: Number.NaN };
  // What was really moved: rounding and bounds change it.
  const s = probe.map((x, j) => x - (point[j] as number));
  const there = answer.gradient;
  const y = there.map((slope, j) => (g[j] === 0 ? 0 : slope - (gradient[j] as number)));
  const moved = norm2(s);
  return { along: dot(s, y) / (moved * moved), size: norm2(y) / moved };
}

/** ‖x‖; at the origin the length on which the slope would take the loss to zero, so that it has the units of the parameters. */
export function sizeOf(point: Float64Array, loss: number, gradientLength: number): number {
  const length = norm2(point);
  if (length > 0) return length;
  const reach = Math.abs(loss) / gradientLength;
  return reach > 0 && Number.isFinite(reach) ? reach : 1;
}

/**
 * A first step size, 1/‖H‖ along the gradient; where the landscape shows no curvature, a step by a tenth of the size of the point. A point so near
 * the origin that a millionth of it changes nothing is probed like the origin.
 */
export function* firstRate(point: Float64Array, { loss, gradient }: Answer, bounds: Bounds | null): Stepping<number> {
  const length = norm2(freeGradient(point, gradient as Float64Array, bounds));
  let size = sizeOf(point, loss, length);
  let bend = (yield* curvature(point, gradient as Float64Array, size, bounds)).size;
  if (!(bend * SHARE * size > 1e-9 * length)) {
    size = Math.max(size, sizeOf(new Float64Array(point.length), loss, length));
    bend = (yield* curvature(point, gradient as Float64Array, size, bounds)).size;
  }
  const longest = (100 * size) / length;
  return bend > 0 && Number.isFinite(bend) && 1 / bend < longest ? 1 / bend : longest / 1000;
}
