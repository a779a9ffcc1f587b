import type { Answer } from '../base/evaluation.js';
import { namesIn } from '../expression/node.js';
import { ascending, residualScale } from '../statistics/index.js';
import { bisquareCurve } from './bisquare.js';
import type { DiagnosedRun, ManyRows } from './diagnosis.js';

/** Parts of the sample, by the first column that varies, that have a spread each. */
const PARTS = 64;

interface Limits {
  /** Of |z|. */
  readonly limit: number;
  /** Part of it that is enough over the spread of the rows beside. */
  readonly beside: number;
  /** Of the largest response: residuals below it are rounding. */
  readonly least: number;
  /** How many rows are kept. */
  readonly named: number;
}

/** Rows, from 0 on, with z = √w·(prediction − response)/s. */
interface FarRows {
  readonly count: number;
  /** The worst first. */
  readonly worst: readonly { readonly row: number; readonly z: number }[];
}

/**
 * Rows of very many that lie far off the curve of the others: curve and spread s are those of a bisquare fit of the sample, residuals are looked at in one
 * pass that keeps nothing of a row but the worst. @returns null where the sample has no such curve, or lies on it.
 */
export function farRows(run: DiagnosedRun, many: ManyRows, { limit, beside, least, named }: Limits): FarRows | null {
  const linearised = (): Answer => many.evaluate({ points: [run.point], want: 'residual-jacobian' })[0] as Answer;
  const curve = bisquareCurve({ point: run.point, convex: run.convex, evaluate: many.evaluate, linearised }, 0);
  if (curve === null) return null;
  const { point, residuals } = curve.tangent;
  // Those of an objective are over √n.
  const units = Math.sqrt(many.sample.length);
  const scale = curve.scale * units;
  if (!(scale > 0)) return null;
  const spreadAt = spreads(run, many, residuals, units);
  const far = Math.max(limit * scale, least * run.largestResponse);
  const residual = many.residualsAt(point);
  const worst: { row: number; z: number }[] = [];
  let count = 0;
  for (let row = 0; row < run.rows; row++) {
    const r = residual(row);
    const size = Math.abs(r);
    if (!(size > far) || !(size > beside * limit * spreadAt(row))) continue;
    count++;
    worst.push({ row, z: r / scale });
    if (worst.length < 2 * named) continue;
    worst.sort(byDistance);
    worst.length = named;
  }
  return { count, worst: worst.sort(byDistance).slice(0, named) };
}

const byDistance = (a: { row: number; z: number }, b: { row: number; z: number }): number =>
  Math.abs(b.z) - Math.abs(a.z) || a.row - b.row;

/** The scaled median of |√w·r| in the part of the sample beside a row, by the first column that varies in it, else by the order of the rows. */
function spreads(run: DiagnosedRun, { sample }: ManyRows, residuals: Float64Array, units: number): (row: number) => number {
  const column = namesIn(run.model.prediction)
    .map((name) => run.columns.get(name))
    .find((values) => values !== undefined && sample.some((row) => values[row] !== values[sample[0] as number]));
  const placeOf = (row: number): number => (column === undefined ? row : (column[row] as number));
  const places = Float64Array.from(sample, placeOf);
  const order = ascending(places, null);
  const size = Math.ceil(order.length / PARTS);
  const parts = Array.from({ length: Math.ceil(order.length / size) }, (_, k) => order.subarray(k * size, (k + 1) * size));
  const ends = parts.map((part) => places[part.at(-1) as number] as number);
  const own = parts.map(
    (part) =>
      units *
      residualScale(
        Float64Array.from(part, (i) => residuals[i] as number),
        null,
      ),
  );
  return (row) => {
    const part = ends.findIndex((end) => placeOf(row) <= end);
    return own[part < 0 ? own.length - 1 : part] as number;
  };
}
