import type { Answer, Evaluate, EvaluateAsync, Request } from '../base/evaluation.js';
import { maxAbs } from '../base/linear-algebra/norm.js';
import { joined } from '../base/text.js';
import { freeGradient } from './bounds.js';
import { type CheckedRun, checkRun } from './check-run.js';
import { CONVERGENCE_START, glanceAt, lookInto, remaining } from './convergence.js';
import { GUARD_START, guard } from './guard.js';
import { ask, counted, type Meter, meter, shown, tally } from './meter.js';
import type { Ended, Stepping } from './method.js';
import type { Outcome, Stop } from './outcome.js';
import type { RunOptions, RunResult, RunState } from './run.js';
import { show } from './show.js';
import type { Look } from './stop.js';
import { after, stepAtOnce, update } from './update.js';

export type { RunOptions, RunResult, RunState } from './run.js';

/**
 * Goes downhill from a start until a rule, the guard or the number of epochs ends it.
 *
 * Each epoch is looked at before its update: `onEpoch`, the user's stop, the guard, the default rules, then the update; so a stop that
 * is met at epoch k leaves k updates made.
 *
 * @param evaluate answers requests at once. Losses and derivatives that are not finite end the run as `not-finite`; nothing is thrown.
 * @throws DownhillError for options out of range.
 *
 * @example
 * const evaluate = ({ points }) => points.map(([x]) => ({ loss: (x - 3) ** 2, mae: Math.abs(x - 3), gradient: Float64Array.of(2 * (x - 3)) }));
 * const method = METHODS.find(({ name }) => name === 'lbfgs');
 * minimize(evaluate, { method, start: Float64Array.of(0), epochs: 20 }).point // ≈ [3]
 */
export function minimize(evaluate: Evaluate, run: RunOptions): RunResult {
  return drive(minimizing(run), evaluate);
}

/** {@link minimize} with an objective that answers later: the same way, the same bits. Rejects with what `evaluate` rejects with. */
export async function minimizeAsync(evaluate: EvaluateAsync, run: RunOptions): Promise<RunResult> {
  return driveAsync(minimizing(run), evaluate);
}

/** {@link minimize} as requests, to be part of a longer way. */
export const minimizing = (run: RunOptions): Stepping<RunResult> => descend(checkRun(run));

/** Answers all requests of a way at once. */
export function drive<Result>(way: Stepping<Result>, evaluate: Evaluate): Result {
  let next = way.next();
  while (next.done !== true) next = way.next(evaluate(next.value));
  return next.value;
}

/** {@link drive}, later. Rejects with what `evaluate` rejects with. */
export async function driveAsync<Result>(way: Stepping<Result>, evaluate: EvaluateAsync): Promise<Result> {
  let next = way.next();
  while (next.done !== true) next = way.next(await evaluate(next.value));
  return next.value;
}

function* descend(run: CheckedRun): Stepping<RunResult> {
  const counts = meter(run.batch?.rows ?? 1, run.resume ?? { evaluations: 0, passes: 0 });
  let state = run.resume ?? (yield* begin(run, counts));
  let last: Look | null = null;
  for (;;) {
    const first = lookAt(state, run);
    const look = first.maeWithin === undefined ? first : yield* seen(first, run, counts);
    if (last === null || look.final !== true) last = look;
    run.onEpoch?.(look);

    if (run.stop !== null && look.final !== true) {
      const stop = run.stop.rule(look);
      if (stop !== null) return resultOf(state, last, counts, { outcome: 'stopped-by-rule', stop });
    }
    const guarded = guard(state.guard, look, state.answer);
    if (guarded.end !== null) return resultOf(state, last, counts, guarded.end);
    let { convergence } = state;
    if (run.stop === null) {
      const rule = run.method.endsItself !== true;
      const glance = glanceAt(convergence, look, rule);
      const verdict =
        glance.small || glance.still || glance.zero
          ? yield* counted(lookInto(glance, look, state.answer, run, guarded.memory.scale), counts)
          : glance;
      if (verdict.end !== null) return resultOf(state, last, counts, verdict.end);
      convergence = verdict.memory;
    }
    if (look.final === true) return resultOf(state, last, counts, { outcome: 'out-of-epochs', stop: allUsed(look) });

    const memory = { before: { loss: state.answer.loss, point: state.point }, guard: guarded.memory, convergence };
    const step = stepAtOnce(run, state);
    const to = step === null ? yield* update(run, state, memory, counts) : run.cancelled() ? null : step;
    if (to === null) return resultOf(state, last, counts, { outcome: 'cancelled', stop: cancelled(look) });
    if ('ended' in to) {
      const end = yield* concluded(to.ended, run, state, look, counts, convergence.largestLoss);
      return resultOf(state, last, counts, end);
    }
    if (to === step) {
      const request: Request = { points: [step.point], want: run.method.wants };
      const answers = yield request;
      tally(counts, request, answers);
      state = after(run, state, step, answers[0] as Answer, { updates: 1, memory, meter: counts });
    } else state = to as RunState;
  }
}

function resultOf(
  state: RunState,
  last: Look,
  counts: Meter,
  { outcome, stop }: { readonly outcome: Outcome; readonly stop: Stop },
): RunResult {
  const { point, answer, epoch: epochs } = state;
  return { point, answer, outcome, stop, epochs, ...shown(counts), last, state };
}

function* begin(run: CheckedRun, counts: Meter): Stepping<RunState> {
  const point = run.start.slice();
  const answer = yield* counted(ask({ points: [point], want: run.method.wants }), counts);
  return {
    schema: 'downhill.state/1',
    method: run.method.name,
    epoch: 0,
    updates: 0,
    start: point,
    point,
    answer,
    rate: Number.NaN,
    methodState: run.method.init(point, run.settings),
    stepMemory: null,
    ...shown(counts),
    before: null,
    guard: GUARD_START,
    convergence: CONVERGENCE_START,
    stream: run.batch?.stream.state() ?? null,
  };
}

function lookAt(state: RunState, run: CheckedRun): Look {
  const { point, answer, before } = state;
  const change = before === null ? Number.NaN : Math.abs(answer.loss - before.loss);
  const look: Look = {
    epoch: state.epoch,
    point,
    loss: answer.loss,
    mae: answer.mae,
    gradientNorm: maxAbs(freeGradient(point, answer.gradient as Float64Array, run.bounds)),
    rate: state.rate,
    evaluations: state.evaluations,
    lossChange: change === 0 ? 0 : change / Math.max(Math.abs(answer.loss), Math.abs(before?.loss ?? Number.NaN)),
    step: before === null ? Number.NaN : longestMove(before.point, point),
  };
  const { maeWithin, gradientWithin = 0 } = answer;
  const isFinal = state.epoch >= run.epochs;
  // Seldom, and spreading is slow.
  if (maeWithin === undefined && !isFinal) return look;
  return {
    ...look,
    ...(maeWithin === undefined ? {} : { maeWithin, gradientWithin }),
    ...(isFinal ? { final: true as const } : {}),
  };
}

/** An epoch that was computed without a look at the rows gets one where the stop that the user gave may depend on it. */
function* seen(look: Look, run: CheckedRun, counts: Meter): Stepping<Look> {
  if (look.maeWithin === undefined || look.final === true || run.stop === null || run.stop.excluded(look)) return look;
  const { maeWithin: _, gradientWithin: __, ...known } = look;
  const request = { points: [look.point], want: run.method.wants, exact: true } as const;
  const { loss, mae, gradient } = yield* counted(ask(request), counts);
  return { ...known, loss, mae, gradientNorm: maxAbs(freeGradient(look.point, gradient as Float64Array, run.bounds)) };
}

/** NaN where a coordinate is. */
function longestMove(from: Float64Array, to: Float64Array): number {
  let longest = 0;
  for (let j = 0; j < to.length; j++) longest = Math.max(longest, Math.abs((to[j] as number) - (from[j] as number)));
  return longest;
}

/** What a method that found no further step ends the run with: stalled where there is nothing left to gain means converged. */
function* concluded(
  ended: Ended,
  run: CheckedRun,
  state: RunState,
  look: Look,
  counts: Meter,
  largestLoss: number,
): Stepping<Ended> {
  if (run.stop !== null) {
    const detail = joined(ended.stop.detail, {
      en: '; the stop that was asked for is not met',
      ko: '; 정한 정지 조건은 만족하지 못함',
    });
    return { outcome: 'stalled', stop: { reason: ended.stop.reason, detail } };
  }
  if (ended.outcome === 'converged' || ended.sure === true) return ended;
  const left = yield* counted(remaining(look, state.answer, run.start, run.bounds, largestLoss), counts);
  const { reason } = ended.stop;
  const gain = {
    en: `the minimum along the gradient is lower by ${show(left.gain)} of the loss`,
    ko: `기울기 방향의 최솟값은 손실의 ${show(left.gain)}배만큼 더 낮음`,
  };
  if (left.negligible) return { outcome: 'converged', stop: { reason, detail: joined(ended.stop.detail, '; ', gain) } };
  if (Number.isNaN(left.gain)) return ended;
  return { outcome: 'stalled', stop: { reason, detail: joined(ended.stop.detail, { en: ', though ', ko: ', 그러나 ' }, gain) } };
}

const cancelled = ({ epoch, loss }: Look): Stop => ({
  reason: 'cancelled',
  detail: {
    en: `cancelled after ${epoch} epochs, loss = ${show(loss)}`,
    ko: `${epoch}에포크 후 취소됨, 손실 = ${show(loss)}`,
  },
});

const allUsed = ({ epoch, loss, gradientNorm }: Look): Stop => ({
  reason: 'epochs-used',
  detail: {
    en: `${epoch === 1 ? 'the only epoch' : `all ${epoch} epochs`} used: loss = ${show(loss)}, ‖∇‖∞ = ${show(gradientNorm)}`,
    ko: `${epoch}에포크를 다 씀: 손실 = ${show(loss)}, ‖∇‖∞ = ${show(gradientNorm)}`,
  },
});
