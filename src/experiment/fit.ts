import type { Evaluate, EvaluateAsync } from '../base/evaluation.js';
import { norm2 } from '../base/linear-algebra/index.js';
import { type RandomStream, randomStream } from '../base/random/stream.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Table } from '../data/table.js';
import { structure } from '../expression/structure.js';
import { parseGradient } from '../language/index.js';
import type { ParametersOf } from '../language/infer.js';
import type { Objective } from '../objective/objective.js';
import { type PointwiseModel, pointwise } from '../objective/pointwise.js';
import { minimize, minimizeAsync, type RunOptions, type RunResult } from '../optimize/minimize.js';
import { type Recorder, recorder } from '../trace/recorder.js';
import { checkArguments } from './check-arguments.js';
import { type Choice, chooseLoss, chooseMethod } from './choose-method.js';
import { conclude } from './conclude.js';
import { checkWritten, givenStarts } from './given.js';
import { atOnce, givingWay } from './in-steps.js';
import type { FitOptions } from './options.js';
import { type Prepared, prepare, WEIGHT } from './prepare.js';
import { resolveBounds } from './resolve.js';
import type { FitResult } from './result.js';
import type { Run } from './run-result.js';
import { candidateStarts } from './starts.js';

/** Columns by name: numbers, or text for dates and categories. */
export type Arrays = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/**
 * Fits a formula to columns.
 *
 * @param formula `y ~ W*sin(x) + b`: names that are columns are variables, all others parameters.
 * @param data arrays of one length by name, finite in all rows that are used (or see `skipInvalid`).
 * @param options method, learning rate, start, stop, loss, …; all optional.
 * @returns the parameters with standard errors and intervals, quality, outcome and findings as plain data (`downhill.fit/1`). An outcome such
 * as `diverged` is a value. @throws DownhillError for bad input: unknown columns, cells that are no numbers, options out of range.
 *
 * @example
 * const { parameters } = fit('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1, 3, 5, 7] });
 * parameters.a.value // 2
 */
export function fit<const Formula extends string, const Data extends Arrays>(
  formula: Formula,
  data: Data,
  options: FitOptions = {},
): FitResult<ParametersOf<Formula, Extract<keyof Data, string>>> {
  checkArguments(formula, data, options);
  return runFit(formula, tableFromArrays(data), options).result as FitResult<ParametersOf<Formula, Extract<keyof Data, string>>>;
}

/** What a caller has beside data and options: a stream that draws go on from, and how the way is kept. */
export interface FitContext {
  /** Starts are drawn from it; absent: a fresh one of the seed. */
  readonly stream?: RandomStream;
  /** Awaited between evaluations by {@link runFitAsync}, at least every `milliseconds`: gives way to signals and progress. */
  readonly pause?: () => Promise<void>;
}

/** Like {@link fit}, for a table, with the trace and what figures are drawn from. */
export function runFit(formula: string, table: Table, options: FitOptions = {}, context: FitContext = {}): Run {
  const begun = begin(formula, table, options, context);
  let best: Attempt | null = null;
  const spent = { ...begun.search };
  for (const start of begun.starts) {
    const next = attempt(begun, start, (run) => minimize(begun.objective.evaluate, run));
    add(spent, next.result);
    best = better(best, next);
  }
  return atOnce(conclude(begun, best as Attempt, spent));
}

/** {@link runFit}, giving way between evaluations; the same bits. */
export async function runFitAsync(
  formula: string,
  table: Table,
  options: FitOptions = {},
  context: FitContext = {},
): Promise<Run> {
  const begun = begin(formula, table, options, context);
  const { pause } = context;
  const evaluate: EvaluateAsync = async (request) => {
    if (pause !== undefined) await pause();
    return begun.objective.evaluate(request);
  };
  let best: Attempt | null = null;
  const spent = { ...begun.search };
  for (const start of begun.starts) {
    const record = recorderFor(begun);
    const result = await minimizeAsync(evaluate, runOptions(begun, start, record));
    add(spent, result);
    best = better(best, { start, result, recorder: record });
    if (result.outcome === 'cancelled') break;
  }
  return givingWay(conclude(begun, best as Attempt, spent), pause);
}

/** Everything that is settled before the first update. */
export interface Begun {
  readonly formula: string;
  readonly options: FitOptions;
  readonly prepared: Prepared;
  readonly choice: Choice;
  readonly model: PointwiseModel;
  readonly objective: Objective;
  readonly starts: readonly Float64Array[];
  readonly bounds: { readonly lower: Float64Array; readonly upper: Float64Array };
  readonly linear: boolean;
  readonly stream: RandomStream;
  readonly search: Spent;
}

/** Loss evaluations and passes over the data, those of the search for a start included. */
export interface Spent {
  evaluations: number;
  passes: number;
}

function add(spent: Spent, { evaluations, passes }: RunResult): void {
  spent.evaluations += evaluations;
  spent.passes += passes;
}

/** One run from one start. */
export interface Attempt {
  readonly start: Float64Array;
  readonly result: RunResult;
  readonly recorder: Recorder;
}

const KEPT = 10;
/** Losses closer than this are one minimum seen from two sides. */
const SAME_LOSS = 1e-9;

function begin(formula: string, table: Table, options: FitOptions, context: FitContext): Begun {
  const stream = context.stream ?? randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const { loss, settings: lossSettings } = chooseLoss(options);
  const prepared = prepare(formula, table, options, loss, stream);
  const { model } = prepared.resolved;
  const parts = structure(model.prediction, model.free);
  const choice = chooseMethod(options, { loss, linear: parts.linearInAll });
  const written = options.gradient === undefined ? undefined : checkWritten(options.gradient, prepared, parseGradient);
  const pointwiseModel: PointwiseModel = {
    prediction: model.prediction,
    response: model.response,
    parameters: model.free,
    columns: [...prepared.columns.keys()],
    loss,
    lossSettings,
    ...(prepared.weights === null ? {} : { weight: WEIGHT }),
    ...(written === undefined ? {} : { gradient: written }),
  };
  const objective = pointwise(pointwiseModel, prepared.memory, prepared.backend);
  const bounds = resolveBounds(options, model);
  const given = givenStarts(options, model, stream, choice.method.steps === 'rate');
  const search = { evaluations: 0, passes: 0 };
  const counted: Evaluate = (request) => {
    search.evaluations += request.points.length;
    search.passes++;
    return objective.evaluate(request);
  };
  const starts = candidateStarts(
    {
      count: model.free.length,
      given,
      linear: parts.linearIn.map((name) => model.free.indexOf(name)),
      axes: axes(prepared),
      ...bounds,
    },
    counted,
    stream,
    options.starts ?? triesFor(prepared.rows),
    KEPT,
  );
  return {
    formula,
    options,
    prepared,
    choice,
    model: pointwiseModel,
    objective,
    starts,
    bounds,
    linear: parts.linearInAll,
    stream,
    search,
  };
}

function attempt(begun: Begun, start: Float64Array, run: (options: RunOptions) => RunResult): Attempt {
  const record = recorderFor(begun);
  return { start, result: run(runOptions(begun, start, record)), recorder: record };
}

const recorderFor = ({ model, options }: Begun): Recorder =>
  recorder({ parameters: model.parameters, ...(options.snapshots === undefined ? {} : { snapshotEvery: options.snapshots }) });

function runOptions(begun: Begun, start: Float64Array, record: Recorder): RunOptions {
  const { choice, options, prepared, bounds, stream } = begun;
  return {
    method: choice.method,
    start,
    settings: choice.settings,
    stepSize: choice.stepSize,
    epochs: choice.epochs,
    bounds,
    ...(options.stop === undefined ? {} : { stop: options.stop }),
    ...(options.batch === undefined ? {} : { batch: { size: options.batch, rows: prepared.rows, stream } }),
    ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    onEpoch: (epoch) => {
      record.observe(epoch);
      options.onEpoch?.(epoch);
    },
  };
}

/** The lower loss; where both are the same minimum or mirror images of it, the one nearer to zero; where nothing is finite, the earlier. */
function better(best: Attempt | null, next: Attempt): Attempt {
  if (best === null) return next;
  const [before, after] = [best.result.answer.loss, next.result.answer.loss];
  if (!Number.isFinite(before)) return next;
  if (Math.abs(after - before) <= SAME_LOSS * Math.abs(before))
    return norm2(next.result.point) < norm2(best.result.point) ? next : best;
  return after < before ? next : best;
}

/** The ranges of the columns that the formula reads, the response left out. */
function axes({ columns, resolved }: Prepared): { low: number; high: number }[] {
  const { response } = resolved;
  return [...columns]
    .filter(([name]) => !(response.kind === 'name' && response.name === name))
    .map(([, values]) => {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (const value of values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return { low, high };
    });
}

/** Draws that cost about as much as twenty million rows, and never so few or so many that they tell nothing new. */
const triesFor = (rows: number): number => Math.round(Math.min(Math.max(2e7 / rows, 20), 400));
