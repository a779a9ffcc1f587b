import { log2 } from '../base/elementary/scalar.js';
import { type Forecast, type ForecastInput, forecastEpochs } from '../optimize/forecast.js';
import { type ShortDescent, settledCurvatures } from './descent.js';
import type { DiagnosedRun } from './diagnosis.js';

/** Of the drop from the start to the minimum: where a run counts as done. */
export const GOAL = 1e-6;

/**
 * How a descent goes on from its end with its own rate and velocity, or would go from its start with another rate, by the parabola at the minimum; null where it has no constant
 * rate, or ends at a bound.
 */
export function epochsNeeded(
  run: Pick<DiagnosedRun, 'settings' | 'lower' | 'upper' | 'start' | 'point' | 'velocity' | 'learningRate'>,
  { method, minimum, drop, rate: own }: ShortDescent,
  fromStart: number | null = null,
  goal: Pick<ForecastInput, 'of' | 'target'> = { of: 'loss', target: GOAL * drop },
): Forecast | null {
  if (own === null || minimum.point.some((x, j) => x === run.lower[j] || x === run.upper[j])) return null;
  const { velocity, learningRate } = run;
  const from = fromStart === null ? run.point : run.start;
  // A hand-written gradient that is c times the true one makes a velocity of c times its own.
  const memory = fromStart === null && velocity !== null ? velocity.map((x) => (x * (learningRate as number)) / own) : null;
  return forecastEpochs({
    method,
    settings: run.settings,
    rate: fromStart ?? own,
    hessian: { values: settledCurvatures(minimum), vectors: minimum.directions },
    offset: from.map((x, j) => x - (minimum.point[j] as number)),
    ...(memory === null ? {} : { memory }),
    ...goal,
  });
}

/** Updates still to make to a gap of `target`, if it goes on to shrink as it did over the second half of the run; Infinity where it does not. */
export function epochsAtThisPace(
  { trace }: DiagnosedRun,
  { epochs, floor, drop, gap }: ShortDescent,
  target = GOAL * drop,
): number {
  let half = 0;
  while (half + 1 < trace.length && (trace.epoch[half + 1] as number) <= epochs / 2) half++;
  const steps = epochs - (trace.epoch[half] as number);
  const before = (trace.loss[half] as number) - floor;
  const halvings = log2(before / gap);
  return steps > 0 && halvings > 0 ? (log2(gap / target) / halvings) * steps : Number.POSITIVE_INFINITY;
}

/** At least this many, in two digits. */
export function roundedUp(epochs: number): number {
  const rounded = Number(epochs.toPrecision(2));
  return Math.ceil(rounded >= epochs ? rounded : Number((1.05 * epochs).toPrecision(2)));
}
