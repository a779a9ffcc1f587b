import { cholesky, dot, solveCholesky } from '../base/linear-algebra/index.js';
import type { Shape } from '../diagnose/terrain.js';
import { type Bounds, isWithin } from '../optimize/bounds.js';

/** Of the loss: what a step may still promise at a minimum, the square of a relative offset of 10⁻⁷. */
const SETTLED = 1e-14;
/** Steps after which a start was not near; each squares what was left by the one before. */
const MOST_STEPS = 5;
/** Relative rounding of a loss. */
const ROUNDING = 1e-12;
/** Least pivot of a Hessian of unit diagonal that digits are left in. */
const PIVOT = 1e-5;

/**
 * The minimum beside a point that nearly is one, by Newton's method (Nocedal and Wright 2006, Numerical Optimization, §3.3): the Hessian that it ends with is wanted anyway.
 *
 * @param shape of the loss. @param start length P. @param floor losses below are zero up to rounding.
 * @returns null where a few whole steps do not lead downhill to a minimum of positive curvature within the bounds: another method has to search then.
 */
export function nearbyMinimum(
  shape: (point: Float64Array) => Shape | null,
  start: Float64Array,
  bounds: Bounds,
  floor: number,
): Shape | null {
  let here = shape(start);
  for (let k = 0; here !== null && k < MOST_STEPS; k++) {
    const step = newtonStep(here);
    if (step === null) return null;
    const { point, gradient, loss } = here;
    if (-dot(step, gradient) / 2 <= Math.max(SETTLED * Math.abs(loss), floor)) return here;
    const next = point.map((x, j) => x + (step[j] as number));
    const there = isWithin(next, bounds) ? shape(next) : null;
    here = there !== null && there.loss <= loss + ROUNDING * Math.abs(loss) ? there : null;
  }
  return null;
}

/** −H⁻¹g, worked out where H has a diagonal of ones; null where H is not positive definite, or nearly singular. */
function newtonStep({ hessian, gradient }: Shape): Float64Array | null {
  const size = gradient.length;
  const unit = gradient.map((_, j) => 1 / Math.sqrt(hessian[j * (size + 1)] as number));
  const scaled = hessian.map((x, k) => x * (unit[Math.floor(k / size)] as number) * (unit[k % size] as number));
  if (!cholesky(scaled, size) || gradient.some((_, j) => !((scaled[j * (size + 1)] as number) > PIVOT))) return null;
  const solved = solveCholesky(
    scaled,
    size,
    gradient.map((slope, j) => -slope * (unit[j] as number)),
  );
  return solved.map((x, j) => x * (unit[j] as number));
}
