import type { Answer } from '../base/evaluation.js';
import type { DiagnosedRun } from '../diagnose/diagnosis.js';
import { pointwise } from '../objective/pointwise.js';
import { robustRows } from '../objective/robust-rows.js';
import { meanSlope, residualScale, robustVariance } from '../statistics/index.js';
import { squaresLoss } from './companion-loss.js';
import type { Begun } from './fit.js';
import { rowNumber } from './part.js';
import type { RobustResult } from './result.js';

/** A robust fit at its parameters, row by row. */
export interface RobustFit {
  readonly result: RobustResult;
  readonly diagnosed: NonNullable<DiagnosedRun['robust']>;
  /** As the loss sees them, by row: divided by σ up to a common factor where that is given. */
  readonly residuals: Float64Array;
  /** ψ(r)/r, by row: how much of its weight the fit gives the row. */
  readonly weight: Float64Array;
  /** With the factor of the Jacobian as least squares has it: the rows' own weights are not in the covariance. */
  readonly unweighted: Answer;
  /** mean ψ′: how much flatter than squares the loss is at the minimum. */
  readonly flatness: number;
  /** σ² of the covariance; null where there is none. */
  variance(degreesOfFreedom: number): number | null;
}

/** @returns null for a loss that is not robust. */
export function robustFit({ model: followed, prepared, robust }: Begun, point: Float64Array): RobustFit | null {
  const { gradient: _, ...model } = followed;
  if (model.loss.robust === undefined) return null;
  const { rows, memory, backend } = prepared;
  // Known spreads are in the residuals already; other weights count rows.
  const weights = model.standardised === true ? null : (prepared.weights?.values ?? null);
  const columns = model.weight === undefined ? model.columns : [...model.columns, model.weight];
  const values = new Float64Array(4 * rows);
  backend.compile({ parameters: model.parameters, columns, outputs: robustRows(model) }, memory).map(point, 0, rows, values);
  const part = (k: number): Float64Array => values.subarray(k * rows, (k + 1) * rows);
  const [weight, psi, slope, residuals] = [part(0), part(1), part(2), part(3)];
  const squares = pointwise({ ...model, loss: squaresLoss(), lossSettings: {} }, memory, backend);
  const settled = robust?.settled ?? null;
  const scale = settled?.scale ?? residualScale(residuals, weights);
  const exact = settled?.exact ?? scale === 0;
  const delta = model.lossSettings.delta as number;
  const counts = (i: number): boolean => weights === null || (weights[i] as number) > 0;
  const counting = weight.reduce((count, w, i) => (counts(i) && w > 0 ? count + 1 : count), 0);
  const downweighted = [...weight.keys()].filter((i) => counts(i) && (weight[i] as number) < 0.5);
  return {
    result: {
      delta,
      scale: exact ? 0 : Number.isFinite(scale) ? scale : null,
      tuning: exact || !(scale > 0) ? null : delta / scale,
      automatic: settled !== null,
      downweighted: downweighted.length,
    },
    diagnosed: {
      delta,
      scale: exact ? 0 : scale,
      automatic: settled !== null,
      exact,
      downweighted: downweighted.map((i) => rowNumber(prepared, i)),
      counting,
    },
    residuals,
    weight,
    unweighted: squares.evaluate({ points: [point], want: 'qr' })[0] as Answer,
    flatness: meanSlope(slope, weights),
    variance: (degreesOfFreedom) =>
      settled?.exact === true || counting <= point.length
        ? null
        : robustVariance({ psi, slope, weights, parameters: point.length, degreesOfFreedom }),
  };
}
