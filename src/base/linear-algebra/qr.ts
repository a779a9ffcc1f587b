import { columnNorms, norm2 } from './norm.js';
import { scaleToOne } from './power-of-two.js';
import { reflect } from './reflect.js';

/** A·S·Π = Q·R, where S is diagonal and Π a permutation. */
export interface QrFactor {
  readonly rows: number;
  readonly columns: number;
  /** m×n, row-major: R on and above the diagonal, the reflectors' tails below it. */
  readonly a: Float64Array;
  /** Length min(m, n). */
  readonly tau: Float64Array;
  /** Column j of the factor is column `permutation[j]` of the matrix. */
  readonly permutation: Uint32Array;
  /** Powers of two, by column of the matrix: scaling rounds nothing. */
  readonly scale: Float64Array;
}

export interface QrOptions {
  /** Bring the longest remaining column to the front in every step, so that |rₖₖ| falls (Businger and Golub 1965). Default false. */
  readonly pivot?: boolean;
  /** Bring every column to a length in [1, 2) first. Default false. */
  readonly scale?: boolean;
}

/**
 * Householder QR of a row-major m×n matrix, in place; m < n gives a trapezoid. Numbers that are not finite spread; nothing is thrown.
 *
 * @param a length m·n, overwritten by the factor.
 * @example
 * const factor = householderQr(Float64Array.of(3, 1, 4, 2), 2, 2);
 * triangle(factor) // rows (-5, -2.2), (0, 0.4) up to rounding
 */
export function householderQr(a: Float64Array, m: number, n: number, options: QrOptions = {}): QrFactor {
  const steps = Math.min(m, n);
  const tau = new Float64Array(steps);
  const permutation = new Uint32Array(n);
  for (let j = 0; j < n; j++) permutation[j] = j;
  const scale = new Float64Array(n).fill(1);
  if (options.scale === true) {
    const lengths = columnNorms(a, m, n);
    for (let j = 0; j < n; j++) scale[j] = scaleToOne(lengths[j] as number);
    for (let i = 0, at = 0; i < m; i++) for (let j = 0; j < n; j++, at++) a[at] = (a[at] as number) * (scale[j] as number);
  }
  const work = new Float64Array(n);
  for (let k = 0; k < steps; k++) {
    if (options.pivot === true) swapColumns(a, m, n, k, longestFrom(a, m, n, k), permutation);
    tau[k] = reflect({ top: a, topAt: k * n, below: a, belowAt: (k + 1) * n, rows: m - k - 1, width: n }, k, work);
  }
  return { rows: m, columns: n, a, tau, permutation, scale };
}

/** R, n×n row-major, zeros below the diagonal and in rows ≥ m. Diagonal entries may be negative. */
export function triangle({ a, rows, columns }: QrFactor): Float64Array {
  const r = new Float64Array(columns * columns);
  for (let i = 0; i < Math.min(rows, columns); i++)
    for (let j = i; j < columns; j++) r[i * columns + j] = a[i * columns + j] as number;
  return r;
}

/** b ← Qᵀb. @param b length m, overwritten: the first min(m, n) go with R, the rest is the part that no x reaches. */
export function applyQTransposed(factor: QrFactor, b: Float64Array): void {
  for (let k = 0; k < factor.tau.length; k++) applyReflector(factor, k, b);
}

/** b ← Qb. @param b length m, overwritten. */
export function applyQ(factor: QrFactor, b: Float64Array): void {
  for (let k = factor.tau.length - 1; k >= 0; k--) applyReflector(factor, k, b);
}

function applyReflector({ rows, columns, a, tau }: QrFactor, k: number, b: Float64Array): void {
  let sum = b[k] as number;
  for (let i = k + 1; i < rows; i++) sum += (a[i * columns + k] as number) * (b[i] as number);
  sum *= tau[k] as number;
  b[k] = (b[k] as number) - sum;
  for (let i = k + 1; i < rows; i++) b[i] = (b[i] as number) - sum * (a[i * columns + k] as number);
}

/** Recomputed in every step: downdated norms lose all digits in nearly dependent columns (Drmač and Bujanović 2008). */
function longestFrom(a: Float64Array, m: number, n: number, k: number): number {
  let longest = k;
  let most = -1;
  for (let j = k; j < n; j++) {
    const length = norm2(a, k * n + j, m - k, n);
    if (length > most) {
      most = length;
      longest = j;
    }
  }
  return longest;
}

function swapColumns(a: Float64Array, m: number, n: number, j: number, k: number, permutation: Uint32Array): void {
  if (j === k) return;
  const column = permutation[j] as number;
  permutation[j] = permutation[k] as number;
  permutation[k] = column;
  for (let i = 0; i < m; i++) {
    const value = a[i * n + j] as number;
    a[i * n + j] = a[i * n + k] as number;
    a[i * n + k] = value;
  }
}
