import { hypotenuse, norm2 } from './norm.js';

/**
 * The reflection of `reflect.ts`, bit for bit, where the rows below the top row stand column by column: quicker for many rows.
 *
 * @param top the row that keeps the length: `width` elements from `top[topAt]` on. @param below column j of the `rows` rows below it starts at
 * `below[j·stride]`; column k is left holding v₁, v₂, …
 */
export function reflectColumns(
  top: Float64Array,
  topAt: number,
  below: Float64Array,
  stride: number,
  rows: number,
  width: number,
  k: number,
): void {
  const v = k * stride;
  const length = norm2(below, v, rows);
  if (length === 0) return;
  const alpha = top[topAt + k] as number;
  const beta = alpha > 0 ? -hypotenuse(alpha, length) : hypotenuse(alpha, length);
  const divisor = alpha - beta;
  const tau = -divisor / beta;
  top[topAt + k] = beta;
  for (let i = v; i < v + rows; i++) below[i] = (below[i] as number) / divisor;
  let j = k + 1;
  for (; j + 1 < width; j += 2) reflectTwo(top, topAt + j, below, v, j * stride, (j + 1) * stride, rows, tau);
  if (j < width) reflectTwo(top, topAt + j, below, v, j * stride, j * stride, rows, tau);
}

/** Two columns side by side, so that no sum waits for the one before it; or one, where both are the same. */
function reflectTwo(
  top: Float64Array,
  topAt: number,
  below: Float64Array,
  v: number,
  b: number,
  c: number,
  rows: number,
  tau: number,
): void {
  const both = c !== b;
  let sumB = top[topAt] as number;
  let sumC = both ? (top[topAt + 1] as number) : 0;
  for (let i = 0; i < rows; i++) {
    const element = below[v + i] as number;
    sumB += element * (below[b + i] as number);
    sumC += element * (below[c + i] as number);
  }
  const partB = tau * sumB;
  top[topAt] = (top[topAt] as number) - partB;
  const partC = tau * sumC;
  if (both) top[topAt + 1] = (top[topAt + 1] as number) - partC;
  for (let i = 0; i < rows; i++) {
    const element = below[v + i] as number;
    // Zero takes nothing away, even from a part that is not finite.
    if (element === 0) continue;
    below[b + i] = (below[b + i] as number) - element * partB;
    if (both) below[c + i] = (below[c + i] as number) - element * partC;
  }
}
