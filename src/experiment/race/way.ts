import type { Evaluate } from '../../base/evaluation.js';
import { type Recorder, recorder } from '../../trace/recorder.js';
import type { Trace } from '../../trace/trace.js';
import { endResult } from '../end-result.js';
import { type Begun, settled } from '../fit.js';
import { answered, type Steps } from '../in-steps.js';
import type { Attempt } from '../local-search.js';
import { withRobustPlan } from '../robust-plan.js';
import { type Solved, solve } from '../solve.js';
import type { Entrant } from './entrants.js';
import type { RaceProblem } from './problem.js';

/** A method that went its way. */
export interface Gone {
  readonly entrant: Entrant;
  readonly begun: Begun;
  readonly result: Attempt['result'];
  /** At its end: that of the result, as a fit tells it. */
  readonly loss: number;
  /** All settings, defaults filled in. */
  readonly settings: Readonly<Record<string, number>>;
  /** Thinned for pictures; its first column of values is the evaluations, then the parameters. */
  readonly way: Trace;
  /** Losses and evaluations of every epoch, thinned only for very long runs; its only column of values is the evaluations. */
  readonly losses: Trace;
}

/** Rows of a way: enough for a picture with every spike. */
const DRAWN = 1024;
/** Rows of which the first below a loss is looked for: up to here the very epoch is found, after it one of its neighbours. */
const LOOKED_AT = 65_536;
const EVALUATIONS = '@evaluations';

/**
 * One method from the start of the race, to the bits of a fit by it alone: `downhill fit --method`. What a fit adds to it (a look for lower minima, and for robust losses a start of
 * its own) is left out: the race looks for the lowest minimum once for all.
 */
export function* gone(problem: RaceProblem, entrant: Entrant): Steps<Gone> {
  const { formula, options, prepared, stream, loss, start } = problem;
  const { rows } = prepared;
  const kept = [recorderOf(DRAWN, prepared.resolved.model.free), recorderOf(LOOKED_AT, [])] as const;
  let evaluatedRows = 0;
  const given = {
    ...options,
    ...entrant.options,
    start: problem.startByName,
    onEpoch: (epoch: Parameters<Recorder['observe']>[0]): void => {
      const evaluations = evaluatedRows / rows;
      kept[0].observe({ ...epoch, point: Float64Array.of(evaluations, ...epoch.point) });
      kept[1].observe({ ...epoch, point: Float64Array.of(evaluations) });
      options.onEpoch?.({ ...epoch, evaluations });
    },
  };
  const fit = yield* withRobustPlan(settled(formula, given, prepared, { ...loss, stream: stream.clone() }));
  const begun: Begun = {
    ...fit,
    choice: { ...fit.choice, automatic: true },
    robust: fit.robust === null ? null : { ...fit.robust, starts: null, spare: null },
  };
  const counting: Evaluate = (request) => {
    if (request.exact !== true) evaluatedRows += request.points.length * (request.batch?.length ?? rows);
    return begun.objective.evaluate(request);
  };
  const solved = yield* answered(solve(begun, [start]), counting);
  const { attempt } = solved;
  return {
    entrant,
    begun: fit,
    result: endResult(begun, attempt),
    loss: lossOf(solved, rows),
    settings: attempt.settings,
    way: kept[0].trace(),
    losses: kept[1].trace(),
  };
}

/** Where double-double arithmetic made the end right to the last digit, it tells the loss too. */
export const lossOf = ({ attempt, refined }: Solved, rows: number): number =>
  refined === null ? attempt.result.answer.loss : refined.rss / (2 * rows);

const recorderOf = (capacity: number, parameters: readonly string[]): Recorder =>
  recorder({ parameters: [EVALUATIONS, ...parameters], capacity, snapshotEvery: 1e9 });
