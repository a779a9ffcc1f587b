import type { Answer } from '../base/evaluation.js';
import type { CheckedRun } from './check-run.js';
import { ask, asked, type Meter } from './meter.js';
import type { Ended, Here, Stepping } from './method.js';
import type { RunState } from './run.js';

/** What the rules remember of the epoch that was looked at. */
export type Memory = Pick<RunState, 'before' | 'guard' | 'convergence'>;

/** The update of one epoch, or its updates by minibatches, and the evaluation of where they lead. `ended`: no step was found. null: cancelled. */
export function* update(
  run: CheckedRun,
  state: RunState,
  memory: Memory,
  meter: Meter,
): Stepping<RunState | { readonly ended: Ended } | null> {
  const { method, bounds, linear, settings, stepSize, cancelled, batch } = run;
  const order = batch?.stream.permutation(batch.rows) ?? null;
  const updates = batch === null ? 1 : Math.ceil(batch.rows / batch.size);
  let { point, rate, methodState, stepMemory = null } = state;
  let answer: Answer | null = state.answer;
  let ended: Ended | null = null;
  let moved = false;
  for (let k = 0; k < updates; k++) {
    const rows = batch === null || order === null ? null : order.subarray(k * batch.size, (k + 1) * batch.size);
    const from: Answer | null =
      rows === null ? answer : yield* asked(ask({ points: [point], want: method.wants }), meter, rows, cancelled);
    if (from === null) return null;
    const here: Here = {
      point,
      answer: from,
      updates: state.updates + k,
      epoch: state.epoch,
      rate,
      bounds,
      linear,
      settings,
      stepSize,
      stepMemory,
    };
    const step = yield* asked(method.step(methodState, here), meter, rows, cancelled);
    if (step === null) return null;
    if (step.ended !== undefined) {
      // One minibatch from which no step goes down is no reason to end.
      ended = step.ended;
      continue;
    }
    moved = true;
    point = step.point;
    rate = step.rate;
    methodState = step.state;
    stepMemory = step.stepMemory ?? null;
    answer = rows === null ? (step.answer ?? null) : null;
  }
  if (!moved && ended !== null) return { ended };
  answer ??= yield* asked(ask({ points: [point], want: method.wants }), meter, null, cancelled);
  if (answer === null) return null;
  return {
    schema: state.schema,
    method: state.method,
    epoch: state.epoch + 1,
    updates: state.updates + updates,
    start: state.start,
    point,
    answer,
    rate,
    methodState,
    stepMemory,
    evaluations: meter.evaluatedRows / meter.rows,
    passes: meter.passedRows / meter.rows,
    before: memory.before,
    guard: memory.guard,
    convergence: memory.convergence,
    stream: batch?.stream.state() ?? null,
  };
}
