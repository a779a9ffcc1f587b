import type { Answer } from '../base/evaluation.js';
import { columnNorms, norm2 } from '../base/linear-algebra/index.js';
import type { Prepared } from './prepare.js';
import { termSize } from './resolved-factor.js';
import { responseNorm } from './response-size.js';

/**
 * Relative offset (Bates and Watts 1981, Technometrics 23: the residuals' part in the tangent plane over the rest, per degree of freedom) up to which the
 * last iterate counts as the minimum: standard errors are then right to about this fraction of themselves.
 */
const OFFSET = 1e-2;
/** And up to which where parameters that are doubles come no nearer: their rounding alone moves the predictions as much. */
const ROUNDED_OFFSET = 0.25;
/** And what it amounts to where the fit is exact up to rounding: tangential part over the size of the response. */
const EXACT = 1e-10;
/** Rows of R below this part of its columns are rounding. */
const RANK = 1e-13;

/** Whether the way left to the minimum is small against the standard errors. @param point the parameters that the factor is of. */
export function isMinimum(
  answer: Answer,
  point: Float64Array,
  prepared: Prepared,
  inference: 'squares' | 'likelihood' | 'robust' | 'none',
): boolean {
  const { r, qtr, loss } = answer;
  const { rows } = prepared;
  const count = point.length;
  if (qtr === undefined || !Number.isFinite(loss) || !qtr.every(Number.isFinite)) return false;
  const tangential = norm2(tangent(answer, count));
  if (inference === 'likelihood') return tangential / Math.sqrt(count) <= OFFSET / Math.sqrt(rows);
  const offset = offsetOf({ qtr, loss, mae: Number.NaN }, rows, count);
  const isRounded = r !== undefined && tangential <= Number.EPSILON * termSize(r, point);
  return (
    (offset !== null && offset <= (isRounded ? ROUNDED_OFFSET : OFFSET)) ||
    tangential <= (EXACT * responseNorm(prepared)) / Math.sqrt(rows)
  );
}

/** The relative offset of the last iterate; null where it is no number. @param rows n. @param count P. */
export function offsetOf({ qtr, loss }: Answer, rows: number, count: number): number | null {
  if (qtr === undefined || !qtr.every(Number.isFinite)) return null;
  const tangential = norm2(qtr);
  const rest = Math.sqrt(Math.max(2 * loss - tangential * tangential, 0));
  const noise = rest / Math.sqrt(Math.max(rows - count, 1));
  return tangential === 0 ? 0 : finiteOrNull(tangential / Math.sqrt(count) / noise);
}

/** Qᵀr without the directions that R does not have: where columns depend on each other, the last of them is rounding and its reflection points anywhere. */
function tangent({ r, qtr }: Answer, count: number): Float64Array {
  if (r === undefined || qtr === undefined) return qtr ?? new Float64Array(0);
  const lengths = columnNorms(r, count, count);
  return qtr.map((value, i) =>
    lengths.some((length, j) => Math.abs(r[i * count + j] as number) > RANK * length) || !lengths.every(Number.isFinite)
      ? value
      : 0,
  );
}

export const finiteOrNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
