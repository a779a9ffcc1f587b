import type { Evaluate } from '../base/evaluation.js';
import type { PointwiseModel } from '../objective/pointwise.js';
import { scaleFamily } from '../objective/scale-family.js';
import type { Bounds } from '../optimize/bounds.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';
import { minimize, type RunResult } from '../optimize/minimize.js';
import { settledSettings } from './choose-method.js';
import { convexLoss } from './companion-loss.js';
import type { Prepared } from './prepare.js';
import { type SettledScale, settleScale } from './settle-scale.js';

/** How a robust loss is fitted: what is settled before the run, and where the run begins beside the starts that anything else would have. */
export interface RobustPlan {
  readonly lossSettings: Readonly<Record<string, number>>;
  /** null where `delta` was given. */
  readonly settled: SettledScale | null;
  /** Takes the place of the candidates; null where they stand. */
  readonly starts: readonly Float64Array[] | null;
  /** A start of downhill's own, taken only where it leads lower than all others; null where there is none. */
  readonly spare: Float64Array | null;
  readonly evaluations: number;
  readonly passes: number;
}

export interface RobustProblem {
  /** With the loss; its settings are not looked at. */
  readonly model: PointwiseModel;
  readonly settings: Readonly<Record<string, number | 'auto'>>;
  readonly prepared: Prepared;
  readonly bounds: Bounds;
  /** The candidates for a start under an objective, drawn from a stream of their own. */
  readonly candidates: (evaluate: Evaluate) => readonly Float64Array[];
  /** The method finds its steps itself, so that it may be started where downhill wants to. */
  readonly free: boolean;
  readonly cancelled?: () => boolean;
}

/** For a loss that is not robust: its settings, and nothing else. */
export function planRobust(problem: RobustProblem): RobustPlan {
  const { model, settings, free } = problem;
  const { robust } = model.loss;
  const given = settledSettings(settings);
  const plain = { lossSettings: given, settled: null, starts: null, spare: null, evaluations: 0, passes: 0 };
  if (robust === undefined) return plain;
  if (given.delta !== undefined) {
    if (robust.convex || !free) return plain;
    return { ...plain, ...convexSolution(problem, given.delta) };
  }
  const settled = settleScale(problem);
  const { scale, start, point, evaluations, passes } = settled;
  // Where nothing is finite any delta will do: the run says what is wrong.
  const known = scale > 0;
  return {
    lossSettings: { ...given, delta: known ? robust.tuning * scale : 1 },
    settled: known ? settled : null,
    starts: free ? [start] : null,
    spare: free && known ? point : null,
    evaluations,
    passes,
  };
}

/** The best minimum of a convex robust loss that is as efficient at the normal as the loss is with this delta. */
function convexSolution({ model, prepared, bounds, candidates, cancelled }: RobustProblem, delta: number) {
  const convex = convexLoss(model.loss);
  const ratio = (convex.robust?.tuning ?? 1) / (model.loss.robust?.tuning ?? 1);
  const evaluate = scaleFamily(model, convex, prepared.memory, prepared.backend)(delta * ratio);
  const runs = candidates(evaluate).map((start) =>
    minimize(evaluate, {
      method: levenbergMarquardt,
      start,
      bounds,
      epochs: 200,
      ...(cancelled === undefined ? {} : { cancelled }),
    }),
  );
  const best = runs.reduce<RunResult | null>(
    (lowest, run) => (run.answer.loss < (lowest?.answer.loss ?? Number.POSITIVE_INFINITY) ? run : lowest),
    null,
  );
  return {
    spare: best?.point ?? null,
    evaluations: runs.reduce((sum, run) => sum + run.evaluations, 0),
    passes: runs.reduce((sum, run) => sum + run.passes, 0),
  };
}
