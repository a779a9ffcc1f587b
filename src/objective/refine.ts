import { type DoubleDouble, plus } from '../base/double-double/arithmetic.js';
import { addMultiple, type DoubleDoubleArray } from '../base/double-double/array.js';
import { norm2 } from '../base/linear-algebra/index.js';
import type { Values } from '../base/values.js';
import { name } from '../expression/node.js';
import { halfMse } from './losses/half-mse.js';
import type { PointwiseModel } from './pointwise.js';
import { type NewtonFactor, newtonFactor } from './refine/newton-factor.js';
import { normalInverse } from './refine/normal-inverse.js';
import { type SquaresAt, squares } from './refine/squares.js';

/** A least-squares solution that is right to the last digit of its doubles. n rows, P parameters. */
export interface Refined {
  /** Length P: rounded. */
  readonly point: Float64Array;
  /** Length P: what rounding lost. */
  readonly low: Float64Array;
  /** Σ wᵢrᵢ². */
  readonly rss: number;
  /** Prediction − response, unweighted; length n. */
  readonly residuals: Float64Array;
  /** (JᵀWJ)⁻¹, P×P, row-major. */
  readonly inverse: Float64Array;
  readonly steps: number;
  /** The largest part of a parameter that the last step changed; 0 for parameters that it left. */
  readonly change: number;
}

export interface RefineOptions {
  /** Rows times operations on double-doubles that one pass may take. Default 3e6: well below a second. */
  readonly limit?: number;
}

/**
 * Newton steps with residuals, Jacobian and gradient in double-double arithmetic and a factor in doubles, from a minimum that is as sharp as doubles allow. The
 * gradient then has digits where its terms cancel, so that each step gains as many digits as the factor is good for: fixed-precision iterative refinement
 * (Björck 1987, BIT 27; 1996, Numerical Methods for Least Squares Problems, §6.6.5), with the exact second derivatives for models that are not linear, without which the
 * rate would be that of Gauss–Newton. Data and numbers of the formula count as the decimals that they are written with.
 *
 * @param model with half the mean squared error and free parameters only. @param columns each of length n: what the model reads, and its weights.
 * @param point length P.
 * @returns null where that cannot be done: another loss, a hand-written gradient, an operation without double-double form, dependent columns, numbers that are not
 * finite, too much work, a start from which the steps do not shrink, or a residual sum that would grow.
 * @example refine(model, new Map([['x', x], ['y', y]]), Float64Array.of(1, 2))?.point
 */
export function refine(
  model: PointwiseModel,
  columns: ReadonlyMap<string, Values>,
  point: Float64Array,
  options: RefineOptions = {},
): Refined | null {
  if (!isSquares(model) || point.length === 0) return null;
  const problem = squares(model, columns, options.limit ?? 3e6);
  let at: DoubleDouble[] = Array.from(point, (x) => [x, 0]);
  let here = problem?.evaluate(at) ?? null;
  if (problem === null || here === null || !Number.isFinite(here.rss)) return null;
  const factorise = (there: SquaresAt): NewtonFactor | null => newtonFactor(there, problem.weights, problem.curvature());
  let factor = factorise(here);
  let before = { length: Number.POSITIVE_INFINITY, change: Number.POSITIVE_INFINITY };
  for (let steps = 1; factor !== null && steps <= MOST_STEPS; steps++) {
    let next = stepBy(factor, here);
    const slow = next.length > before.length * SLOW;
    if (slow && !problem.linear) {
      factor = factorise(here);
      if (factor === null) return null;
      next = stepBy(factor, here);
    }
    const noise = noiseOf(here, at);
    if (next.length > noise && next.length > before.length * SHRINKS) {
      if (before.change <= SHARP) return finished({ at, steps: steps - 1, change: before.change }, here, factor, problem.weights);
      // With second derivatives the way goes on, as long as the residual sum does not grow.
      if (problem.linear) return null;
    }
    at = at.map((x, j) => plus(x, next.step[j] as number));
    const change = changeOf(next.step, at);
    if (change <= ENOUGH || next.length <= noise) {
      follow(here, next.step);
      return finished({ at, steps, change }, here, factor, problem.weights);
    }
    const there = problem.evaluate(at);
    if (there === null || !(there.rss <= here.rss * (1 + 1e-9) + noise * noise)) return null;
    here = there;
    before = { length: next.length, change };
  }
  return null;
}

const MOST_STEPS = 30;
/** A relative change that leaves 106 bits of a parameter nothing to gain. */
const ENOUGH = 1e-20;
/** A step that is longer than this part of the last one gains nothing: of rounding, where the last change was sharp. */
const SHRINKS = 0.5;
const SHARP = 1e-15;
/** Steps that shrink less than this take a fresh factor. */
const SLOW = 0.01;

const stepBy = (factor: NewtonFactor, { gradient }: SquaresAt): ReturnType<NewtonFactor['step']> =>
  factor.step(Float64Array.from(gradient, (g) => g[0]));

/** Residuals after a last step that is too small to evaluate again. */
function follow({ residuals, jacobian }: SquaresAt, step: Float64Array): void {
  step.forEach((by, j) => {
    addMultiple([by, 0], jacobian[j] as DoubleDoubleArray, residuals);
  });
}

/** Loss tables are data: what counts is that the term is r²/2. */
function isSquares({ loss, lossSettings, gradient }: PointwiseModel): boolean {
  const [eta, y] = [name('@prediction'), name('@response')];
  return gradient === undefined && loss.term(eta, y, lossSettings) === halfMse.term(eta, y, {});
}

const highOf = (at: readonly DoubleDouble[]): Float64Array => Float64Array.from(at, (x) => x[0]);

/** The length of a step that is all rounding: of residuals, and of a prediction whose terms are ∂η/∂xⱼ·xⱼ. */
function noiseOf({ residuals, jacobian }: SquaresAt, at: readonly DoubleDouble[]): number {
  const terms = jacobian.map(({ high }, j) => norm2(high) * Math.abs((at[j] as DoubleDouble)[0]));
  return terms.reduce((sum, term) => sum + term, norm2(residuals.high)) * 2 ** -100;
}

function changeOf(step: Float64Array, at: readonly DoubleDouble[]): number {
  return step.reduce((most, by, j) => (by === 0 ? most : Math.max(most, Math.abs(by / (at[j] as DoubleDouble)[0]))), 0);
}

interface LastStep {
  readonly at: readonly DoubleDouble[];
  readonly steps: number;
  readonly change: number;
}

function finished(
  { at, steps, change }: LastStep,
  { residuals, jacobian, rss }: SquaresAt,
  factor: NewtonFactor,
  weights: Float64Array | undefined,
): Refined | null {
  const inverse = normalInverse(jacobian, weights, factor);
  if (inverse === null || !inverse.every(Number.isFinite)) return null;
  return {
    point: highOf(at),
    low: Float64Array.from(at, (x) => x[1]),
    rss,
    residuals: residuals.high.slice(),
    inverse,
    steps,
    change,
  };
}
