import { columnMemory, refilled } from '../../backend/column-memory.js';
import { DownhillError } from '../../base/errors.js';
import type { Evaluate } from '../../base/evaluation.js';
import type { Values } from '../../base/values.js';
import { type PointwiseModel, pointwise } from '../../objective/pointwise.js';
import { abreast } from '../../optimize/abreast.js';
import type { Stepping } from '../../optimize/method.js';
import { minimizing, type RunResult } from '../../optimize/minimize.js';
import type { Outcome } from '../../optimize/outcome.js';
import type { Begun } from '../fit.js';
import { givenStarts } from '../given.js';
import { answered, type Steps } from '../in-steps.js';
import type { Made, Redraw } from '../redraw.js';
import { runOptions } from '../run-options.js';
import { type Solved, solve } from '../solve.js';

/** Where a run with other random numbers ended. */
export interface Ended {
  readonly outcome: Outcome;
  /** Of its stop. */
  readonly reason: string;
  readonly epochs: number;
  /** Length P. */
  readonly start: Float64Array;
  readonly point: Float64Array;
  readonly loss: number;
  readonly mae: number;
}

/** Runs on one data set, and what evaluates there with the true derivatives. */
export interface Together {
  readonly ends: readonly Ended[];
  readonly evaluate: Evaluate;
}

/** Where the starts of a run come from: the stream of a seed after its data. */
export interface Starts {
  readonly seed: number;
  readonly made: Made;
}

/** Makes runs on one data set from several starts. Where the data cannot be used with the formula they all end `not-finite`. */
export type Runner = (data: Made, starts: readonly Starts[]) => Steps<Together>;

/** From so many rows on a fit computes some runs in another way, and setting a run up is nothing beside it. */
const FEW_ROWS = 20_000;

/** The same bits as fits would give, each set up by itself, or where it can be, all by what one fit has set up. */
export const runnerFor = (begun: Begun, redraw: Redraw): Runner => (isLean(begun) ? lean(begun) : oneByOne(begun, redraw));

/** Whether nothing but the numbers in the columns differs between runs. */
export const isLean = ({ choice, prepared, model, options, fromMoments }: Begun): boolean =>
  choice.method.steps === 'rate' &&
  choice.race === undefined &&
  choice.others.length === 0 &&
  model.loss.robust === undefined &&
  fromMoments === null &&
  prepared.parts.length === 1 &&
  prepared.rows < FEW_ROWS &&
  prepared.weights === null &&
  prepared.skipped.rows === 0 &&
  prepared.resolved.levels.size === 0 &&
  options.where === undefined &&
  options.batch === undefined;

/** One compiled objective whose columns are overwritten for every data set. */
function lean(begun: Begun): Runner {
  const { prepared, model, options, choice } = begun;
  const { onEpoch: _, ...quiet } = options;
  const run = { ...runOptions({ ...begun, options: quiet }), method: choice.method, settings: choice.settings };
  const { gradient, ...own } = model;
  const columns = new Map([...prepared.columns].map(([name, values]) => [name, Float64Array.from(values)]));
  const memory = columnMemory(columns, prepared.rows, 0);
  const objectiveOf = (followed: PointwiseModel) => pointwise(followed, refilled(memory), prepared.backend);
  const objective = objectiveOf(model);
  const truth = gradient === undefined ? objective : objectiveOf(own);
  const responseOf = (): Float64Array => {
    if (model.response.kind === 'name') return Float64Array.from(memory.column(model.response.name));
    const out = new Float64Array(prepared.rows);
    prepared.backend
      .compile({ parameters: [], columns: [...columns.keys()], outputs: [model.response] }, memory)
      .map(new Float64Array(0), 0, out.length, out);
    return out;
  };
  return function* (data, starts) {
    if (!filled(columns.keys(), data, (name, values) => memory.column(name).set(values))) return unusable(starts, model);
    const response = responseOf();
    if (!response.every((y) => Number.isFinite(y) && (model.loss.refuses?.(y) ?? null) === null)) return unusable(starts, model);
    const from = starts.map(({ made }) => givenStarts(options, prepared.resolved.model, made.stream.clone(), true, begun.bounds));
    const here: Begun = { ...begun, options: quiet, objective, prepared: { ...prepared, memory, response } };
    const ways = from.map((start) =>
      endsAlone(begun) ? minimizing({ ...run, start }) : resultOf(solve({ ...here, given: start }, null)),
    );
    const results = yield* answered(abreast(ways), objective.evaluate);
    return { ends: results.map((result, i) => memberEnd(from[i] as Float64Array, result)), evaluate: truth.evaluate };
  };
}

/** Of what a fit makes of one complete start the run is all, for a method that takes a rate: where it converges there can be no saddle. */
const endsAlone = ({ linear, model, options }: Begun): boolean =>
  linear || model.gradient !== undefined || options.stop !== undefined;

function* resultOf(way: Stepping<Solved>): Stepping<RunResult> {
  return (yield* way).attempt.result;
}

/** Cells of a file are the same for every seed, and stay what they were read as. @returns false where a column has a number that is not finite. */
function filled(names: Iterable<string>, { table }: Made, put: (name: string, values: Values) => void): boolean {
  for (const name of names) {
    const values = table.columns.get(name)?.values;
    if (values === undefined) continue;
    if (!values.every(Number.isFinite)) return false;
    put(name, values);
  }
  return true;
}

function oneByOne({ model }: Begun, redraw: Redraw): Runner {
  return function* (data, starts) {
    const ends: Ended[] = [];
    let evaluate: Evaluate | null = null;
    for (const { seed, made } of starts) {
      try {
        const { begun, solved } = yield* redraw.solve({ table: data.table, stream: made.stream }, seed);
        const { gradient: _, ...own } = begun.model;
        const { memory, backend } = begun.prepared;
        evaluate ??= pointwise(own, memory, backend).evaluate;
        ends.push(memberEnd(solved.attempt.start, solved.attempt.result));
      } catch (error) {
        // The base run went with this formula: what cannot be used are the data that were drawn.
        if (!(error instanceof DownhillError)) throw error;
        return unusable(starts, model);
      }
    }
    return { ends, evaluate: evaluate as Evaluate };
  };
}

const unusable = (starts: readonly unknown[], { parameters }: PointwiseModel): Together => {
  const nowhere = new Float64Array(parameters.length).fill(Number.NaN);
  const end: Ended = {
    outcome: 'not-finite',
    reason: 'not-finite',
    epochs: 0,
    start: nowhere,
    point: nowhere,
    loss: Number.NaN,
    mae: Number.NaN,
  };
  return {
    ends: starts.map(() => end),
    evaluate: ({ points }) => points.map(() => ({ loss: Number.NaN, mae: Number.NaN })),
  };
};

/** @param start where it began. */
export const memberEnd = (start: Float64Array, result: RunResult): Ended => ({
  outcome: result.outcome,
  reason: result.stop.reason,
  epochs: result.epochs,
  start,
  point: result.point,
  loss: result.answer.loss,
  mae: result.answer.mae,
});
