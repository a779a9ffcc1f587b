import type { Answer } from '../base/evaluation.js';
import { joined } from '../base/text.js';
import { held } from '../optimize/bounds.js';
import { CONVERGENCE_START } from '../optimize/convergence.js';
import { type LeastCurvature, leastCurvature } from '../optimize/least-curvature.js';
import type { Stepping } from '../optimize/method.js';
import { drive } from '../optimize/minimize.js';
import type { RunState } from '../optimize/run.js';
import { gaussNewtonHolds } from '../optimize/second-order.js';
import { show } from '../optimize/show.js';
import { type Out, stepOut } from '../optimize/step-out.js';
import type { Begun } from './fit.js';
import { type Attempt, conditionOf, type LocalSearches } from './local-search.js';
import { responseSize } from './response-size.js';
import { runOptions } from './run-options.js';
import { onSample } from './sampled.js';

/** λmin/|λ|max of the equilibrated Hessian below which a stationary point is no minimum. */
const LIMIT = -1e-6;
/** A Hessian of more parameters costs more than it tells. */
const MOST_PARAMETERS = 50;
/** Rows from which on curvatures are judged on some of them. */
const MOST_ROWS = 20_000;
const JUDGED = 5_000;
/** Of the column-scaled Jacobian, up to which the Gauss–Newton matrix tells the curvature in every direction. */
const REGULAR = 1e7;
/** Root mean square of the residuals over the largest response, below which they are too small to bend anything downwards. */
const EXACT = 1e-6;
/** Searches from drawn starts that agree: none of them is led to a saddle twice. */
const AGREE = 2;
/** Of the rows: irregular, so that what cancels over all of them by a symmetry does not cancel there. */
const PART = 0.37;
const NOTHING = 1e-6;
const MOST_ROUNDS = 5;

/**
 * A run that has converged, unless the loss falls on both sides of where it ended. A method that was asked for the minimum (Levenberg–Marquardt, L-BFGS) then takes a step out, along the
 * direction of negative curvature, and goes on; one that takes the steps of a learning rate is left where these led it, and has stalled.
 */
export function* offSaddle(begun: Begun, searches: LocalSearches, attempt: Attempt): Stepping<Attempt> {
  let at = attempt;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const saddle = isInQuestion(begun, searches, at) ? yield* wayOut(begun, at) : null;
    if (saddle === null) return at;
    const { result, method } = at;
    const canGoOn = method.steps === 'own' && result.epochs + 1 < begun.choice.epochs;
    if (!canGoOn || round === MOST_ROUNDS - 1) return stuck(at, saddle.way);
    const state = yield* beside(at, saddle.out);
    at = yield* searches.goOn(at, { ...runOptions(begun), method, settings: at.settings }, state);
  }
  return at;
}

/** Where a stationary point may be a saddle, as far as that is known without a look at the rows. */
function isInQuestion(begun: Begun, { minima }: LocalSearches, { result }: Attempt): boolean {
  const { model, linear, given, linearIn } = begun;
  if (result.outcome !== 'converged' || model.gradient !== undefined || model.loss.corner !== undefined) return false;
  if (linear && (model.loss.robust === undefined || model.loss.robust.convex)) return false;
  if (result.point.length > MOST_PARAMETERS || !(Math.abs(result.answer.loss) > 0)) return false;
  const drawn = given.some((value, j) => Number.isNaN(value) && !linearIn.includes(j));
  return !(drawn && (minima[0]?.count ?? 0) >= AGREE);
}

/** Where a stationary point is no minimum: the direction in which the loss falls, and a point on the way. */
interface WayOut {
  readonly way: LeastCurvature;
  readonly out: Out;
}

/** The direction in which the loss falls on both sides, confirmed on all rows; null at a minimum. */
function* wayOut(begun: Begun, { result, method }: Attempt): Stepping<WayOut | null> {
  const { point, answer } = result;
  const { bounds, prepared } = begun;
  const free = [...point.keys()].filter((j) => !held(point, answer.gradient as Float64Array, j, bounds));
  const factored = method.wants === 'qr' && free.length === point.length;
  const all = prepared.rows <= MOST_ROWS && prepared.stream === null;
  const judged = all ? begun : onSample(begun, JUDGED);
  const asked = function* <Result>(inner: Stepping<Result>): Stepping<Result> {
    return all ? yield* inner : drive(inner, judged.objective.evaluate);
  };
  if (factored && (yield* asked(isBowl(judged, point, all ? answer : null)))) return null;
  for (const hessian of [wholeHessian, clearedHessian]) {
    const of = yield* asked(hessian(judged, point));
    const way = of === null ? null : leastCurvature(of, free);
    if (way === null || !(way.share < LIMIT)) return null;
    const out = yield* stepOut(point, answer.loss, way, bounds);
    if (out !== null) return { way, out };
  }
  return null;
}

/** Whether the Gauss–Newton matrix excludes negative curvature. @param known of the same rows at the point; null: to be asked for. */
function* isBowl({ prepared }: Begun, point: Float64Array, known: Answer | null): Stepping<boolean> {
  const [answer] = known === null ? ((yield { points: [point], want: 'qr' }) as readonly [Answer]) : [known];
  if (!(conditionOf(answer) < REGULAR)) return false;
  return Math.sqrt(2 * Math.abs(answer.loss)) <= EXACT * responseSize(prepared) || (yield* gaussNewtonHolds(point, answer));
}

function* wholeHessian(_: Begun, point: Float64Array): Stepping<Float64Array | null> {
  const [there] = (yield { points: [point], want: 'hessian' }) as readonly [Answer];
  return there.hessian ?? null;
}

/**
 * The Hessian without the entries that are next to nothing beside those of a part of the rows: they are rounding, or what is left of a gradient, and would seem to bend the loss once they are
 * scaled.
 */
function* clearedHessian(begun: Begun, point: Float64Array): Stepping<Float64Array | null> {
  const { rows } = begun.prepared;
  const whole = yield* wholeHessian(begun, point);
  const batch = Uint32Array.from({ length: Math.ceil(PART * rows) }, (_, i) => i);
  const [{ hessian: part }] = (yield { points: [point], want: 'hessian', batch }) as readonly [Answer];
  if (whole === null || part === undefined) return null;
  return whole.map((value, k) => {
    const share = ((part[k] as number) * batch.length) / rows;
    return Math.abs(value) <= NOTHING * (Math.abs(share) + Math.abs(value - share)) ? 0 : value;
  });
}

/** A run that goes on beside where it ended, with nothing remembered of the way there but its start. */
function* beside({ result, method, settings }: Attempt, { point }: Out): Stepping<RunState> {
  const { state } = result;
  const [answer] = (yield { points: [point], want: method.wants }) as readonly [Answer];
  return {
    ...state,
    epoch: state.epoch + 1,
    updates: state.updates + 1,
    point,
    answer,
    rate: Number.NaN,
    methodState: method.init(point, settings),
    stepMemory: null,
    before: { loss: state.answer.loss, point: state.point },
    convergence: CONVERGENCE_START,
  };
}

/** It has not converged: it only moves no more. */
function stuck(attempt: Attempt, { share }: LeastCurvature): Attempt {
  const saddle = {
    en: `; but the loss falls on both sides in one direction, λmin/|λ|max = ${show(share)} of the equilibrated Hessian: a saddle`,
    ko: `; 그러나 한 방향의 양쪽으로 손실이 낮아짐, 눈금을 맞춘 헤세 행렬의 λmin/|λ|max = ${show(share)}: 안장점`,
  };
  const { result } = attempt;
  const stop = { reason: 'saddle', detail: joined(result.stop.detail, saddle) };
  return { ...attempt, result: { ...result, outcome: 'stalled', stop } };
}
