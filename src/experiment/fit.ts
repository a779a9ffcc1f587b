import type { ColumnMemory } from '../backend/program.js';
import type { EvaluateAsync } from '../base/evaluation.js';
import { type RandomStream, randomStream } from '../base/random/stream.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Table } from '../data/table.js';
import { type Structure, structure } from '../expression/structure.js';
import type { ParametersOf } from '../language/infer.js';
import type { Objective } from '../objective/objective.js';
import type { PointwiseModel } from '../objective/pointwise.js';
import { driveAsync } from '../optimize/minimize.js';
import type { CentredForm } from '../problem/centred-form.js';
import { answerTo } from './answer-to.js';
import { checkArguments } from './check-arguments.js';
import { type Choice, chooseLoss, chooseMethod, settledSettings } from './choose-method.js';
import { conclude } from './conclude.js';
import { givenStarts } from './given.js';
import { givenGradient } from './given-gradient.js';
import { atOnce, givingWay, type Steps } from './in-steps.js';
import { canProject, centredFormOf, momentsPay, objectivesOf, projectionPays } from './objectives.js';
import type { FitOptions } from './options.js';
import { derivedTable, type Prepared, prepare, WEIGHT } from './prepare.js';
import { drawsIn, type Made, type Redraw } from './redraw.js';
import { resolveBounds } from './resolve.js';
import type { FitResult } from './result.js';
import { type RobustPlan, withRobustPlan } from './robust-plan.js';
import type { Run } from './run-result.js';
import { sampled } from './sampled.js';
import { searched } from './searched.js';
import { type Solved, solve } from './solve.js';
import { refuseStudy } from './study/study.js';

/** Columns by name: numbers, or text for dates and categories. */
export type Arrays = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/**
 * Fits a formula to columns.
 *
 * @param formula `y ~ W*sin(x) + b`: names that are columns are variables, all others parameters.
 * @param data arrays of one length by name, finite in all rows that are used (or see `skipInvalid`). They are copied, but for those of {@link allocateColumns}.
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
  const { run, memory } = fitted(formula, tableFromArrays(data), { ...options, snapshots: NO_PICTURES }, {});
  // Nothing more is drawn from it.
  memory.release();
  return run.result as FitResult<ParametersOf<Formula, Extract<keyof Data, string>>>;
}

/** Epochs between two snapshots of the parameters where nobody will see the way. */
const NO_PICTURES = 1e9;

/** What a caller has beside data and options: a stream that draws go on from, and how the way is kept. */
export interface FitContext {
  /** Starts are drawn from it; absent: a fresh one of the seed. */
  readonly stream?: RandomStream;
  /** The data that another seed makes, where they are drawn; absent: they are the same for every seed. */
  readonly redraw?: (seed: number) => Made;
  /** Whether epochs are computed without a look at the rows where the model and the loss allow it; absent: where that pays. */
  readonly moments?: boolean;
  /** Awaited between evaluations by {@link runFitAsync}, at least every `milliseconds`: gives way to signals and progress. */
  readonly pause?: () => Promise<void>;
}

/** Like {@link fit}, for a table, with the trace and what figures are drawn from. */
export function runFit(formula: string, table: Table, options: FitOptions = {}, context: FitContext = {}): Run {
  return fitted(formula, table, options, context).run;
}

function fitted(
  formula: string,
  table: Table,
  options: FitOptions,
  context: FitContext,
): { readonly run: Run; readonly memory: ColumnMemory } {
  const first = begin(formula, table, options, context);
  const { memory } = first.prepared;
  try {
    const { begun, solved } = atOnce(solvedFrom(first));
    return { run: atOnce(conclude(begun, solved)), memory };
  } catch (error) {
    memory.release();
    throw error;
  }
}

/** From what is settled to the answer. */
function* solvedFrom(first: Begun): Steps<{ readonly begun: Begun; readonly solved: Solved }> {
  const begun = yield* withRobustPlan(first);
  return { begun, solved: yield* answerTo(begun) };
}

/** {@link runFit}, giving way between evaluations; the same bits. */
export async function runFitAsync(
  formula: string,
  table: Table,
  options: FitOptions = {},
  context: FitContext = {},
): Promise<Run> {
  const { pause } = context;
  const begun = await givingWay(withRobustPlan(begin(formula, table, options, context)), pause);
  const of =
    ({ objective }: Begun): EvaluateAsync =>
    async (request) => {
      if (pause !== undefined) await pause();
      return objective.evaluate(request);
    };
  const planned = begun.robust?.starts ?? null;
  const sample = planned === null ? sampled(begun) : null;
  const looked = sample === null ? null : await driveAsync(searched(sample), of(sample));
  const solved = await driveAsync(solve(begun, planned ?? looked?.lowest() ?? null, looked), of(begun));
  return givingWay(conclude(begun, solved), pause);
}

/** Everything that is settled before the first update. */
export interface Begun {
  readonly formula: string;
  readonly options: FitOptions;
  readonly prepared: Prepared;
  readonly choice: Choice;
  readonly model: PointwiseModel;
  readonly objective: Objective;
  /**
   * Where many answers are made without a look at the rows, and do not tell the mean absolute error: what answers with the true derivatives, by moments as well where the
   * model is linear, else row by row.
   */
  readonly fromMoments: { readonly truth: Objective } | null;
  readonly parts: Structure;
  /** The start that was given or drawn, per free parameter; NaN where there is none. */
  readonly given: Float64Array;
  readonly bounds: { readonly lower: Float64Array; readonly upper: Float64Array };
  /** Linear in all free parameters. */
  readonly linear: boolean;
  /** Linear in all free parameters, and least squares: residuals are affine in them, and one Gauss–Newton step leads to the minimum. */
  readonly affine: boolean;
  /** How the objective is computed where columns lie far from zero for their spread; null where they do not, and where the model is not affine. */
  readonly centred: CentredForm | null;
  /** Free parameters in which the model is jointly linear. */
  readonly linearIn: readonly number[];
  readonly stream: RandomStream;
  /** null where the loss is not robust. */
  readonly robust: RobustPlan | null;
  /** null where the rows are not in memory. */
  readonly redraw: Redraw | null;
}

function begin(formula: string, table: Table, options: FitOptions, context: FitContext): Begun {
  const stream = context.stream ?? randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const { loss, settings } = chooseLoss(options);
  const begun = settled(formula, options, prepare(formula, table, options, loss, stream), {
    stream,
    loss,
    settings,
    ...(context.moments === undefined ? {} : { moments: context.moments }),
  });
  const whole = { ...begun, redraw: redrawOf(formula, table, options, context) };
  refuseStudy(whole);
  return whole;
}

/** What says which minimum is looked for, and nothing of how. */
function searching(options: FitOptions): FitOptions {
  const { loss, lossSettings, bounds, fixed, tie, weights, sigma, skipInvalid, backend } = options;
  const kept = { loss, lossSettings, bounds, fixed, tie, weights, sigma, skipInvalid, backend };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function redrawOf(formula: string, table: Table, options: FitOptions, context: FitContext): Redraw {
  const { let: columns, where, onEpoch: _, study: __, ...rest } = options;
  const derives = [...Object.values(columns ?? {}), ...(where === undefined ? [] : [where])];
  return {
    // A gradient that is a function knows its rows itself: it goes with no others.
    drawsData: typeof options.gradient !== 'function' && (context.redraw !== undefined || derives.some(drawsIn)),
    data: (seed) => {
      const made = context.redraw?.(seed) ?? { table, stream: randomStream(options.random ?? 'pcg64', seed) };
      return { table: derivedTable(made.table, options, made.stream), stream: made.stream };
    },
    solve: (made, seed) => solvedFrom(begin(formula, made.table, { ...rest, seed }, { ...context, stream: made.stream.clone() })),
    search: function* (made, seed) {
      const alone = begin(formula, made.table, { ...searching(rest), seed }, { stream: made.stream.clone() });
      return (yield* solvedFrom(alone)).solved;
    },
  };
}

/** What is settled of data that are prepared. */
export function settled(
  formula: string,
  options: FitOptions,
  prepared: Prepared,
  {
    stream,
    loss,
    settings,
    moments,
  }: ReturnType<typeof chooseLoss> & Pick<FitContext, 'moments'> & { readonly stream: RandomStream },
): Begun {
  const { model } = prepared.resolved;
  const parts = structure(model.prediction, model.free);
  const linearIn = parts.linearIn.map((name) => model.free.indexOf(name));
  const choice = chooseMethod(options, {
    loss,
    linear: parts.linearInAll,
    separable: linearIn.length > 0,
    parameters: model.free.length,
  });
  const written = givenGradient(options, prepared);
  const unsettled: PointwiseModel = {
    prediction: model.prediction,
    response: model.response,
    parameters: model.free,
    columns: [...prepared.columns.keys()],
    loss,
    lossSettings: settledSettings(settings),
    ...(prepared.weights === null ? {} : { weight: WEIGHT }),
    ...(loss.robust !== undefined && options.sigma !== undefined ? { standardised: true } : {}),
    ...(written === undefined ? {} : { gradient: written }),
  };
  const affine = parts.linearInAll && loss.inference === 'squares' && written === undefined;
  const centred = affine && choice.method.wants === 'qr' ? centredFormOf(unsettled, prepared) : null;
  const bounds = resolveBounds(options, model);
  const projects = !parts.linearInAll && canProject(choice, options) && (moments ?? projectionPays(prepared, model.free.length));
  // Of bounded ones the best values could lie outside.
  const isUnbounded = (j: number): boolean =>
    bounds.lower[j] === Number.NEGATIVE_INFINITY && bounds.upper[j] === Number.POSITIVE_INFINITY;
  const objectives = objectivesOf(unsettled, prepared, {
    centred,
    projected: projects ? linearIn.filter(isUnbounded) : [],
    moments: parts.linearInAll && (moments ?? momentsPay(choice, options, prepared, model.free.length)),
  });
  return {
    formula,
    options,
    prepared,
    choice,
    model: unsettled,
    ...objectives,
    parts,
    given: givenStarts(options, model, stream, choice.method.steps === 'rate', bounds),
    bounds,
    linear: parts.linearInAll,
    affine,
    centred,
    linearIn,
    stream,
    robust: null,
    redraw: null,
  };
}
