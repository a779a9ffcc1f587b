import { log10 } from '../base/elementary/scalar.js';
import { norm2 } from '../base/linear-algebra/index.js';
import { FLAT, GAIN, GRADIENT, PATIENCE, STEP } from '../optimize/convergence.js';
import { type ShortDescent, settledCurvatures } from './descent.js';
import type { DiagnosedRun } from './diagnosis.js';
import { epochsAtThisPace, epochsNeeded } from './epochs-needed.js';

/** Times the epochs of the parabola: where it is none yet, a run takes some percent more. */
const MARGIN = 1.06;

/**
 * Updates that a descent has still to make until the rules of a run without a stop end it, by the parabola at the minimum, else by its pace: its gradient below
 * 10⁻⁸ of the largest and the step or the gain that is left negligible, looked at again after each factor of ten; or the loss stands still.
 *
 * @param factor of a hand-written gradient. @returns Infinity where it does not shrink.
 */
export function epochsToConverge(run: DiagnosedRun, descent: ShortDescent, factor: number): number {
  const { minimum, floor } = descent;
  const slowest = epochsNeeded(run, descent);
  const curvatures = settledCurvatures(minimum).filter((value) => value > 0);
  const curvature = slowest === null ? (curvatures.at(-1) ?? Number.NaN) : (minimum.curvatures[slowest.slowest] as number);
  const size = Math.max(norm2(minimum.point), norm2(minimum.point.map((x, j) => x - (run.start[j] as number))));
  const least = (GRADIENT * run.trace.gradientNorm.reduce((most, slope) => Math.max(most, slope), 0)) / factor;
  const small = Math.max(STEP * size * curvature, Math.sqrt((2 * curvature * GAIN * Math.abs(floor)) / factor));
  const tens = Math.max(0, Math.ceil(log10(least / small)));
  const slope = least * 10 ** -tens;
  if (slowest === null) return MARGIN * epochsAtThisPace(run, descent, (slope * slope) / (2 * curvature));
  const bySlope = epochsNeeded(run, descent, null, { of: 'gradient', target: slope })?.epochs ?? Number.POSITIVE_INFINITY;
  const shrinks = 1 - slowest.factor * slowest.factor;
  const still = (FLAT * Math.abs(floor)) / shrinks;
  const byLoss = epochsNeeded(run, descent, null, { of: 'loss', target: still })?.epochs ?? Number.POSITIVE_INFINITY;
  return MARGIN * Math.min(bySlope, byLoss + PATIENCE);
}
