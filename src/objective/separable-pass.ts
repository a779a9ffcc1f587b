import {
  allFinite,
  leastSquaresFromFactor,
  multiplyUpper,
  multiplyUpperTransposed,
  norm2,
  triangularised,
} from '../base/linear-algebra/index.js';
import type { SeparableForm } from './separable-form.js';

/** What one look at the rows leaves of a separable model, at its point (α, c₀): P parameters, W columns of M(α). All with √(w/n) applied. */
export interface Pass {
  /** Length P. */
  readonly point: Float64Array;
  readonly loss: number;
  readonly mae: number;
  /** R of M = QR: W×W, row-major. */
  readonly r: Float64Array;
  /** Qᵀr₀ of the residuals there, length W. */
  readonly qtr: Float64Array;
}

/** What is known of a point with the same α and any c. */
export interface Projected {
  readonly loss: number;
  /** NaN but at the point of the pass. */
  readonly mae: number;
  /** Between which values it lies, without weights; null where it is known. */
  readonly maeWithin: readonly [low: number, high: number] | null;
  /** Length P. */
  readonly gradient: Float64Array;
  /** P×P, row-major: the factor of the Jacobian. */
  readonly r: Float64Array;
  /** Length P. */
  readonly qtr: Float64Array;
  /** Relative error of the length of the residuals, if the factor were right to rounding. */
  readonly doubt: number;
}

/** Relative error of lengths from a factor of 10⁷ rows, with room to spare. */
const MARGIN = 1e-11;

/**
 * With M = QR at α, J(c) = M·S(c), so that the factor of the P columns R·S(c) is that of J; and r(c) = r₀ + MΔ, where Δ holds c − c₀ in the places of the φₖ: Qᵀr(c) = Qᵀr₀ + RΔ.
 * From r₀, not from the response: the residuals' own size is what they are rounded by, and the nearer c₀ is to c the more of their digits are those of the rows (as the solution
 * of least squares by iterative refinement, Björck 1967, BIT 7). The loss changes by ½(‖Qᵀr‖² − ‖Qᵀr₀‖²), which costs digits where little of it is left.
 */
export function projected(form: SeparableForm, pass: Pass, point: Float64Array): Projected {
  const [width, count] = [form.columns.length, point.length];
  const { step, change, reached } = residualsAt(form, pass, point);
  const rows = new Float64Array(width * (count + 1));
  for (let j = 0; j < count; j++) {
    const column = jacobianColumn(form, pass, point, j);
    for (let i = 0; i < width; i++) rows[i * (count + 1) + j] = column[i] as number;
  }
  for (let i = 0; i < width; i++) rows[i * (count + 1) + count] = reached[i] as number;
  const { r, qtr } = triangularised(rows, width, count);
  const known = { gradient: multiplyUpperTransposed(r, count, qtr), r, qtr };
  if (step.every((by) => by === 0)) return { ...known, loss: pass.loss, mae: pass.mae, maeWithin: null, doubt: 0 };

  const [was, is] = [norm2(pass.qtr), norm2(reached)];
  const loss = Math.max(0, pass.loss - 0.5 * (was - is) * (was + is));
  const moving = multiplyUpper(pass.r.map(Math.abs), width, step.map(Math.abs));
  const [before, rms] = [Math.sqrt(2 * pass.loss), Math.sqrt(2 * loss)];
  const size = norm2(moving) + before;
  const away = norm2(change) + MARGIN * size;
  return {
    ...known,
    loss,
    mae: Number.NaN,
    maeWithin: [Math.max(0, pass.mae - away), Math.min(pass.mae + away, rms + MARGIN * size)],
    doubt: (Number.EPSILON / rms) * Math.max(size, (before * before) / rms),
  };
}

/**
 * Where a pass for a point is best made: at the c that is best for the α of the point as far as an earlier pass tells, by the step of Gauss and Newton from there. Residuals are then about as
 * small as they become, so that little is lost on the way to the best c. Kaufman 1975, BIT 15.
 */
export function foreseen(form: SeparableForm, passes: readonly Pass[], point: Float64Array): Float64Array {
  const width = form.columns.length;
  const { linear } = form;
  let nearest: { readonly pass: Pass; readonly moved: Float64Array; readonly length: number } | null = null;
  for (const pass of passes) {
    const moved = new Float64Array(width);
    for (const j of form.others) {
      const column = jacobianColumn(form, pass, point, j);
      const by = (point[j] as number) - (pass.point[j] as number);
      for (let i = 0; i < width; i++) moved[i] = (moved[i] as number) + by * (column[i] as number);
    }
    const length = norm2(moved);
    if (nearest === null || length < nearest.length) nearest = { pass, moved, length };
  }
  if (nearest === null) return point;
  const { pass, moved } = nearest;
  const { reached } = residualsAt(form, pass, point);
  const right = reached.map((value, i) => value + (moved[i] as number));
  const columns = new Float64Array(width * linear.length);
  linear.forEach((j, k) => {
    const column = jacobianColumn(form, pass, point, j);
    for (let i = 0; i < width; i++) columns[i * linear.length + k] = column[i] as number;
  });
  const best = leastSquaresFromFactor(columns, width, linear.length, right);
  if (!allFinite(best)) return point;
  const there = point.slice();
  linear.forEach((j, k) => {
    there[j] = (point[j] as number) - (best[k] as number);
  });
  return there;
}

/** The step in coordinates of M, by how much it changes Qᵀr, and Qᵀr after it. */
function residualsAt({ columns, parts, linear }: SeparableForm, pass: Pass, point: Float64Array) {
  const step = new Float64Array(columns.length);
  for (const j of linear) {
    const by = (point[j] as number) - (pass.point[j] as number);
    for (const { column, factor } of parts[j] ?? []) step[column] = (step[column] as number) + factor * by;
  }
  const change = multiplyUpper(pass.r, columns.length, step);
  return { step, change, reached: pass.qtr.map((value, i) => value + (change[i] as number)) };
}

/** Qᵀ of column j of the Jacobian at the α of a pass and the c of a point. */
function jacobianColumn({ columns, parts }: SeparableForm, pass: Pass, point: Float64Array, j: number): Float64Array {
  const width = columns.length;
  const out = new Float64Array(width);
  for (const { column, factor, by } of parts[j] ?? []) {
    const times = by === null ? factor : factor * (point[by] as number);
    for (let i = 0; i <= column; i++) out[i] = (out[i] as number) + times * (pass.r[i * width + column] as number);
  }
  return out;
}
