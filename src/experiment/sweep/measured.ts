import type { Evaluate } from '../../base/evaluation.js';
import { abreast, pointsFor } from '../../optimize/abreast.js';
import { stabilityLimit } from '../../optimize/stability.js';
import { constant } from '../../optimize/step-size.js';
import type { Begun } from '../fit.js';
import { answered, type Steps } from '../in-steps.js';
import type { Solved } from '../solve.js';
import { type Measure, measureOf, withinOf } from './criterion.js';
import type { Tried } from './methods.js';
import { curvatureAt, lowestMinimum } from './minimum.js';
import { defaultRates } from './rates.js';
import type { SweptMinimum } from './result.js';
import { type Ran, sweptRun } from './run.js';

/** What is swept. */
export interface SweepProblem {
  /** What the runs follow. */
  readonly followed: Begun;
  /** The same without a hand-written gradient, for the lowest minimum. */
  readonly reference: Begun;
  readonly starts: readonly Float64Array[];
  readonly methods: readonly Tried[];
  /** Ascending; null: those of {@link defaultRates}. */
  readonly rates: readonly number[] | null;
}

/** What came of it. */
export interface Measured {
  readonly solved: Solved;
  readonly curvature: SweptMinimum['curvature'];
  readonly measure: Measure;
  readonly starts: readonly { readonly point: Float64Array; readonly loss: number }[];
  /** By method: its rates, ascending, and its runs by rate and start. */
  readonly methods: readonly { readonly rates: readonly number[]; readonly runs: readonly Ran[] }[];
  readonly evaluations: number;
  readonly passes: number;
}

/** Times that the runs begin anew because one of them went below the minimum that was known. */
const MOST_ROUNDS = 4;

/** All runs side by side, measured against the lowest minimum that a fit or any of them finds. */
export function* measured(problem: SweepProblem): Steps<Measured> {
  const { followed, reference, starts } = problem;
  const spent = { evaluations: 0, passes: 0 };
  const evaluate = counting(followed.objective.evaluate, spent);
  let lower: Float64Array | null = null;
  for (let round = 1; ; round++) {
    const solved: Solved = yield* lowestMinimum(reference, lower);
    spent.evaluations += solved.evaluations;
    spent.passes += solved.passes;
    const curvature = curvatureAt(reference, solved.attempt.result.point);
    const [least = Number.NaN, ...losses] = evaluate({ points: [solved.attempt.result.point, ...starts], want: 'value' }).map(
      ({ loss }) => loss,
    );
    const measure = measureOf(followed, least, losses);
    lower = null;
    const onLower = (point: Float64Array): void => {
      if (round < MOST_ROUNDS) lower ??= point;
    };
    const methods = yield* raced(problem, { curvature, measure, losses, evaluate, onLower, given: () => lower !== null });
    if (lower === null || followed.options.cancelled?.() === true)
      return {
        solved,
        curvature,
        measure,
        starts: starts.map((point, k) => ({ point, loss: losses[k] as number })),
        methods,
        ...spent,
      };
  }
}

function* raced(
  { followed, starts, methods, rates: given }: SweepProblem,
  known: {
    readonly curvature: SweptMinimum['curvature'];
    readonly measure: Measure;
    readonly losses: readonly number[];
    readonly evaluate: Evaluate;
    readonly onLower: (point: Float64Array) => void;
    /** Whether all that follows is in vain. */
    readonly given: () => boolean;
  },
): Steps<Measured['methods']> {
  const { options, bounds, prepared } = followed;
  const { measure, losses } = known;
  const { least, rounding } = measure;
  const target = { loss: least, rounding, byStop: options.stop !== undefined, onLower: known.onLower };
  const tried = methods.map((one) => ({ ...one, rates: given ?? defaultRates(rateLimit(one, known.curvature)) }));
  const ways = tried.flatMap(({ method, settings, epochs, rates }) =>
    rates.flatMap((rate) =>
      starts.map((start, k) =>
        sweptRun(
          {
            method,
            settings,
            stepSize: constant(rate),
            start,
            epochs,
            bounds,
            cancelled: () => known.given() || options.cancelled?.() === true,
            ...(options.stop === undefined ? {} : { stop: options.stop }),
            ...(options.onEpoch === undefined ? {} : { onEpoch: options.onEpoch }),
          },
          target,
          { within: withinOf(measure, losses[k] as number), above: (losses[k] as number) - least },
        ),
      ),
    ),
  );
  const ran = yield* answered(abreast(ways, pointsFor(prepared.rows)), known.evaluate);
  let from = 0;
  return tried.map(({ rates }) => {
    const count = rates.length * starts.length;
    from += count;
    return { rates, runs: ran.slice(from - count, from) };
  });
}

/** The rate above which a method leaves a minimum of that curvature; null where there is none. */
export function rateLimit(
  { method, settings }: Pick<Tried, 'method' | 'settings'>,
  curvature: SweptMinimum['curvature'],
): number | null {
  const limit = (stabilityLimit(method, settings) ?? Number.NaN) / (curvature?.largest ?? Number.NaN);
  return limit > 0 && Number.isFinite(limit) ? limit : null;
}

const counting =
  (evaluate: Evaluate, spent: { evaluations: number; passes: number }): Evaluate =>
  (request) => {
    const answers = evaluate(request);
    if (request.exact !== true) spent.evaluations += request.points.length;
    spent.passes += answers[0]?.passes ?? 1;
    return answers;
  };
