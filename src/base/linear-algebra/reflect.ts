import { hypotenuse, norm2 } from './norm.js';

/** A row and the rows below it that are reflected with it; all have `width` columns, row-major. */
export interface Panel {
  /** The row that keeps the length starts at `top[topAt]`. */
  readonly top: Float64Array;
  readonly topAt: number;
  /** `rows` rows start at `below[belowAt]`; may be the same buffer. */
  readonly below: Float64Array;
  readonly belowAt: number;
  readonly rows: number;
  readonly width: number;
}

/**
 * Householder reflection H = I − τvvᵀ, v₀ = 1, that turns column k of a panel into (β, 0, …, 0)ᵀ, applied to columns k … width − 1. Column k
 * below the top row is left holding v₁, v₂, … (LAPACK dlarfg; Golub and Van Loan 2013, alg. 5.1.1, with β opposite in sign to the top element).
 *
 * @param work length ≥ width, overwritten. @returns τ; 0 where there was nothing to do.
 */
export function reflect(panel: Panel, k: number, work: Float64Array): number {
  const { top, topAt, below, belowAt, rows, width } = panel;
  const length = norm2(below, belowAt + k, rows, width);
  if (length === 0) return 0;
  const alpha = top[topAt + k] as number;
  const beta = alpha > 0 ? -hypotenuse(alpha, length) : hypotenuse(alpha, length);
  const divisor = alpha - beta;
  const tau = -divisor / beta;
  top[topAt + k] = beta;
  for (let j = k + 1; j < width; j++) work[j] = top[topAt + j] as number;
  for (let i = 0, at = belowAt; i < rows; i++, at += width) {
    const v = (below[at + k] as number) / divisor;
    below[at + k] = v;
    for (let j = k + 1; j < width; j++) work[j] = (work[j] as number) + v * (below[at + j] as number);
  }
  for (let j = k + 1; j < width; j++) {
    const part = tau * (work[j] as number);
    work[j] = part;
    top[topAt + j] = (top[topAt + j] as number) - part;
  }
  for (let i = 0, at = belowAt; i < rows; i++, at += width) {
    const v = below[at + k] as number;
    if (v !== 0) for (let j = k + 1; j < width; j++) below[at + j] = (below[at + j] as number) - v * (work[j] as number);
  }
  return tau;
}
