import type { Answer } from '../base/evaluation.js';
import type { Refined } from '../objective/refine.js';
import { LOSS_ZERO } from '../optimize/convergence.js';
import { linearPolish } from '../optimize/linear-polish.js';
import { answerAfter } from '../optimize/linear-step.js';
import type { Stepping } from '../optimize/method.js';
import { polish } from '../optimize/polish.js';
import { show } from '../optimize/show.js';
import { canonicalForm, type Rewriting, rewritten } from '../problem/canonical.js';
import { counting } from './counting.js';
import type { Begun } from './fit.js';
import { type Attempt, conditionOf, LocalSearches } from './local-search.js';
import { refinedAt, type Sharpness } from './refined.js';
import { termSize } from './resolved-factor.js';
import { responseSize } from './response-size.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { symmetriesOf } from './symmetries.js';
import { zeroed } from './zeroed.js';

/** A run with its end sharpened, and what double-double arithmetic made of it; null where it was not needed or not possible. */
export interface Sharpened {
  readonly attempt: Attempt;
  readonly refined: Refined | null;
}

/** The minimum in the form of the start, as sharp as doubles allow. Runs that were stopped by a rule are left where they are. */
export function* sharpened(begun: Begun, searches: LocalSearches, attempt: Attempt): Stepping<Sharpened> {
  const { choice, options, model, given, affine } = begun;
  const { result } = attempt;
  if (!choice.method.endsItself || options.stop !== undefined) return { attempt, refined: null };
  // Who gave a number of epochs gets what these lead to.
  if (result.outcome === 'out-of-epochs' && options.epochs !== undefined) return { attempt, refined: null };
  if (result.outcome === 'cancelled' || !result.point.every(Number.isFinite)) return { attempt, refined: null };
  if (model.loss.inference !== 'squares' && model.loss.robust === undefined) return { attempt, refined: null };
  const form = canonicalForm(result.point, given, symmetriesOf(model, begun.parts, begun.bounds));
  const from = form === null ? attempt : yield* counting(inForm(begun, attempt, form), searches);
  const { point, answer } = from.result;
  // Newton's steps in double-double arithmetic mostly need no help.
  const at = result.outcome === 'converged' ? refinedAt(begun, point, sharpnessOf(begun, point, answer, 0)) : null;
  if (at !== null) return yield* counting(refinedEnd(begun, from, at), searches);
  const last = affine ? yield* counting(linearPolish(point, answer, begun.bounds), searches) : null;
  const sharp = last ?? (yield* counting(polish(point, answer, begun.bounds, begun.fromMoments !== null), searches));
  const refined = refinedAt(begun, sharp.point, sharpnessOf(begun, sharp.point, sharp.answer, sharp.floor));
  if (refined !== null) return yield* counting(refinedEnd(begun, from, refined), searches);
  const end = { ...from, result: { ...from.result, point: sharp.point, answer: sharp.answer } };
  return yield* counting(zeroed(begun, end, null), searches);
}

const sharpnessOf = ({ prepared }: Begun, point: Float64Array, answer: Answer, floor: number): Sharpness => ({
  floor,
  residual: Math.sqrt(2 * Math.abs(answer.loss)) / Math.max(responseSize(prepared), cancelling(point, answer)),
  condition: conditionOf(answer.centred ?? answer),
});

/** The size of the terms of a prediction, where these cancel each other. */
const cancelling = (point: Float64Array, { r, centred }: Answer): number =>
  centred === undefined ? 0 : termSize(r as Float64Array, point);

/** A run that ends where double-double arithmetic puts its minimum: however it had ended, it has converged. */
function* refinedEnd(begun: Begun, from: Attempt, refined: Refined): Stepping<Sharpened> {
  const { affine } = begun;
  const { result } = from;
  const step = refined.point.map((x, j) => x - (result.point[j] as number));
  const there = affine ? [answerAfter(result.answer, step)] : yield { points: [refined.point], want: 'qr', exact: true };
  const [answer] = there as readonly [Answer];
  const arrived = result.outcome === 'converged' || refined.change > ARRIVED;
  const detail = {
    en: `the last Newton step in double-double arithmetic changed no parameter by more than ${show(refined.change)} of it`,
    ko: `이중 배정밀도로 계산한 마지막 뉴턴 걸음에서 어느 매개변수도 제 크기의 ${show(refined.change)}배보다 많이 바뀌지 않음`,
  };
  const exact = { outcome: 'converged' as const, stop: { reason: 'loss-zero', detail: LOSS_ZERO } };
  const ended =
    refined.rss === 0 ? exact : arrived ? {} : { outcome: 'converged' as const, stop: { reason: 'newton-step', detail } };
  return yield* zeroed(begun, { ...from, result: { ...result, ...ended, point: refined.point, answer } }, refined);
}

const ARRIVED = 1e-15;

/**
 * A solution rewritten by a symmetry. Where the start was drawn it is rewritten too and the way gone again, so that start, trace and result fit together; a
 * given start stays what it was.
 */
function* inForm(begun: Begun, attempt: Attempt, form: Rewriting): Stepping<Attempt> {
  const { result, method, settings } = attempt;
  const point = rewritten(form, result.point);
  if (begun.given.some(Number.isNaN)) {
    const again = new LocalSearches(floorOf(begun));
    const start = rewritten(form, attempt.start);
    const { onEpoch: _, ...quiet } = runOptions(begun);
    const mirrored = yield* again.run({ ...quiet, method, settings }, start, recorderFor(begun));
    const near = mirrored.result.point.every((x, j) => Math.abs(x - (point[j] as number)) <= 1e-4 * Math.abs(point[j] as number));
    if (near && mirrored.result.outcome === result.outcome) return mirrored;
  }
  const [answer] = (yield { points: [point], want: 'qr', exact: true }) as readonly [Answer];
  return { ...attempt, result: { ...result, point, answer } };
}
