import { columnMemory } from '../backend/column-memory.js';
import type { Answer } from '../base/evaluation.js';
import { randomStream } from '../base/random/stream.js';
import type { Values } from '../base/values.js';
import { name } from '../expression/node.js';
import { type PointwiseModel, pointwise } from '../objective/pointwise.js';
import type { Method } from '../optimize/method.js';
import { METHODS } from '../optimize/methods/index.js';
import { minimize } from '../optimize/minimize.js';
import { allValues } from '../problem/model.js';
import { type BootstrapFigures, bootstrapFigures, estimate, hatDiagonal } from '../statistics/index.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { cancellable, type Steps } from './in-steps.js';
import { WEIGHT } from './prepare.js';
import { RESAMPLES, type Resample } from './resampling.js';

export interface Bootstrapped {
  readonly resample: Resample;
  /** Draws that were made and fitted; those whose fit failed are not among them. */
  readonly resamples: number;
  readonly failed: number;
  /** How the intervals were made. */
  readonly interval: 'bca' | 'percentile';
  /** Cancelled before all draws were made, or the estimates without each row. */
  readonly cut: boolean;
  /** Of all parameters that vary. */
  readonly byParameter: ReadonlyMap<string, BootstrapFigures>;
}

/** Of the response that a draw puts in the place of the measured one: no column of a user can have it. */
const RESPONSE = '@response';
/** Up to so many rows each is left out once, for the acceleration of BCa. */
const MOST_LEFT_OUT = 2000;

/**
 * Refits resampled rows, each from the estimate.
 *
 * A draw takes `integers(0, n)` n times, n the rows of weight > 0 in their order, from a stream of its own with the fit's seed: `default_rng(seed).integers(0, n, n)`
 * for pcg64, `RandomState(seed).randint(0, n, n)` for numpy, draw after draw. A refit that does not converge, or whose rows do not determine all parameters,
 * is left out and counted.
 *
 * @returns null where the fit is not at a minimum, and without degrees of freedom: all draws would fit exactly.
 */
export function* bootstrap(
  begun: Begun,
  point: Float64Array,
  assessment: Assessment,
  converged: boolean,
): Steps<Bootstrapped | null> {
  const { options, model, prepared } = begun;
  const wanted = options.bootstrap ?? 0;
  if (!(assessment.quality.degreesOfFreedom > 0)) return null;
  if (!(assessment.atMinimum || (model.loss.inference === 'none' && converged))) return null;
  const resample = (options.resample ?? 'cases') as Resample;
  const refits = refitter(begun, point);
  const { rows, refit } = refits;
  const draw = RESAMPLES[resample].prepare(refits);
  const stream = randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const indices = new Uint32Array(rows);
  const weights = refits.weights.slice();
  const response = refits.response.slice();
  const draws: Float64Array[] = [];
  let failed = 0;
  const drawing = function* (): Steps<void> {
    for (let b = 0; b < wanted; b++) {
      for (let i = 0; i < rows; i++) indices[i] = stream.integers(0, rows);
      draw(indices, weights, response);
      const found = refit(weights, response);
      if (found === null) failed++;
      else draws.push(found);
      yield;
    }
  };
  yield* cancellable(drawing(), options.cancelled);
  const left = rows <= MOST_LEFT_OUT ? yield* cancellable(leavingOut(refits), options.cancelled) : null;
  const short = draws.length + failed < wanted || (left === null && rows <= MOST_LEFT_OUT);
  const byParameter = new Map<string, BootstrapFigures>();
  const whole = allValues(prepared.resolved.model, point);
  for (const [j, parameter] of prepared.resolved.model.parameters.entries()) {
    if (prepared.resolved.model.dependent.get(parameter)?.kind === 'constant') continue;
    const column = (list: readonly Float64Array[]): Float64Array => Float64Array.from(list, (values) => values[j] as number);
    const figures = bootstrapFigures(
      column(draws),
      whole[j] as number,
      left === null ? null : column(left),
      options.level ?? 0.95,
    );
    if (figures !== null) byParameter.set(parameter, figures);
  }
  return {
    resample,
    resamples: draws.length,
    failed,
    interval: left === null ? 'percentile' : 'bca',
    cut: short && options.cancelled?.() === true,
    byParameter,
  };
}

/** The estimates without each row; null where one of them fails. */
function* leavingOut({ rows, weights, response, refit }: Refitter): Steps<Float64Array[] | null> {
  const without = weights.slice();
  const found: Float64Array[] = [];
  for (let i = 0; i < rows; i++) {
    without[i] = 0;
    const values = refit(without, response);
    without[i] = weights[i] as number;
    if (values === null) return null;
    found.push(values);
    yield;
  }
  return found;
}

interface Refitter {
  /** Of weight > 0: all that is resampled. */
  readonly rows: number;
  readonly predicted: Float64Array;
  readonly response: Float64Array;
  readonly weights: Float64Array;
  readonly leverage: Float64Array;
  /** The values of all parameters; null where the fit fails. */
  readonly refit: (weights: Float64Array, response: Float64Array) => Float64Array | null;
}

/** One compiled objective whose columns of weights and responses are overwritten for every draw. */
function refitter(begun: Begun, point: Float64Array): Refitter {
  const { prepared, bounds, choice } = begun;
  const { gradient: _, ...model } = begun.model;
  const given = prepared.weights?.values;
  const used = [...prepared.response.keys()].filter((i) => given === undefined || (given[i] as number) > 0);
  const pick = (values: Values): Float64Array => Float64Array.from(used, (i) => values[i] as number);
  const columns = new Map([...prepared.columns].map(([key, values]) => [key, pick(values)]));
  const response = pick(prepared.response);
  const weights = given === undefined ? new Float64Array(used.length).fill(1) : pick(given);
  columns.set(RESPONSE, response).set(WEIGHT, weights);
  const memory = columnMemory(columns, used.length, 0);
  const drawn: PointwiseModel = { ...model, response: name(RESPONSE), columns: [...model.columns, RESPONSE], weight: WEIGHT };
  const { evaluate, predict } = pointwise(drawn, memory, prepared.backend);
  const method =
    model.loss.inference === 'none' && choice.method.steps === 'own'
      ? choice.method
      : methodNamed(model.loss.inference === 'none' ? 'lbfgs' : 'lm');
  const rankOf = ({ r }: Answer): number =>
    r === undefined ? 0 : (estimate({ r, parameters: point.length, rows: used.length, variance: null })?.rank ?? 0);
  const factorAt = (at: Float64Array): Answer => evaluate({ points: [at], want: 'qr' })[0] as Answer;
  const rank = rankOf(factorAt(point));
  const jacobian = (evaluate({ points: [point], want: 'residual-jacobian' })[0] as Answer).jacobian as Float64Array;
  return {
    rows: used.length,
    predicted: predict(point, 'model'),
    response,
    weights,
    leverage: hatDiagonal(jacobian, used.length, point.length),
    refit: (someWeights, someResponse) => {
      memory.column(WEIGHT).set(someWeights);
      memory.column(RESPONSE).set(someResponse);
      const { outcome, point: found, answer } = minimize(evaluate, { method, start: point, epochs: 500, bounds });
      const done = outcome === 'converged' || (outcome === 'stalled' && model.loss.corner !== undefined);
      if (!done || !found.every(Number.isFinite)) return null;
      if (rankOf(answer.r === undefined ? factorAt(found) : answer) < rank) return null;
      return allValues(prepared.resolved.model, found);
    },
  };
}

const methodNamed = (wanted: string): Method => METHODS.find((method) => method.name === wanted) as Method;
