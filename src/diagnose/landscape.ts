import { symmetricEigen } from '../base/linear-algebra/index.js';
import type { DiagnosedRun } from './diagnosis.js';
import { isGradientWrong } from './gradient-check.js';
import { onceARun } from './once-a-run.js';
import { onAllRows, type Shape } from './terrain.js';

/** Parameters of which a Hessian is made. */
const MOST_PARAMETERS = 50;
/** Rows from which on findings may not cost more than a share of the run, and the rows that a run passes over in the time of a search for the lowest minimum. */
const MANY_ROWS = 100_000;
const SEARCHED_ROWS = 8e6;
const SHARE = 0.3;

/** Where a run ended, beside the lowest minimum that is known. P parameters. */
export interface Landscape {
  readonly here: Shape;
  readonly lowest: Shape;
  /** Of the losses on all rows: at the start less at the lowest minimum, > 0; and at the end less at the lowest minimum, > 0. */
  readonly drop: number;
  readonly above: number;
  /** f at the lowest minimum, on all rows. */
  readonly floor: number;
  /** Length P: how far parameters range, the size of the best value or the way to it; 0 where both are. */
  readonly range: Float64Array;
  /** Length P: the size of the values of the run, at its end or on its way; at least a hundredth of the range. */
  readonly size: Float64Array;
}

/** Whether a verdict about the landscape of a run is possible at all: its loss has one that is not a bowl, and the run followed it. */
export const isJudged = onceARun((run): boolean => {
  const { convex, outcome, point, answer } = run;
  if (convex || point.length > MOST_PARAMETERS || !point.every(Number.isFinite) || !Number.isFinite(answer.loss)) return false;
  if (outcome === 'cancelled' || outcome === 'not-finite' || outcome === 'diverged') return false;
  return !isGradientWrong(run);
});

/**
 * Searches from many starts where that is small beside the run.
 * @returns null for methods that end themselves (they are searched and checked anyway), and where nothing lower than the end of the run is known.
 */
export const landscape = onceARun((run): Landscape | null =>
  !run.minimiser && isJudged(run) && isAffordable(run) ? around(run) : null,
);

const isAffordable = ({ rows, trace }: DiagnosedRun): boolean => rows < MANY_ROWS || SHARE * trace.seen * rows >= SEARCHED_ROWS;

function around(run: DiagnosedRun): Landscape | null {
  const { terrain, point, answer, trace } = run;
  const here = terrain.shape(point);
  const lowest = here === null ? null : terrain.lowest();
  if (here === null || lowest === null) return null;
  const floor = onAllRows(run, lowest).loss;
  const [drop, above] = [(trace.loss[0] as number) - floor, answer.loss - floor];
  if (!(drop > 0 && above > 0)) return null;
  const range = point.map((x, j) => Math.max(Math.abs(lowest.point[j] as number), Math.abs((lowest.point[j] as number) - x)));
  const size = point.map((x, j) => Math.max(Math.abs(x), Math.abs(x - (run.start[j] as number)), 0.01 * (range[j] as number)));
  return { here, lowest, drop, above, floor, range, size };
}

/** Eigenvalues, descending, of a Hessian in units of its parameters (length P, such as their ranges), and with each the slope along its direction. */
export function inRanges({ hessian, gradient }: Shape, range: Float64Array): { curvatures: Float64Array; slopes: Float64Array } {
  const n = range.length;
  const scaled = hessian.map((value, k) => value * (range[Math.floor(k / n)] as number) * (range[k % n] as number));
  const { values, vectors } = symmetricEigen(scaled, n);
  const slopes = values.map((_, j) => {
    let slope = 0;
    for (let i = 0; i < n; i++) slope += (vectors[i * n + j] as number) * (gradient[i] as number) * (range[i] as number);
    return slope;
  });
  return { curvatures: values, slopes };
}

/** |λ|max of a Hessian in the ranges of its parameters. */
export function largestInRanges(shape: Shape, range: Float64Array): number {
  const { curvatures } = inRanges(shape, range);
  return Math.max(Math.abs(curvatures[0] as number), Math.abs(curvatures.at(-1) as number));
}

/** Length of Newton's step, in sizes of the parameters, up to which a run has arrived, and what it may promise of what is left to the lowest minimum. */
const ARRIVED = 1e-3;
const PROMISED = 1e-3;
/** The least curvature, of the largest, that is no rounding. */
const FLAT = 1e-10;
/** Curvature beside that of the lowest minimum, below which there is no valley: where terms have vanished their rests seem to have one. */
const VALLEY = 1e-4;

/** Whether the run has arrived at a minimum of its own: the loss curves upwards in every direction, and Newton's step is next to nothing. */
export function isAtMinimum({ here, lowest, above, range, size }: Landscape): boolean {
  if (!(largestInRanges(here, range) > VALLEY * largestInRanges(lowest, range))) return false;
  const { curvatures, slopes } = inRanges(here, size);
  const largest = curvatures[0] as number;
  let promised = 0;
  for (const [j, curvature] of curvatures.entries()) {
    if (!(curvature >= -FLAT * largest)) return false;
    const slope = slopes[j] as number;
    const bent = Math.max(curvature, FLAT * largest);
    if (!(Math.abs(slope) <= ARRIVED * bent)) return false;
    promised += (slope * slope) / (2 * bent);
  }
  return promised <= PROMISED * above;
}

/** Curvature downwards, beside the largest, that no units make rounding. */
const DOWNWARDS = 1e-6;

/** What of {@link isAtMinimum} can be told before searches have looked elsewhere: by one Hessian, where the run ended. */
export function canBeMinimum({ terrain, point, start }: DiagnosedRun): boolean {
  const here = terrain.shape(point);
  if (here === null) return false;
  const size = point.map((x, j) => Math.max(Math.abs(x), Math.abs(x - (start[j] as number))) || 1);
  const { curvatures, slopes } = inRanges(here, size);
  const largest = curvatures[0] as number;
  if (!((curvatures.at(-1) as number) >= -DOWNWARDS * largest)) return false;
  const promised = slopes.reduce(
    (sum, slope, j) => sum + (slope * slope) / (2 * Math.max(curvatures[j] as number, FLAT * largest)),
    0,
  );
  // No more than all of a loss that is never below zero is left.
  return here.loss < 0 || promised <= PROMISED * here.loss;
}

/** A point by the names of the free parameters, for a fix and for evidence. */
export const named = ({ model }: DiagnosedRun, point: Float64Array): Record<string, number> =>
  Object.fromEntries(model.free.map((parameter, j) => [parameter, point[j] as number]));

/** `a = 1.5, b = 2`. */
export const listed = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([parameter, value]) => `${parameter} = ${Number(value.toPrecision(4))}`)
    .join(', ');
