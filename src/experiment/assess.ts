import type { Answer } from '../base/evaluation.js';
import { columnNorms, norm2, triangularised } from '../base/linear-algebra/index.js';
import { pairwiseSum, pairwiseSumOf } from '../base/random/pairwise-sum.js';
import type { DiagnosedRun } from '../diagnose/diagnosis.js';
import { differentiate } from '../expression/differentiate.js';
import { evaluate } from '../expression/evaluate.js';
import { name } from '../expression/node.js';
import type { Objective } from '../objective/objective.js';
import { pointwise } from '../objective/pointwise.js';
import type { Refined } from '../objective/refine.js';
import type { Model } from '../problem/model.js';
import { centredEstimate, type Estimate, errorVariance, estimate, intervals, quality, withInverse } from '../statistics/index.js';
import { finiteOrNull, isMinimum, offsetOf } from './at-minimum.js';
import type { Begun } from './fit.js';
import { type Attempt, conditionOf } from './local-search.js';
import { resolvedFactor } from './resolved-factor.js';
import { responseResults } from './response-quality.js';
import { responseNorm } from './response-size.js';
import type { Quality, ResponseResult } from './result.js';
import { type RobustFit, robustFit } from './robust-fit.js';

/** How good the fit is and how sure its parameters are. */
export interface Assessment {
  readonly quality: Quality;
  /** Of several equations each; null for one. */
  readonly responses: readonly ResponseResult[] | null;
  readonly estimate: Estimate | null;
  /** Relative offset, for least squares. */
  readonly offset: number | null;
  /** The last iterate counts as a minimum over the parameters that are not at their bounds. */
  readonly atMinimum: boolean;
  /** Indices of the parameters that are not at their bounds. */
  readonly free: readonly number[];
  /** σ² of a row of weight 1; null where it is not known. */
  readonly variance: number | null;
  /** Of the intervals: ∞ for a known σ or a likelihood. */
  readonly degreesOfFreedom: number;
  /** With the true derivatives. */
  readonly objective: Objective;
  readonly withoutErrors: DiagnosedRun['withoutErrors'];
  /** null where the loss is not robust. */
  readonly robust: RobustFit | null;
  /** By parameter; fixed ones have none. */
  readonly errors: ReadonlyMap<string, { readonly standardError: number; readonly interval: readonly [number, number] | null }>;
  /** Of all parameters, in their order: fixed ones correlate with nothing. */
  readonly correlation: readonly (readonly number[])[] | null;
}

/** @param refined the end of the run in double-double arithmetic, where that was made. */
export function assess(begun: Begun, attempt: Attempt, refined: Refined | null): Assessment {
  const { prepared, model, objective, options } = begun;
  const { point } = attempt.result;
  const { inference } = model.loss;
  const { gradient: _, ...exact } = model;
  const truth =
    begun.fromMoments?.truth ?? (model.gradient === undefined ? objective : pointwise(exact, prepared.memory, prepared.backend));
  const { answer: last } = attempt.result;
  const isFull = (truth === objective || begun.fromMoments !== null) && last.r !== undefined && last.qtr !== undefined;
  const full = isFull ? last : (truth.evaluate({ points: [point], want: 'qr' })[0] as Answer);
  const robust = robustFit(begun, point);
  const free = [...point.keys()].filter((j) => point[j] !== begun.bounds.lower[j] && point[j] !== begun.bounds.upper[j]);
  const answer = free.length === point.length ? full : withColumns(full, free, point.length);
  const predicted = (): Float64Array => objective.predict(point, 'mean');
  const constant = model.loss.logLikelihoodConstant?.(prepared.response) ?? 0;
  const absolute = options.sigma !== undefined && options.absoluteSigma === true ? (prepared.weights?.factor ?? 1) : null;
  const first = quality({
    response: prepared.response,
    ...(prepared.stream === null ? {} : { streamed: prepared.stream }),
    weights: prepared.weights?.values ?? null,
    ...(refined === null
      ? {
          loss: answer.loss,
          mae: answer.mae,
          rss: inference === 'squares' ? 2 * prepared.rows * answer.loss : squaresOf(begun, point),
        }
      : {
          residuals: refined.residuals,
          loss: refined.rss / (2 * prepared.rows),
          mae: pairwiseSum(refined.residuals.map(Math.abs)) / prepared.rows,
        }),
    parameters: point.length,
    inference,
    logLikelihood: inference === 'likelihood' ? constant - prepared.rows * answer.loss : null,
    ...(prepared.parts.length === 1 ? {} : { responses: prepared.parts }),
    absolute: inference === 'squares' ? absolute : null,
  });
  const own = Float64Array.from(free, (j) => point[j] as number);
  const atMinimum = refined !== null || isMinimum(answer, own, prepared, inference);
  const variance =
    robust === null
      ? errorVariance({
          inference,
          rss: first.rss ?? Number.NaN,
          degreesOfFreedom: first.degreesOfFreedom,
          absolute,
        })
      : robust.variance(first.degreesOfFreedom);
  const factor = robust === null ? answer.r : withColumns(robust.unweighted, free, point.length).r;
  const r = factor === undefined ? factor : withoutVanished(factor, free, begun, attempt);
  const known = { parameters: free.length, rows: prepared.rows, variance: atMinimum ? variance : null };
  const centred = resolvedFactor(answer, point);
  const reduced = r === undefined ? null : centred === null ? estimate({ ...known, r }) : centredEstimate(centred, known);
  const whole = reduced === null || free.length === point.length ? reduced : widened(reduced, free, point.length);
  const found = whole === null || refined === null || variance === null ? whole : withInverse(whole, refined.inverse, variance);
  const withoutErrors =
    inference === 'none'
      ? 'loss'
      : attempt.result.outcome === 'diverged' || attempt.result.outcome === 'not-finite'
        ? 'not-finite'
        : reduced !== null && reduced.rank < free.length
          ? 'rank'
          : !atMinimum
            ? 'not-at-minimum'
            : variance === null
              ? robust !== null && first.degreesOfFreedom > 0
                ? 'scale'
                : 'degrees-of-freedom'
              : null;
  const isKnown = robust !== null || inference === 'likelihood' || absolute !== null;
  const degreesOfFreedom = isKnown ? Number.POSITIVE_INFINITY : first.degreesOfFreedom;
  return {
    quality: {
      ...first,
      conditionNumber: finiteOrNull((centred === null ? found?.conditionNumber : conditionOf(answer)) ?? Number.NaN),
    },
    responses: prepared.parts.length === 1 ? null : responseResults(prepared, predicted(), first, point.length, inference),
    estimate: found,
    offset: refined !== null ? 0 : inference === 'squares' ? offsetOf(answer, prepared.rows, free.length) : null,
    robust,
    atMinimum,
    free,
    variance,
    degreesOfFreedom,
    objective: truth,
    withoutErrors,
    ...carried(prepared.resolved.model, point, found, degreesOfFreedom, options.level),
  };
}

/** Σ wr² of the mean response. */
function squaresOf({ objective, prepared: { response, weights, rows } }: Begun, point: Float64Array): number {
  const predicted = objective.predictor(point, 'mean');
  return pairwiseSumOf(rows, (i) => {
    const r = predicted(i) - (response[i] as number);
    return (weights === null ? 1 : (weights.values[i] as number)) * r * r;
  });
}

/** What a parameter may change of the response before it counts: far above rounding, far below any noise. */
const VANISHED = 1e-12;

/**
 * R with zeros for searched parameters whose terms have vanished: moved as far as from start to end, or by their own size, they change no prediction beyond rounding, as
 * the rate of an exponential with amplitude 0. Columns scaled to length 1 would hide that.
 */
function withoutVanished(
  r: Float64Array,
  free: readonly number[],
  { prepared, linearIn }: Begun,
  { start, result }: Attempt,
): Float64Array {
  const width = free.length;
  if (free.every((j) => linearIn.includes(j))) return r;
  const least = (VANISHED * responseNorm(prepared)) / Math.sqrt(prepared.rows);
  const lengths = columnNorms(r, width, width);
  const gone = free.map((j, k) => {
    const [value, from] = [result.point[j] as number, start[j] as number];
    const size = Math.max(Math.abs(value), Math.abs(value - from));
    return !linearIn.includes(j) && (lengths[k] as number) > 0 && (lengths[k] as number) * size <= least;
  });
  return gone.includes(true) ? r.map((value, at) => (gone[at % width] === true ? 0 : value)) : r;
}

/** The factor of some of the columns: what is left to vary where the other parameters stand at their bounds. */
function withColumns(answer: Answer, columns: readonly number[], count: number): Answer {
  const { r, qtr, centred: _, ...rest } = answer;
  if (r === undefined || qtr === undefined) return answer;
  const rows = Array.from({ length: count }, (_, i) => [...columns.map((j) => r[i * count + j] as number), qtr[i] as number]);
  return { ...rest, ...triangularised(Float64Array.from(rows.flat()), count, columns.length) };
}

/** An estimate of some parameters as one of all: those at their bounds are certain. */
function widened(part: Estimate, columns: readonly number[], count: number): Estimate {
  const of = (j: number): number => columns.indexOf(j);
  const width = columns.length;
  const square = (from: Float64Array): Float64Array =>
    Float64Array.from({ length: count * count }, (_, at) => {
      const [i, j] = [of(Math.floor(at / count)), of(at % count)];
      return i < 0 || j < 0 ? 0 : (from[i * width + j] as number);
    });
  const all = [...Array(count).keys()];
  return {
    ...part,
    weakest: part.weakest === null ? null : Float64Array.from(all, (j) => part.weakest?.[of(j)] ?? 0),
    nullDirections: part.nullDirections.map((direction) => Float64Array.from(all, (j) => direction[of(j)] ?? 0)),
    standardErrors:
      part.standardErrors === null ? null : Float64Array.from(all, (j) => part.standardErrors?.[of(j)] ?? Number.NaN),
    covariance: part.covariance === null ? null : square(part.covariance),
    correlation:
      part.correlation === null
        ? null
        : all.map((i) => all.map((j) => (i === j ? 1 : (part.correlation?.[of(i)]?.[of(j)] ?? 0)))),
    factor: part.factor === null ? null : square(part.factor),
  };
}

/** Standard errors, intervals and correlation of all parameters, ties carried by the delta method. */
function carried(
  model: Model,
  point: Float64Array,
  found: Estimate | null,
  degreesOfFreedom: number,
  level: number | undefined,
): Pick<Assessment, 'errors' | 'correlation'> {
  const { factor } = found ?? {};
  if (factor === null || factor === undefined) return { errors: new Map(), correlation: null };
  const count = model.free.length;
  const value = (parameter: string): number => point[model.free.indexOf(parameter)] as number;
  const rows = model.parameters.map((parameter) => {
    const j = model.dependent.has(parameter) ? -1 : model.free.indexOf(parameter);
    if (j >= 0) return factor.slice(j * count, (j + 1) * count);
    const slopes = differentiate(model.dependent.get(parameter) ?? name(parameter), model.free).map((slope) =>
      evaluate(slope, value),
    );
    return Float64Array.from({ length: count }, (_, k) =>
      slopes.reduce((sum, slope, j) => sum + slope * (factor[j * count + k] as number), 0),
    );
  });
  const exact = new Map(model.free.map((parameter, j) => [parameter, found?.standardErrors?.[j] as number]));
  const sizes = rows.map((row, i) => exact.get(model.parameters[i] as string) ?? norm2(row));
  // One quantile for all: it costs more than the rest.
  const reached = intervals(
    model.parameters.map((parameter) => {
      const tie = model.dependent.get(parameter);
      return tie === undefined ? value(parameter) : evaluate(tie, value);
    }),
    sizes,
    degreesOfFreedom,
    level,
  );
  const errors = new Map<string, { standardError: number; interval: readonly [number, number] | null }>();
  for (const [i, parameter] of model.parameters.entries())
    if (model.dependent.get(parameter)?.kind !== 'constant' && Number.isFinite(sizes[i]))
      errors.set(parameter, { standardError: sizes[i] as number, interval: reached[i] ?? null });
  const correlation = rows.map((a, i) =>
    rows.map((b, j) => {
      if (i === j) return 1;
      const both =
        found?.correlation?.[model.free.indexOf(model.parameters[i] as string)]?.[
          model.free.indexOf(model.parameters[j] as string)
        ];
      if (both !== undefined) return both;
      const scale = norm2(a) * norm2(b);
      return scale === 0 ? 0 : a.reduce((sum, x, k) => sum + x * (b[k] as number), 0) / scale;
    }),
  );
  return { errors, correlation };
}
