import { multiplyUpper, multiplyUpperTransposed, norm2, triangularised } from '../base/linear-algebra/index.js';
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
export function projected({ columns, parts, linear }: SeparableForm, pass: Pass, point: Float64Array): Projected {
  const [width, count] = [columns.length, point.length];
  const step = new Float64Array(width);
  let moves = false;
  for (const j of linear) {
    const by = (point[j] as number) - (pass.point[j] as number);
    if (by !== 0) moves = true;
    for (const { column, factor } of parts[j] ?? []) step[column] = (step[column] as number) + factor * by;
  }
  const change = multiplyUpper(pass.r, width, step);
  const reached = pass.qtr.map((value, i) => value + (change[i] as number));
  const rows = new Float64Array(width * (count + 1));
  for (let j = 0; j < count; j++)
    for (const { column, factor, by } of parts[j] ?? []) {
      const times = by === null ? factor : factor * (point[by] as number);
      for (let i = 0; i <= column; i++)
        rows[i * (count + 1) + j] = (rows[i * (count + 1) + j] as number) + times * (pass.r[i * width + column] as number);
    }
  for (let i = 0; i < width; i++) rows[i * (count + 1) + count] = reached[i] as number;
  const { r, qtr } = triangularised(rows, width, count);
  const known = { gradient: multiplyUpperTransposed(r, count, qtr), r, qtr };
  if (!moves) return { ...known, loss: pass.loss, mae: pass.mae, maeWithin: null, doubt: 0 };

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
