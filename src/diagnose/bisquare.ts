import { leastSquares, norm2, QrAccumulator, solveUpperTransposed } from '../base/linear-algebra/index.js';
import { residualScale } from '../statistics/index.js';
import type { DiagnosedRun } from './diagnosis.js';

/** Tuning of the bisquare: 95% efficient where errors are normal (Holland and Welsch 1977, Commun. Statist. A6, table 1). */
const TUNING = 4.685;
/** Rows that the curve is fitted to; residuals are those of all. */
const MOST_ROWS = 10_000;
const ABSOLUTE_ROUNDS = 10;
const ROUNDS = 30;
const TANGENTS = 5;
/** By how much the scale may be larger on the curve than in the tangent plane. */
const WORSE = 2;
/** A scale below this part of the least-squares residuals is rounding: all but a few rows lie on the curve. */
const EXACT = 1e-9;
/** Part of its variance that the curve leaves of a row, below which it is rounding. */
const ALONE = 1e-10;
/** A step that changes the residuals by less of their scale is none. */
const STILL = 1e-3;

/**
 * r/s per row in memory, r = prediction − response, of a curve that rows far away from it do not pull: iteratively reweighted least squares from the run's end, first by
 * least absolute residuals, then by Tukey's bisquare, in the tangent plane, which is moved where the model is not linear (Beaton and Tukey 1974, Technometrics 16).
 * s is the scaled median of |r|, times √(n/(n − P)), because the curve was fitted to them; for rows that
 * the bisquare gives no weight, s also counts how sure the curve is there (a prediction error: Cook and Weisberg 1982, eq. 2.2.9).
 *
 * @param worth in units of s: where no row is as far from the curve of least absolute residuals, no more is done.
 * @returns null there, and where a residual is not finite. Rows of weight 0 have 0.
 */
export function bisquareResiduals(run: DiagnosedRun, worth: number): Float64Array | null {
  let tangent = tangentAt(run, run.point);
  if (tangent === null) return null;
  const least = (EXACT * norm2(tangent.residuals)) / Math.sqrt(tangent.residuals.length);
  let scale = scaleOf(tangent, least);
  for (let round = 0; ; round++) {
    const here: Tangent = tangent;
    const found = reweighted(here, scale, least, round === 0 ? worth : null);
    if (found === null) return null;
    scale = found.scale;
    const predicted = { ...here, residuals: moved(here, found.step) };
    const next: Tangent | null =
      run.convex || round === TANGENTS
        ? null
        : tangentAt(
            run,
            here.point.map((x, j) => x + (found.step[j] as number)),
          );
    // Where the tangent plane misled, what it says is still nearer than the start.
    if (next === null || !(scaleOf(next, least) <= WORSE * scale)) return standardised(predicted, scale);
    const change = norm2(next.residuals.map((r, i) => r - (here.residuals[i] as number)));
    if (change <= STILL * scale * Math.sqrt(next.residuals.length)) return standardised(next, scale);
    tangent = next;
  }
}

interface Tangent {
  readonly point: Float64Array;
  readonly residuals: Float64Array;
  /** n×P, row-major. */
  readonly jacobian: Float64Array;
  /** Rows of weight > 0. */
  readonly counting: Uint32Array;
}

function tangentAt(run: DiagnosedRun, point: Float64Array): Tangent | null {
  const there = point === run.point ? run.linearised() : run.evaluate({ points: [point], want: 'residual-jacobian' })[0];
  const { residuals, jacobian } = there ?? {};
  if (residuals === undefined || jacobian === undefined) return null;
  if (!residuals.every(Number.isFinite) || !jacobian.every(Number.isFinite)) return null;
  const count = point.length;
  const counts = (i: number): boolean => residuals[i] !== 0 || jacobian.subarray(i * count, (i + 1) * count).some((x) => x !== 0);
  return { point, residuals, jacobian, counting: Uint32Array.from(residuals.keys()).filter(counts) };
}

/** @param worth null: the curve is known already, and only its tangent plane has moved. */
function reweighted(
  tangent: Tangent,
  known: number,
  least: number,
  worth: number | null,
): { readonly step: Float64Array; readonly scale: number } | null {
  const some = fewer(tangent);
  const count = tangent.point.length;
  let step = new Float64Array(count);
  let now = some.residuals;
  let scale = known;
  /** Whether it went on moving. */
  const solve = (weight: (size: number) => number): boolean => {
    const roots = now.map((r) => Math.sqrt(weight(Math.abs(r))));
    const rows = some.jacobian.map((slope, at) => slope * (roots[Math.floor(at / count)] as number));
    const aims = some.residuals.map((r, i) => -r * (roots[i] as number));
    const { solution } = leastSquares(rows, now.length, count, aims);
    if (!solution.every(Number.isFinite)) return false;
    step = Float64Array.from(solution);
    now = moved(some, step);
    const before = scale;
    scale = scaleOf({ ...some, residuals: now }, least);
    return Math.abs(scale - before) > STILL * before;
  };
  if (worth !== null) {
    for (let k = 0; k < ABSOLUTE_ROUNDS && solve((size) => 1 / Math.max(size, STILL * scale)); k++);
    const far = worth * scale;
    if (!moved(tangent, step).some((r) => Math.abs(r) > far)) return null;
  }
  for (let k = 0; k < ROUNDS && solve((size) => bisquare(size / scale)); k++);
  return { step, scale };
}

function standardised({ residuals, jacobian, point: { length: count }, counting }: Tangent, scale: number): Float64Array {
  const z = residuals.map((r) => r / scale);
  const roots = z.map((size) => Math.sqrt(bisquare(Math.abs(size))));
  const factor = new QrAccumulator(count);
  factor.add(
    jacobian.map((slope, at) => slope * (roots[Math.floor(at / count)] as number)),
    residuals.length,
  );
  const r = factor.r();
  for (const i of counting) {
    const [root, size] = [roots[i] as number, z[i] as number];
    // Where R is singular, or the curve goes through a row whatever it says, nothing is known of it.
    const reach = norm2(solveUpperTransposed(r, count, jacobian.slice(i * count, (i + 1) * count)));
    const variance = root === 0 ? 1 + reach * reach : 1 - root * root * reach * reach;
    z[i] = variance > ALONE && variance < Number.POSITIVE_INFINITY ? size / Math.sqrt(variance) : 0;
  }
  return z;
}

/** Weight of a residual in units of its scale. */
function bisquare(size: number): number {
  const u = Math.min(size / TUNING, 1);
  return (1 - u * u) * (1 - u * u);
}

function scaleOf({ residuals, point, counting }: Tangent, least: number): number {
  const sizes = Float64Array.from(counting, (i) => residuals[i] as number);
  return Math.max(residualScale(sizes, null) * Math.sqrt(sizes.length / Math.max(sizes.length - point.length, 1)), least);
}

function moved({ residuals, jacobian }: Tangent, step: Float64Array): Float64Array {
  const count = step.length;
  return residuals.map((r, i) => {
    let sum = r;
    for (let j = 0; j < count; j++) sum += (jacobian[i * count + j] as number) * (step[j] as number);
    return sum;
  });
}

/** Some of the rows that count, evenly taken. */
function fewer({ point, residuals, jacobian, counting }: Tangent): Tangent {
  const count = point.length;
  const length = Math.min(counting.length, MOST_ROWS);
  const rows = Uint32Array.from({ length }, (_, i) => counting[Math.floor(((i + 0.5) * counting.length) / length)] as number);
  return {
    point,
    residuals: Float64Array.from(rows, (i) => residuals[i] as number),
    jacobian: Float64Array.from(
      { length: length * count },
      (_, at) => jacobian[(rows[Math.floor(at / count)] as number) * count + (at % count)] as number,
    ),
    counting: Uint32Array.from(rows.keys()),
  };
}
