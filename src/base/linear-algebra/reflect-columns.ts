import { hypotenuse, lengthFrom } from './norm.js';

/**
 * Folds rows into a triangular factor by the reflections of `reflect.ts`, bit for bit, where the rows stand column by column; for many rows. What would wait for itself
 * (a division, a sum) runs beside something else: the quotients v beside the first sums, a column's squares beside its own update.
 *
 * @param factor `width`×`width`, row-major, upper triangular. @param below column j of the rows starts at `below[j·stride]`; overwritten.
 */
export function reflectColumns(factor: Float64Array, width: number, below: Float64Array, stride: number, rows: number): void {
  let squares = width === 0 ? 0 : squaresOf(below, 0, rows);
  for (let k = 0; k < width; k++) {
    const v = k * stride;
    const next = k + 1 < width ? v + stride : -1;
    const top = k * width;
    const length = lengthFrom(squares, below, v, rows);
    if (length === 0) {
      if (next >= 0) squares = squaresOf(below, next, rows);
      continue;
    }
    const alpha = factor[top + k] as number;
    const beta = alpha > 0 ? -hypotenuse(alpha, length) : hypotenuse(alpha, length);
    const divisor = alpha - beta;
    const tau = -divisor / beta;
    factor[top + k] = beta;
    if (next < 0) return;
    squares = firstColumns(factor, top + k + 1, below, v, k + 2 < width ? stride : 0, stride, rows, divisor, tau);
    let j = k + 3;
    for (; j < width; j += 2) otherColumns(factor, top + j, below, v, j * stride, j + 1 < width ? stride : 0, rows, tau);
  }
}

function squaresOf(x: Float64Array, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += (x[i] as number) * (x[i] as number);
  return sum;
}

/**
 * Makes v of column k, and reflects the next column and, unless `apart` is 0, the one after it.
 * @returns the sum of squares of the next column.
 */
function firstColumns(
  factor: Float64Array,
  top: number,
  below: Float64Array,
  v: number,
  apart: number,
  stride: number,
  rows: number,
  divisor: number,
  tau: number,
): number {
  const b = v + stride;
  const c = b + apart;
  let sumB = factor[top] as number;
  let sumC = apart === 0 ? 0 : (factor[top + 1] as number);
  for (let i = 0; i < rows; i++) {
    const element = (below[v + i] as number) / divisor;
    below[v + i] = element;
    sumB += element * (below[b + i] as number);
    sumC += element * (below[c + i] as number);
  }
  const partB = tau * sumB;
  const partC = tau * sumC;
  factor[top] = (factor[top] as number) - partB;
  if (apart !== 0) factor[top + 1] = (factor[top + 1] as number) - partC;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const element = below[v + i] as number;
    // Zero takes nothing away, even from a part that is not finite.
    if (element !== 0) {
      below[b + i] = (below[b + i] as number) - element * partB;
      if (apart !== 0) below[c + i] = (below[c + i] as number) - element * partC;
    }
    squares += (below[b + i] as number) * (below[b + i] as number);
  }
  return squares;
}

/** Reflects a column and, unless `apart` is 0, the one after it: two sums that do not wait for each other. */
function otherColumns(
  factor: Float64Array,
  top: number,
  below: Float64Array,
  v: number,
  b: number,
  apart: number,
  rows: number,
  tau: number,
): void {
  const c = b + apart;
  let sumB = factor[top] as number;
  let sumC = apart === 0 ? 0 : (factor[top + 1] as number);
  for (let i = 0; i < rows; i++) {
    const element = below[v + i] as number;
    sumB += element * (below[b + i] as number);
    sumC += element * (below[c + i] as number);
  }
  const partB = tau * sumB;
  const partC = tau * sumC;
  factor[top] = (factor[top] as number) - partB;
  if (apart !== 0) factor[top + 1] = (factor[top + 1] as number) - partC;
  for (let i = 0; i < rows; i++) {
    const element = below[v + i] as number;
    if (element === 0) continue;
    below[b + i] = (below[b + i] as number) - element * partB;
    if (apart !== 0) below[c + i] = (below[c + i] as number) - element * partC;
  }
}
