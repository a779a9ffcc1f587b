import type { Answer } from '../base/evaluation.js';
import { influence } from '../statistics/index.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { isAbsolute } from './row-noise.js';

/**
 * What each row does to a fit, in the tangent plane at the minimum. Length n each, by row in memory; NaN where a row has none, and where its weight is 0. Residuals
 * are prediction − response.
 */
export interface RowInfluence {
  /** Diagonal of the hat matrix, in [0, 1]; of a robust loss that of the last weighted least squares, as R's `hatvalues` of `rlm`. */
  readonly leverage: Float64Array;
  /** r√w/(s√(1 − h)); of a likelihood by the variance of its mean (Pearson); of a robust loss r as the loss sees it, over the scale of the residuals. */
  readonly standardized: Float64Array;
  /** With s of the fit without the row; null where s is no estimate of least squares, and without two degrees of freedom. */
  readonly studentized: Float64Array | null;
  /** Of a robust loss √(ψ(r)/r)·standardized: what acts on the fit. null for others. */
  readonly tempered: Float64Array | null;
  /** Cook's distance; of a robust loss with its weights ψ(r)/r held. */
  readonly cook: Float64Array;
}

/** @returns null where the fit has no standard errors, and for a robust loss without a scale of its residuals. Parameters at their bounds count as known. */
export function rowInfluence(begun: Begun, point: Float64Array, assessment: Assessment): RowInfluence | null {
  const { model, prepared, options } = begun;
  const { estimate, objective, free, quality, robust, variance } = assessment;
  const { inference } = model.loss;
  const scale = robust?.result.scale ?? 0;
  if ((estimate?.factor ?? null) === null || variance === null || (robust !== null && !(scale > 0))) return null;
  const estimated = inference === 'squares' && !isAbsolute(options);
  const { jacobian, residuals } = objective.evaluate({ points: [point], want: 'residual-jacobian' })[0] as Required<Answer>;
  const { leverage, internal, external, cook } = influence({
    jacobian: columnsOf(jacobian, point.length, free),
    residuals,
    rows: prepared.rows,
    parameters: free.length,
    degreesOfFreedom: quality.degreesOfFreedom,
    ...(estimated ? {} : { known: robust === null ? variance : scale * scale }),
  });
  const weights = prepared.weights?.values;
  /** A row of weight 0 is no part of the fit. */
  const part = (values: Float64Array): Float64Array =>
    weights === undefined ? values : values.map((value, i) => (weights[i] === 0 ? Number.NaN : value));
  return {
    leverage,
    standardized: part(
      robust === null
        ? internal
        : robust.residuals.map((r, i) =>
            Number.isNaN(internal[i]) ? Number.NaN : r / (scale * Math.sqrt(1 - (leverage[i] as number))),
          ),
    ),
    studentized: estimated && quality.degreesOfFreedom > 1 ? part(external) : null,
    tempered: robust === null ? null : part(internal),
    cook: part(cook),
  };
}

/** Some columns of a matrix, row-major. @param width of the matrix. */
export function columnsOf(matrix: Float64Array, width: number, columns: readonly number[]): Float64Array {
  if (columns.length === width) return matrix;
  return Float64Array.from({ length: (matrix.length / width) * columns.length }, (_, at) => {
    const row = Math.floor(at / columns.length);
    return matrix[row * width + (columns[at % columns.length] as number)] as number;
  });
}
