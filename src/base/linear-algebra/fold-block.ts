import type { ColumnBlock } from './column-block.js';
import { scaleToOne } from './power-of-two.js';

/**
 * Folds a block of rows [A | b] into the triangular factor of those before it, by Householder reflections (Björck 1996, Numerical Methods for Least Squares Problems,
 * §6.1). Reflection k is I − v·vᵀ/g with v = (α − β, c₁, c₂, …) and g = −β(α − β), where c is column k as it stands: no division by row, and its sums
 * Σ c·cⱼ are made while reflection k − 1 is applied, so that a block is gone through once per column. Every step is rounded by itself in a fixed order, which
 * `backend/wasm/fold-function.ts` keeps to: the bits are the same there.
 *
 * The last row of the factor (the length of what is left of b) is not kept.
 * @param factor width×width, row-major, upper triangular; its diagonal may be negative. @param width of [A | b]. @param block overwritten.
 */
export function foldBlock(factor: Float64Array, width: number, block: ColumnBlock): void {
  const { exchange } = block;
  if (width > 1) block.multiply(0);
  for (let k = 0; k + 1 < width; k++) {
    const top = k * width;
    const own = factor[top + k] as number;
    const scale = isSafe(own * own + (exchange[k] as number)) ? 1 : rescaled(block, k, own);
    const needsNext = k + 2 < width;
    // Nothing to reflect: what is below is zero, or nothing beside what is above.
    if (exchange[k] === 0) {
      if (needsNext) block.multiply(k + 1);
      continue;
    }
    const alpha = scale * own;
    const length = Math.sqrt(alpha * alpha + (exchange[k] as number));
    const beta = alpha > 0 ? -length : length;
    const first = alpha - beta;
    const divisor = -beta * first;
    factor[top + k] = beta / scale;
    for (let j = k + 1; j < width; j++) {
      const above = factor[top + j] as number;
      const part = (first * above + (exchange[j] as number)) / divisor;
      factor[top + j] = above - first * part;
      exchange[j] = part;
    }
    if (needsNext) block.reflect(k);
  }
}

/** Squares of lengths from 1e-50 to 1e50: products with columns down to 1e-250 and up to 1e250 neither vanish nor overflow. */
export const LEAST_SQUARES = 1e-100;
export const MOST_SQUARES = 1e100;

const isSafe = (squares: number): boolean => squares > LEAST_SQUARES && squares < MOST_SQUARES;

/** Brings column k near 1 by a power of two, and makes its sums anew. @returns the power; 1 where an element is not finite. */
function rescaled(block: ColumnBlock, k: number, own: number): number {
  const { values, rows } = block;
  const start = k * rows;
  let largest = Math.abs(own);
  for (let i = start; i < start + rows; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  const scale = scaleToOne(largest);
  for (let i = start; i < start + rows; i++) values[i] = (values[i] as number) * scale;
  block.multiply(k);
  return scale;
}
