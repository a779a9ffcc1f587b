import type { Evaluate } from '../base/evaluation.js';
import { pointwise } from '../objective/pointwise.js';
import { scaleFamily } from '../objective/scale-family.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';
import { minimizing } from '../optimize/minimize.js';
import { chooseMethod } from './choose-method.js';
import { convexLoss, squaresLoss } from './companion-loss.js';
import type { Begun } from './fit.js';
import { answered, type Steps } from './in-steps.js';
import { sampled } from './sampled.js';
import { searched } from './searched.js';
import { type SettledScale, settleScale } from './settle-scale.js';

/** How a robust loss is fitted: what is settled before the run, and where the run begins beside the starts that anything else would have. */
export interface RobustPlan {
  /** null where `delta` was given, and where no start led to finite numbers. */
  readonly settled: SettledScale | null;
  /** Where nobody gave a whole start: the least-squares fit that the settled one began at; null where the usual starts stand. */
  readonly starts: readonly Float64Array[] | null;
  /** A start of downhill's own beside all others, so that a loss that is not convex is never left higher; null where there is none. */
  readonly spare: Float64Array | null;
  readonly evaluations: number;
  readonly passes: number;
}

/** Settles what is automatic in a robust loss, and plans its starts; other losses have nothing to settle. */
export function* withRobustPlan(begun: Begun): Steps<Begun> {
  const { model, given, choice } = begun;
  const { robust } = model.loss;
  const free = choice.method.steps === 'own';
  const plain: RobustPlan = { settled: null, starts: null, spare: null, evaluations: 0, passes: 0 };
  if (robust === undefined) return begun;
  const known = model.lossSettings.delta;
  if (known !== undefined)
    return { ...begun, robust: robust.convex || !free ? plain : { ...plain, ...(yield* convexSolution(begun, known)) } };
  const spent = { evaluations: 0, passes: 0 };
  const settled = yield* settleScale(begun, yield* leastSquaresMinima(begun, spent), spent);
  const complete = given.every((value) => !Number.isNaN(value));
  // Where nothing is finite any delta will do: the run says what is wrong.
  const settledModel = { ...model, lossSettings: { ...model.lossSettings, delta: robust.tuning * (settled?.scale ?? 1) } };
  return {
    ...begun,
    model: settledModel,
    objective: pointwise(settledModel, begun.prepared.memory, begun.prepared.backend),
    robust: {
      settled,
      starts: settled === null || !free || complete ? null : [settled.start],
      spare: free && settled !== null ? settled.point : null,
      ...spent,
    },
  };
}

/** Where least squares ends from the starts that a fit would have: the lowest minimum first. */
function* leastSquaresMinima(begun: Begun, spent: { evaluations: number; passes: number }): Steps<readonly Float64Array[]> {
  const { model, options, linear, linearIn, prepared } = begun;
  const { gradient: _, ...followed } = model;
  const loss = squaresLoss();
  const squares = { ...followed, loss, lossSettings: {} };
  const problem: Begun = {
    ...begun,
    model: squares,
    objective: pointwise(squares, prepared.memory, prepared.backend),
    choice: chooseMethod({}, { loss, linear, separable: linearIn.length > 0, parameters: model.parameters.length }),
    options: {
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.starts === undefined ? {} : { starts: options.starts }),
      ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    },
  };
  const looked = sampled(problem) ?? problem;
  return (yield* answered(searched(looked), counting(looked.objective.evaluate, spent))).lowest();
}

/** The minimum of a convex robust loss that is as efficient at the normal as the loss is with this delta. */
function* convexSolution(begun: Begun, delta: number): Steps<Pick<RobustPlan, 'spare' | 'evaluations' | 'passes'>> {
  const { model, prepared, bounds, options } = begun;
  const convex = convexLoss(model.loss);
  const ratio = (convex.robust?.tuning ?? 1) / (model.loss.robust?.tuning ?? 1);
  const spent = { evaluations: 0, passes: 0 };
  const evaluate = counting(scaleFamily(model, convex, prepared.memory, prepared.backend)(delta * ratio), spent);
  let best: { readonly point: Float64Array; readonly loss: number } | null = null;
  for (const start of yield* leastSquaresMinima(begun, spent)) {
    const way = minimizing({
      method: levenbergMarquardt,
      start,
      bounds,
      epochs: 200,
      ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    });
    const { point, answer } = yield* answered(way, evaluate);
    if (answer.loss < (best?.loss ?? Number.POSITIVE_INFINITY)) best = { point, loss: answer.loss };
  }
  return { spare: best?.point ?? null, ...spent };
}

const counting =
  (evaluate: Evaluate, spent: { evaluations: number; passes: number }): Evaluate =>
  (request) => {
    spent.evaluations += request.points.length;
    spent.passes++;
    return evaluate(request);
  };
