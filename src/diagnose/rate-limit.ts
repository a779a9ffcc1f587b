import { symmetricEigen } from '../base/linear-algebra/index.js';
import { METHODS } from '../optimize/methods/index.js';
import { stabilityLimit } from '../optimize/stability.js';
import type { DiagnosedRun } from './diagnosis.js';

/** The largest rate·λ that the method of a run bears: {@link stabilityLimit}. @returns null for a rate that changes, and for methods that no such limit holds for. */
export function rateLimit({ constantRate, method, settings }: DiagnosedRun): number | null {
  const row = constantRate ? METHODS.find(({ name }) => name === method) : undefined;
  return row === undefined ? null : stabilityLimit(row, settings);
}

/** Part of a curvature on some rows that all rows have at least, and at most its inverse. */
const SURE = 0.8;

/** λmax of the Hessian on all rows, on some where it is surely below `least`; null where it is not finite or has no curvature upwards. */
export function largestCurvature({ terrain, evaluate }: DiagnosedRun, point: Float64Array, least: number): number | null {
  const judged = terrain.shape(point)?.curvatures[0] ?? Number.NaN;
  // What is not finite on some rows is not on all.
  const largest = terrain.whole || !(judged >= SURE * least) ? judged : onAllRows(evaluate, point);
  return largest > 0 ? largest : null;
}

function onAllRows(evaluate: DiagnosedRun['evaluate'], point: Float64Array): number {
  const hessian = evaluate({ points: [point], want: 'hessian' })[0]?.hessian;
  return hessian === undefined ? Number.NaN : (symmetricEigen(hessian, point.length).values[0] as number);
}

/** The loss at the end over the lowest one on the way. */
export const GROWTH = 10;

/** Whether the loss went up for good: last not finite, or above the first and above {@link GROWTH} × the lowest on the way. */
export function hasGrown({ trace, answer: { loss: last }, inference, terrain }: DiagnosedRun): boolean {
  if (!Number.isFinite(last)) return true;
  const lowest = trace.loss[lowestRow(trace.loss)] ?? Number.NaN;
  if (!(last > (trace.loss[0] as number) && last > lowest)) return false;
  // The loss of a likelihood has no zero of its own.
  const zero = inference === 'likelihood' ? (terrain.reference()?.loss ?? Number.NaN) : 0;
  return last - zero > GROWTH * (lowest - zero);
}

/** Of the trace; −1 where no loss is finite. */
export const lowestRow = (losses: Float64Array): number =>
  losses.reduce((least, loss, i) => (Number.isFinite(loss) && !(loss >= (losses[least] ?? Number.NaN)) ? i : least), -1);
