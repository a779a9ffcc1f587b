import type { Answer } from '../base/evaluation.js';
import { joined } from '../base/text.js';
import { held } from '../optimize/bounds.js';
import { CONVERGENCE_START } from '../optimize/convergence.js';
import type { LeastCurvature } from '../optimize/least-curvature.js';
import type { Stepping } from '../optimize/method.js';
import { drive } from '../optimize/minimize.js';
import type { RunState } from '../optimize/run.js';
import { gaussNewtonHolds } from '../optimize/second-order.js';
import { show } from '../optimize/show.js';
import type { Out } from '../optimize/step-out.js';
import { type WayOut, wayOut } from '../optimize/way-out.js';
import type { Begun } from './fit.js';
import { type Attempt, conditionOf, type LocalSearches } from './local-search.js';
import { responseSize } from './response-size.js';
import { runOptions } from './run-options.js';
import { onSample, SKETCHED } from './sampled.js';

/** λmin/|λ|max of the equilibrated Hessian below which a stationary point is no minimum. */
const LIMIT = -1e-6;
/** A Hessian of more parameters costs more than it tells. */
const MOST_PARAMETERS = 50;
/** Rows from which on curvatures are judged on some of them. */
const MOST_ROWS = 20_000;
const JUDGED = SKETCHED;
/** Of the column-scaled Jacobian, up to which the Gauss–Newton matrix tells the curvature in every direction. */
const REGULAR = 1e7;
/** Root mean square of the residuals over the largest response, below which they are too small to bend anything downwards. */
const EXACT = 1e-6;
/** Searches from drawn starts that agree: none of them is led to a saddle twice. */
const AGREE = 2;
const MOST_ROUNDS = 5;

/**
 * A run that has converged, unless the loss falls on both sides of where it ended. A method that was asked for the minimum (Levenberg–Marquardt, L-BFGS) then takes a step out, along the
 * direction of negative curvature, and goes on; one that takes the steps of a learning rate is left where these led it, and has stalled.
 */
export function* offSaddle(begun: Begun, searches: LocalSearches, attempt: Attempt): Stepping<Attempt> {
  let at = attempt;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const saddle = isInQuestion(begun, searches, at) ? yield* saddleAt(begun, at) : null;
    if (saddle === null) return at;
    const { result, method } = at;
    const canGoOn = method.steps === 'own' && result.epochs + 1 < begun.choice.epochs;
    if (!canGoOn || round === MOST_ROUNDS - 1) return stuck(at, saddle.way);
    const state = yield* beside(at, saddle.out);
    const saddles = [...(at.saddles ?? []), result.point];
    at = { ...(yield* searches.goOn(at, { ...runOptions(begun), method, settings: at.settings }, state)), saddles };
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

/** The way out of a saddle, confirmed on all rows; null at a minimum. */
function* saddleAt(begun: Begun, { result, method }: Attempt): Stepping<WayOut | null> {
  const { point, answer } = result;
  const { bounds, prepared } = begun;
  const isFree = point.every((_, j) => !held(point, answer.gradient as Float64Array, j, bounds));
  const factored = method.wants === 'qr' && isFree;
  if (prepared.rows <= MOST_ROWS && prepared.stream === null) {
    if (factored && (yield* isBowl(begun, point, answer))) return null;
    return yield* wayOut(point, prepared.rows, LIMIT, bounds);
  }
  const sample = onSample(begun, JUDGED);
  const { evaluate } = sample.objective;
  if (factored && drive(isBowl(sample, point, null), evaluate)) return null;
  const judged = drive(wayOut(point, sample.prepared.rows, LIMIT, bounds), evaluate);
  if (judged === null) return null;
  const [there] = (yield { points: [judged.out.point], want: 'value' }) as readonly [Answer];
  return there.loss < answer.loss ? judged : null;
}

/** Whether the Gauss–Newton matrix excludes negative curvature. @param known of the same rows at the point; null: to be asked for. */
function* isBowl({ prepared }: Begun, point: Float64Array, known: Answer | null): Stepping<boolean> {
  const [answer] = known === null ? ((yield { points: [point], want: 'qr' }) as readonly [Answer]) : [known];
  if (!(conditionOf(answer) < REGULAR)) return false;
  return Math.sqrt(2 * Math.abs(answer.loss)) <= EXACT * responseSize(prepared) || (yield* gaussNewtonHolds(point, answer));
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
