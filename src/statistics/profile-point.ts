import type { Evaluate } from '../base/evaluation.js';
import { project } from '../optimize/bounds.js';
import { METHODS } from '../optimize/methods/index.js';
import { minimize } from '../optimize/minimize.js';
import { heldAt, inserted, without } from './held.js';

/** The objective around its minimum. P parameters, n rows. */
export interface Profiled {
  readonly evaluate: Evaluate;
  /** The minimum, length P. */
  readonly point: Float64Array;
  readonly loss: number;
  readonly rows: number;
  /** σ² of a row of weight 1, > 0: RSS/df, c for absolute σ, 1 for a likelihood. */
  readonly variance: number;
  /** |τ| at the ends of an interval: a quantile of Student's t, or of the normal distribution for a likelihood or absolute σ. */
  readonly reach: number;
  /** Length P, > 0: the standard errors, or what comes near them; lengths of the first steps. */
  readonly scale: Float64Array;
  /** P×P row-major; where the other parameters go first. null: they stay. */
  readonly covariance: Float64Array | null;
  /** Length P each. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A point of a profile. */
export interface ProfilePoint {
  /** Of the profiled parameter. */
  readonly value: number;
  /**
   * The signed root τ = sign(θ − θ̂)·√(2n(f(θ) − f(θ̂))/σ²), f minimised over the other parameters: a straight line of slope 1/standard error where the
   * model is linear (Bates and Watts 1988, eq. 6.1).
   */
  readonly root: number;
  /** All parameters, length P. */
  readonly point: Float64Array;
}

/** A point on a profile that is better than the minimum that was profiled. */
export interface LowerMinimum {
  readonly loss: number;
  /** Length P. */
  readonly point: Float64Array;
}

/** 2n(f(θ̂) − f)/σ² from which a point is a better fit and not the rounding of this one: MASS's `profile.glm` takes the same. */
const BETTER = 1e-3;
const EPOCHS = 200;

/** A point that was minimised over the others; `converged` false where that found no minimum. */
export type Minimised = ProfilePoint & { readonly converged: boolean };

/** The profile at a value: null where the model is not finite there. */
export function* profileAt(
  input: Profiled,
  index: number,
  value: number,
  known: ProfilePoint[],
): Generator<void, Minimised | null | { readonly better: LowerMinimum }> {
  const { evaluate, rows, variance, lower, upper } = input;
  const count = input.point.length;
  const inner = heldAt(evaluate, index, value, count);
  const bounds = { lower: without(lower, index), upper: without(upper, index) };
  const inside = (x: Float64Array): Float64Array => project(x, bounds);
  let found: { loss: number; point: Float64Array; converged: boolean } | null = null;
  if (count === 1) {
    const point = Float64Array.of(value);
    const loss = evaluate({ points: [point], want: 'value' })[0]?.loss ?? Number.NaN;
    found = Number.isFinite(loss) ? { loss, point, converged: true } : null;
  } else
    for (const start of starts(input, index, value, known)) {
      const from = inside(start);
      if (!from.every(Number.isFinite)) continue;
      const result = minimize(inner, { method: METHOD, start: from, epochs: EPOCHS, bounds });
      if (!Number.isFinite(result.answer.loss)) continue;
      found = {
        loss: result.answer.loss,
        point: inserted(result.point, index, value),
        converged: result.outcome === 'converged',
      };
      if (found.converged) break;
    }
  yield;
  if (found === null) return null;
  const rise = (2 * rows * (found.loss - input.loss)) / variance;
  if (rise < -BETTER) return { better: polished(input, found) };
  const here = {
    value,
    root: Math.sign(value - (input.point[index] as number)) * Math.sqrt(Math.max(rise, 0)),
    point: found.point,
  };
  if (found.converged) {
    const place = known.findIndex((other) => other.value >= value);
    if (known[place]?.value !== value) known.splice(place < 0 ? known.length : place, 0, here);
  }
  return { ...here, converged: found.converged };
}

/** Where the others start: on the line through the two nearest points of the profile (at first along the covariance), else at the nearest. */
function* starts(
  { covariance, point }: Profiled,
  index: number,
  value: number,
  known: readonly ProfilePoint[],
): Generator<Float64Array> {
  const [first, second] = [...known].sort((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value)) as [
    ProfilePoint,
    ProfilePoint?,
  ];
  const count = point.length;
  const slope =
    second !== undefined
      ? first.point.map((x, j) => (x - (second.point[j] as number)) / (first.value - second.value))
      : covariance !== null
        ? first.point.map((_, j) => (covariance[j * count + index] as number) / (covariance[index * count + index] as number))
        : null;
  if (slope?.every(Number.isFinite))
    yield without(
      first.point.map((x, j) => x + (slope[j] as number) * (value - first.value)),
      index,
    );
  yield without(first.point, index);
}

/** The whole way down from a better point. */
function polished({ evaluate, lower, upper }: Profiled, from: LowerMinimum): LowerMinimum {
  const { answer, point } = minimize(evaluate, { method: METHOD, start: from.point, epochs: EPOCHS, bounds: { lower, upper } });
  return answer.loss <= from.loss ? { loss: answer.loss, point } : { loss: from.loss, point: from.point };
}

const METHOD = METHODS.find(({ name }) => name === 'lm') as (typeof METHODS)[number];
