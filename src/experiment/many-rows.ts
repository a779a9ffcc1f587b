import { once } from '../base/once.js';
import type { ManyRows } from '../diagnose/diagnosis.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { evenly, JUDGED, onSample } from './sampled.js';

/** From so many rows on what is asked of each row is asked in passes. */
const MANY = 100_000;

/** Passes over the rows of least squares at a minimum: see `DiagnosedRun`. */
export function manyRows(begun: Begun, { atMinimum, objective }: Assessment): ManyRows | null {
  const { prepared, model } = begun;
  if (prepared.rows < MANY || prepared.stream !== null || prepared.parts.length > 1) return null;
  if (!atMinimum || model.loss.inference !== 'squares') return null;
  const { response, weights } = prepared;
  const some = once(() => onSample(begun, JUDGED).objective);
  return {
    sample: evenly(prepared.rows, JUDGED),
    evaluate: (request) => some().evaluate(request),
    residualsAt: (point) => {
      const predicted = objective.predictor(point, 'mean');
      if (weights === null) return (row) => predicted(row) - (response[row] as number);
      return (row) => (predicted(row) - (response[row] as number)) * Math.sqrt(weights.values[row] as number);
    },
  };
}
