import type { Evaluate } from '../base/evaluation.js';
import { maxAbs } from '../base/linear-algebra/index.js';
import type { Loss } from '../objective/loss.js';
import { pointwise } from '../objective/pointwise.js';
import { scaleFamily } from '../objective/scale-family.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';
import { minimizing, type RunResult } from '../optimize/minimize.js';
import { residualScale } from '../statistics/index.js';
import { convexLoss, squaresLoss } from './companion-loss.js';
import type { Begun } from './fit.js';
import { answered, type Steps } from './in-steps.js';
import { standingStill } from './standing-still.js';

/** A scale of residuals that the fit made with it reproduces. */
export interface SettledScale {
  /** Standard deviation of the residuals, > 0: at least the {@link LEAST} part of the response. */
  readonly scale: number;
  /** More than half of the rows lie on the curve, so that their scale is zero and `scale` its least value. */
  readonly exact: boolean;
  /** The fit: length P. */
  readonly point: Float64Array;
  /** Where the way to it began. */
  readonly start: Float64Array;
}

/** Residuals below this part of the largest response are rounding. */
const LEAST = 1e-10;
const EPOCHS = 200;
/** Losses closer than this are the same minimum. */
const SAME = 1e-9;

/**
 * Scale and parameters that belong together (Huber 1981, Robust Statistics, §7.8: location and scale by turns; R's `rlm`, statsmodels' `RLM`): the residuals' scale
 * gives delta = tuning·scale, the fit with it gives residuals, until the scale stands still. Begins at least squares. A loss that is not convex is begun there and at
 * the settled fit of a convex one; where they part, as where several starts do, the fit with the smaller scale is kept.
 *
 * @param starts minima of least squares, each of length P; none that is finite gives null. @param spent counts on.
 * A run that is cancelled gives what there is.
 */
export function* settleScale(
  { model, prepared, bounds, options }: Begun,
  starts: readonly Float64Array[],
  spent: { evaluations: number; passes: number },
): Steps<SettledScale | null> {
  const { memory, backend, response, weights } = prepared;
  const { cancelled = () => false } = options;
  const descend = function* (evaluate: Evaluate, start: Float64Array): Steps<RunResult> {
    const way = minimizing({ method: levenbergMarquardt, start, bounds, epochs: EPOCHS, cancelled });
    const run = yield* answered(way, evaluate);
    spent.evaluations += run.evaluations;
    spent.passes += run.passes;
    return run;
  };
  const { gradient: _, ...exactModel } = model;
  const squares = pointwise({ ...exactModel, loss: squaresLoss(), lossSettings: {} }, memory, backend);
  const known = model.standardised === true ? (weights?.values ?? null) : null;
  const counts = known === null ? (weights?.values ?? null) : null;
  const scaleAt = (point: Float64Array): number =>
    residualScale(
      squares
        .predict(point, 'model')
        .map((value, i) => (value - (response[i] as number)) * (known === null ? 1 : Math.sqrt(known[i] as number))),
      counts,
    );
  const least = LEAST * (maxAbs(response) || 1);

  const settled = (loss: Loss): ((from: Fitted) => Steps<Fitted>) => {
    const family = scaleFamily(model, loss, memory, backend);
    const tuning = loss.robust?.tuning ?? 1;
    return function* (from) {
      let { point, scale } = from;
      const still = standingStill(scale, least);
      let next = still.next();
      while (next.done !== true && !cancelled()) {
        point = (yield* descend(family(tuning * next.value), point)).point;
        scale = scaleAt(point);
        next = still.next(scale);
      }
      return { point, scale: next.done === true ? next.value : Math.max(scale, least) };
    };
  };
  const own = settled(model.loss);
  const convex = model.loss.robust?.convex === true ? null : settled(convexLoss(model.loss));

  let best: (Fitted & { readonly start: Float64Array }) | null = null;
  const seen: number[] = [];
  for (const start of starts) {
    const { point, answer } = yield* descend(squares.evaluate, start);
    const first = { point, scale: scaleAt(point) };
    if (!Number.isFinite(first.scale) || seen.some((loss) => Math.abs(loss - answer.loss) <= SAME * loss)) continue;
    seen.push(answer.loss);
    for (const begin of convex === null ? [first] : [yield* convex(first), first]) {
      const found = yield* own(begin);
      if (best === null || found.scale < best.scale * (1 - SAME)) best = { ...found, start };
    }
  }
  return best === null ? null : { ...best, exact: best.scale <= least };
}

interface Fitted {
  readonly point: Float64Array;
  readonly scale: number;
}
