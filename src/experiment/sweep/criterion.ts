import type { Values } from '../../base/values.js';
import type { Begun } from '../fit.js';
import { floorOf } from '../run-options.js';
import { median } from './table.js';

/** Of the way from the start down to the minimum that may be left. */
export const SHARE = 1e-6;
/** Of the loss at the minimum, that sums over the rows and moments of them may differ. */
const ROUNDING = 1e-12;

/** How losses of runs are compared with the minimum. */
export interface Measure {
  readonly least: number;
  /** Losses are of this size: a start that lies where the model explodes says nothing of what is near. NaN where nothing is finite. */
  readonly scale: number;
  readonly rounding: number;
}

/** @param losses of the starts. */
export function measureOf(begun: Begun, least: number, losses: readonly number[]): Measure {
  const finite = losses.filter(Number.isFinite).map((loss) => loss - least);
  const rounding = ROUNDING * Math.abs(least) + floorOf(begun);
  const constant = begun.model.loss.inference === 'squares' ? bestConstant(begun) : 0;
  return { least, scale: constant > rounding ? constant : (median(finite) ?? Number.NaN), rounding };
}

/** Loss − minimum of a run from a start that has arrived. */
export const withinOf = ({ least, scale, rounding }: Measure, start: number): number =>
  SHARE * Math.max(0, Math.min(start - least, scale)) + rounding;

/** Half the mean square of what is left of each response by its own mean. */
function bestConstant({ prepared: { response, weights, parts, rows } }: Begun): number {
  let sum = 0;
  for (const { from, to } of parts) sum += squares(response.subarray(from, to), weights?.values.subarray(from, to));
  return sum / (2 * rows);
}

function squares(values: Values, weights: Float64Array | undefined): number {
  const sumOf = (term: (value: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += (weights?.[i] ?? 1) * term(values[i] as number);
    return sum;
  };
  const mean = sumOf((y) => y) / sumOf(() => 1);
  return sumOf((y) => (y - mean) * (y - mean));
}
