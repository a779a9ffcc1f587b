import type { Values } from '../values.js';
import { scaleToOne } from './power-of-two.js';

/**
 * Euclidean length of a strided vector, without overflow and without losing what is below 1e-154.
 *
 * @param count elements from `start` on, `stride` apart; 0 gives 0. @returns NaN if any element is NaN, else ∞ if any is infinite.
 * @example norm2(Float64Array.of(3e200, 4e200)) // ≈ 5e200
 */
export function norm2(x: Values, start = 0, count = x.length - start, stride = 1): number {
  let sum = 0;
  for (let i = 0, at = start; i < count; i++, at += stride) sum += (x[at] as number) * (x[at] as number);
  return sum > SAFE_LEAST && sum < SAFE_MOST ? Math.sqrt(sum) : scaledNorm(x, start, count, stride);
}

/** √(a² + b²) without overflow. Not Math.hypot, whose last bit differs between engines. */
export function hypotenuse(a: number, b: number): number {
  const sum = a * a + b * b;
  if (sum > SAFE_LEAST && sum < SAFE_MOST) return Math.sqrt(sum);
  return scaledNorm(Float64Array.of(a, b), 0, 2, 1);
}

/** Largest |xᵢ|; NaN if any element is NaN, 0 for no elements. */
export function maxAbs(x: Values): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i] as number);
    if (size <= largest) continue;
    if (Number.isNaN(size)) return Number.NaN;
    largest = size;
  }
  return largest;
}

/** Euclidean length of each column of a row-major m×n matrix. @returns length n. */
export function columnNorms(a: Float64Array, m: number, n: number): Float64Array {
  const lengths = new Float64Array(n);
  for (let j = 0; j < n; j++) lengths[j] = norm2(a, j, m, n);
  return lengths;
}

/** Whether no element is NaN or infinite. */
export function allFinite(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return false;
  return true;
}

/** −x, new. */
export function negated(x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = -(x[i] as number);
  return out;
}

/** Σ xᵢyᵢ in the order of the index. */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** Squares in this range lose nothing that counts: what underflows is below 1e-24 of the sum. */
const SAFE_LEAST = 1e-280;
const SAFE_MOST = 1e300;

function scaledNorm(x: Values, start: number, count: number, stride: number): number {
  let largest = 0;
  for (let i = 0, at = start; i < count; i++, at += stride) {
    const size = Math.abs(x[at] as number);
    if (Number.isNaN(size)) return Number.NaN;
    if (size > largest) largest = size;
  }
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  const scale = scaleToOne(largest);
  let sum = 0;
  for (let i = 0, at = start; i < count; i++, at += stride) {
    const part = (x[at] as number) * scale;
    sum += part * part;
  }
  return Math.sqrt(sum) / scale;
}
