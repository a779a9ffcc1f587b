import type { Method } from '../optimize/method.js';
import { METHODS } from '../optimize/methods/index.js';
import type { DiagnosedRun } from './diagnosis.js';
import { gradientFactor } from './gradient-check.js';
import { onceARun } from './once-a-run.js';
import { separation } from './separation.js';
import { onAllRows, type Shape } from './terrain.js';

/** A run of gradient descent or one of its relatives over all rows that used up its epochs before it was at the minimum. */
export interface ShortDescent {
  readonly method: Method;
  /** Updates made. */
  readonly epochs: number;
  /** x̂. */
  readonly minimum: Shape;
  /** f(x̂) on all rows. */
  readonly floor: number;
  /** f at the start less f(x̂): what there was to gain, > 0. */
  readonly drop: number;
  /** f at the end less f(x̂), > 0. */
  readonly gap: number;
  /** The rate times the factor of a hand-written gradient; null where each step has its own. */
  readonly rate: number | null;
}

/** Part of what there was to gain that makes a run too short. */
export const SHORT = 1e-3;
/** Losses that differ by less of themselves are the same: they are sums of many rows, or were made without a look at them. */
const ROUNDING = 1e-10;

/**
 * What is left of the way down where a descent with a rate is out of epochs.
 * @returns null for other methods and outcomes, where the gradient is wrong, where there is no minimum, and where the gap to the minimum is at most `least` of the drop.
 */
export function shortDescent(run: DiagnosedRun, least: number): ShortDescent | null {
  // What costs nothing first: most runs are none.
  if (run.outcome !== 'out-of-epochs' || run.batch !== null) return null;
  const found = whole(run);
  return found !== null && found.gap > least * found.drop ? found : null;
}

const whole = onceARun((run): ShortDescent | null => {
  const method = METHODS.find(({ name }) => name === run.method);
  const [first, last] = [run.trace.loss[0], run.answer.loss];
  if (method?.steps !== 'rate' || first === undefined || !Number.isFinite(first) || !Number.isFinite(last)) return null;
  if (separation(run) !== null) return null;
  const factor = gradientFactor(run);
  const minimum = factor === null ? null : run.terrain.reference();
  if (factor === null || minimum === null) return null;
  const floor = onAllRows(run, minimum).loss;
  const [drop, gap] = [first - floor, last - floor];
  if (!(drop > 0 && gap > ROUNDING * Math.max(Math.abs(last), Math.abs(floor)))) return null;
  const epochs = run.trace.epoch[run.trace.length - 1] as number;
  const rate = run.constantRate && run.learningRate !== null ? run.learningRate * factor : null;
  return { method, epochs, minimum, floor, drop, gap, rate };
});

/** Part of the drop that a Newton step from the end would still gain, below which the run is at a minimum of its own. */
const STATIONARY = 1e-4;

/** Whether the run ended at another minimum than the one that its searches know: more epochs would not lead out of it. */
export function isElsewhere({ terrain, point }: DiagnosedRun, { drop }: ShortDescent): boolean {
  const here = terrain.shape(point);
  if (here === null || !((here.curvatures.at(-1) ?? 0) > 0)) return false;
  const count = point.length;
  let gain = 0;
  for (let j = 0; j < count; j++) {
    let slope = 0;
    for (let i = 0; i < count; i++) slope += (here.directions[i * count + j] as number) * (here.gradient[i] as number);
    gain += (slope * slope) / (2 * (here.curvatures[j] as number));
  }
  return gain < STATIONARY * drop;
}

/** Curvatures below this part of the largest are rounding. */
const FLAT = 1e-13;

/** λmax and λmin of the Hessian at the minimum, directions without curvature left out. */
export function curvatureRange({ minimum }: ShortDescent): { readonly largest: number; readonly smallest: number } {
  const largest = minimum.curvatures[0] ?? 0;
  const smallest = minimum.curvatures.reduce((least, value) => (value > FLAT * largest ? value : least), largest);
  return { largest, smallest };
}

/** Eigenvalues with those that are rounding as 0. */
export const settledCurvatures = ({ curvatures }: Shape): Float64Array =>
  curvatures.map((value) => (Math.abs(value) <= FLAT * (curvatures[0] ?? 0) ? 0 : value));

/** A rate that suits curvatures from λmin to λmax: 2/(λmax + λmin), which is the best for gradient descent (Polyak 1987, §1.4), but never one that swings for long. */
export const suitableRate = (largest: number, smallest: number): number =>
  twoDigits(Math.min(2 / (largest + smallest), CALM / largest));

const CALM = 1.2;

/** Of a figure that a person is to type. */
export const twoDigits = (x: number): number => Number(x.toPrecision(2));
