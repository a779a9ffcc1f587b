import type { Answer } from '../base/evaluation.js';
import type { CheckedRun } from './check-run.js';
import { ask, asked, type Meter } from './meter.js';
import type { Ended, Here, Step, Stepping, Unseen } from './method.js';
import type { RunState } from './run.js';

/** What the rules remember of the epoch that was looked at. */
export type Memory = Pick<RunState, 'before' | 'guard' | 'convergence'>;

/** Where updates lead. */
type Where = Unseen<Step<unknown>>;

/** The step of one epoch where all rows together make one and it has nothing to ask; else null. */
export const stepAtOnce = (run: CheckedRun, state: RunState): Where | null =>
  run.batch !== null || run.method.stepAtOnce === undefined
    ? null
    : run.method.stepAtOnce(state.methodState, hereOf(run, state, state, state.answer, 0));

/** The update of one epoch, or its updates by minibatches, and the evaluation of where they lead. `ended`: no step was found. null: cancelled. */
export function* update(
  run: CheckedRun,
  state: RunState,
  memory: Memory,
  meter: Meter,
): Stepping<RunState | { readonly ended: Ended } | null> {
  const { method, cancelled, batch } = run;
  const order = batch?.stream.permutation(batch.rows) ?? null;
  const updates = batch === null ? 1 : Math.ceil(batch.rows / batch.size);
  let last: Where = { point: state.point, rate: state.rate, state: state.methodState, stepMemory: state.stepMemory };
  let answer: Answer | null = state.answer;
  let ended: Ended | null = null;
  let moved = false;
  for (let k = 0; k < updates; k++) {
    const rows = batch === null || order === null ? null : order.subarray(k * batch.size, (k + 1) * batch.size);
    const from: Answer | null =
      rows === null ? answer : yield* asked(ask({ points: [last.point], want: method.wants }), meter, rows, cancelled);
    if (from === null) return null;
    const step: Step<unknown> | null = yield* asked(
      method.step(last.state, hereOf(run, state, last, from, k)),
      meter,
      rows,
      cancelled,
    );
    if (step === null) return null;
    if (step.ended !== undefined) {
      // One minibatch from which no step goes down is no reason to end.
      ended = step.ended;
      continue;
    }
    moved = true;
    last = step;
    answer = rows === null ? (step.answer ?? null) : null;
  }
  if (!moved && ended !== null) return { ended };
  answer ??= yield* asked(ask({ points: [last.point], want: method.wants }), meter, null, cancelled);
  return answer === null ? null : after(run, state, last, answer, { updates, memory, meter });
}

/** @param made updates of the epoch so far. */
const hereOf = (
  { bounds, linear, settings, stepSize }: CheckedRun,
  { updates, epoch }: RunState,
  { point, rate, stepMemory }: Pick<Where, 'point' | 'rate' | 'stepMemory'>,
  answer: Answer,
  made: number,
): Here => ({
  point,
  answer,
  updates: updates + made,
  epoch,
  rate,
  bounds,
  linear,
  settings,
  stepSize,
  stepMemory: stepMemory ?? null,
});

/** The state after the updates of an epoch. @param answer at where they led. */
export const after = (
  { batch }: CheckedRun,
  { schema, method, epoch, updates, start }: RunState,
  { point, rate, state, stepMemory }: Where,
  answer: Answer,
  { memory, meter, updates: made }: { readonly memory: Memory; readonly meter: Meter; readonly updates: number },
): RunState => ({
  schema,
  method,
  epoch: epoch + 1,
  updates: updates + made,
  start,
  point,
  answer,
  rate,
  methodState: state,
  stepMemory: stepMemory ?? null,
  evaluations: meter.evaluatedRows / meter.rows,
  passes: meter.passedRows / meter.rows,
  before: memory.before,
  guard: memory.guard,
  convergence: memory.convergence,
  stream: batch?.stream.state() ?? null,
});
