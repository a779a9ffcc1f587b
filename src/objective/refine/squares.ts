import { doubleDoubleProgram } from '../../backend/double-double/program.js';
import type { DoubleDouble } from '../../base/double-double/arithmetic.js';
import { type DoubleDoubleArray, dot, doubleDoubleArray, multiplyArrays } from '../../base/double-double/array.js';
import { fromDecimals } from '../../base/double-double/decimal.js';
import { dot as plainDot } from '../../base/linear-algebra/index.js';
import { once } from '../../base/once.js';
import { remembered } from '../../base/remembered.js';
import { asDoubles, type Values } from '../../base/values.js';
import { subtract } from '../../expression/build.js';
import { cost } from '../../expression/cost.js';
import { differentiate } from '../../expression/differentiate.js';
import type { Expression } from '../../expression/node.js';
import type { PointwiseModel } from '../pointwise.js';

/** A sum of squares Σ wᵢrᵢ(x)² in double-double arithmetic; n rows, P parameters. */
export interface Squares {
  readonly linear: boolean;
  /** wᵢ, length n; absent where all are 1. */
  readonly weights: Float64Array | undefined;
  /** null where an operation has no double-double form. The next call overwrites the arrays. */
  evaluate(point: readonly DoubleDouble[]): SquaresAt | null;
  /** Σ wᵢrᵢ∇²ηᵢ where it was last evaluated, in doubles: P×P, row-major. undefined for linear models. */
  curvature(): Float64Array | undefined;
}

/** At one point. */
export interface SquaresAt {
  /** Prediction − response, length n. */
  readonly residuals: DoubleDoubleArray;
  /** P columns of length n. */
  readonly jacobian: readonly DoubleDoubleArray[];
  /** JᵀWr, length P. */
  readonly gradient: readonly DoubleDouble[];
  /** Σ wᵢrᵢ². */
  readonly rss: number;
}

/**
 * @param columns plain doubles, each of length n; data count as the decimals that they are written with, weights as doubles.
 * @returns null where one pass would take more than `limit` operations on double-doubles.
 */
export function squares(model: PointwiseModel, columns: ReadonlyMap<string, Values>, limit: number): Squares | null {
  const derivatives = derivativesOf(model);
  const { eager, slopes } = derivatives;
  const column = (text: string): Values => {
    const found = columns.get(text);
    if (found === undefined) throw new Error(`no column "${text}"`);
    return found;
  };
  const rows = model.columns.length === 0 ? 0 : column(model.columns[0] as string).length;
  if (rows * (derivatives.cost + slopes.length * slopes.length) > limit) return null;
  const { seconds, outputs } = derivatives.second();
  const data = new Map(model.columns.map((text) => [text, fromDecimals(asDoubles(column(text)))]));
  const program = doubleDoubleProgram({ parameters: model.parameters, columns: model.columns, outputs }, data, rows);
  const weights = model.weight === undefined ? undefined : asDoubles(column(model.weight));
  const exact = weights === undefined ? undefined : { high: weights, low: new Float64Array(rows) };
  const room = doubleDoubleArray(rows);
  let weighted = room;
  return {
    linear: seconds.length === 0,
    weights,
    evaluate(point) {
      program.moveTo(point);
      const values = program.outputs(0, eager.length);
      if (values === null) return null;
      const [residuals, ...jacobian] = values as [DoubleDoubleArray, ...DoubleDoubleArray[]];
      if (exact !== undefined) multiplyArrays(residuals, exact, room);
      weighted = exact === undefined ? residuals : room;
      const gradient = jacobian.map((slope) => dot(slope, weighted));
      return { residuals, jacobian, gradient, rss: dot(residuals, weighted)[0] };
    },
    curvature() {
      const values = seconds.length === 0 ? null : program.outputs(eager.length, outputs.length);
      if (values === null) return undefined;
      const size = slopes.length;
      const matrix = new Float64Array(size * size);
      values.forEach((second, k) => {
        const { i, j } = seconds[k] as SecondDerivative;
        const entry = plainDot(second.high, weighted.high);
        matrix[i * size + j] = entry;
        matrix[j * size + i] = entry;
      });
      return matrix;
    },
  };
}

/** What is computed, as expressions. */
interface Derivatives {
  /** The residual, then its slopes. */
  readonly eager: readonly Expression[];
  readonly slopes: readonly Expression[];
  /** Of a row of `eager`. */
  readonly cost: number;
  /** Also with second derivatives: `outputs` are `eager` and those. */
  second(): { readonly seconds: readonly SecondDerivative[]; readonly outputs: readonly Expression[] };
}

/** Made once for a model. */
const derivativesOf = remembered(
  32,
  ({ prediction, response, parameters }: PointwiseModel) => [prediction.id, response.id, ...parameters].join('\0'),
  ({ prediction, response, parameters }: PointwiseModel): Derivatives => {
    const slopes = differentiate(prediction, parameters);
    const eager = [subtract(prediction, response), ...slopes];
    return {
      eager,
      slopes,
      cost: cost(eager),
      second: once(() => {
        const seconds = secondDerivatives(slopes, parameters);
        return { seconds, outputs: [...eager, ...seconds.map((entry) => entry.second)] };
      }),
    };
  },
);

interface SecondDerivative {
  readonly i: number;
  readonly j: number;
  readonly second: Expression;
}

/** ∂²η/∂xᵢ∂xⱼ for j ≤ i, those that are not 0 everywhere. */
function secondDerivatives(slopes: readonly Expression[], parameters: readonly string[]): SecondDerivative[] {
  return slopes
    .flatMap((slope, i) => differentiate(slope, parameters.slice(0, i + 1)).map((second, j) => ({ i, j, second })))
    .filter(({ second }) => second.kind !== 'constant' || second.value !== 0);
}
