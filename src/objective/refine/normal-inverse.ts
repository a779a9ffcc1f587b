import { type DoubleDouble, difference, product, quotient, squareRoot, sum } from '../../base/double-double/arithmetic.js';
import {
  addMultiple,
  type DoubleDoubleArray,
  divideArrays,
  dot,
  doubleDoubleArray,
  multiplyArrays,
  shared,
} from '../../base/double-double/array.js';
import type { NewtonFactor } from './newton-factor.js';

/**
 * (JᵀWJ)⁻¹, rounded; relative errors of some 1e-31 times the scaled condition number. V = J·S·Π·R⁻¹ is orthogonal but for the rounding of R, so VᵀWV = LLᵀ loses
 * nothing in double-double, and LᵀR is the factor R to 30 digits (Cholesky QR with a preconditioner: Yamamoto, Nakatsukasa, Yanagisawa and Fukaya 2015, ETNA 44).
 *
 * @param jacobian P columns of length n. @returns P×P, row-major; null where VᵀWV is not positive definite.
 */
export function normalInverse(
  jacobian: readonly DoubleDoubleArray[],
  weights: Float64Array | undefined,
  { r, permutation, scale }: NewtonFactor,
): Float64Array | null {
  const size = jacobian.length;
  const v = orthogonalised(
    Array.from(permutation, (column) => times(jacobian[column] as DoubleDoubleArray, scale[column] as number)),
    r,
  );
  const l = lowerFactor(grams(v, weights), size);
  if (l === null) return null;
  const inverse = invertedUpper(precise(l, r, size), size);
  const out = new Float64Array(size * size);
  permutation.forEach((a, i) => {
    permutation.forEach((b, j) => {
      let entry: DoubleDouble = [0, 0];
      for (let k = Math.max(i, j); k < size; k++)
        entry = sum(entry, product(inverse[i * size + k] as DoubleDouble, inverse[j * size + k] as DoubleDouble));
      out[a * size + b] = entry[0] * (scale[a] as number) * (scale[b] as number);
    });
  });
  return out;
}

const times = ({ high, low }: DoubleDoubleArray, powerOfTwo: number): DoubleDoubleArray => ({
  high: high.map((x) => x * powerOfTwo),
  low: low.map((x) => x * powerOfTwo),
});

/** Columns ← columns·R⁻¹, in place. */
function orthogonalised(columns: DoubleDoubleArray[], r: Float64Array): DoubleDoubleArray[] {
  const size = columns.length;
  columns.forEach((column, j) => {
    for (let i = 0; i < j; i++) addMultiple([-(r[i * size + j] as number), 0], columns[i] as DoubleDoubleArray, column);
    divideArrays(column, shared([r[j * size + j] as number, 0]), column);
  });
  return columns;
}

/** VᵀWV, its lower triangle. */
function grams(v: readonly DoubleDoubleArray[], weights: Float64Array | undefined): DoubleDouble[] {
  const size = v.length;
  const exact = weights === undefined ? undefined : { high: weights, low: new Float64Array(weights.length) };
  const room = doubleDoubleArray(v[0]?.high.length ?? 0);
  const out: DoubleDouble[] = new Array(size * size).fill([0, 0]);
  v.forEach((column, i) => {
    if (exact !== undefined) multiplyArrays(column, exact, room);
    for (let j = 0; j <= i; j++) out[i * size + j] = dot(exact === undefined ? column : room, v[j] as DoubleDoubleArray);
  });
  return out;
}

/** L with LLᵀ = A, from the lower triangle of A. */
function lowerFactor(a: DoubleDouble[], size: number): DoubleDouble[] | null {
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let entry = a[i * size + j] as DoubleDouble;
      for (let k = 0; k < j; k++)
        entry = difference(entry, product(a[i * size + k] as DoubleDouble, a[j * size + k] as DoubleDouble));
      if (i === j && !(entry[0] > 0 && entry[0] < Number.POSITIVE_INFINITY)) return null;
      a[i * size + j] = i === j ? squareRoot(entry) : quotient(entry, a[j * size + j] as DoubleDouble);
    }
  return a;
}

/** LᵀR, upper triangular. */
function precise(l: readonly DoubleDouble[], r: Float64Array, size: number): DoubleDouble[] {
  const out: DoubleDouble[] = new Array(size * size).fill([0, 0]);
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      let entry: DoubleDouble = [0, 0];
      for (let k = i; k <= j; k++) entry = sum(entry, product(l[k * size + i] as DoubleDouble, [r[k * size + j] as number, 0]));
      out[i * size + j] = entry;
    }
  return out;
}

/** U⁻¹, upper triangular. */
function invertedUpper(u: readonly DoubleDouble[], size: number): DoubleDouble[] {
  const out: DoubleDouble[] = new Array(size * size).fill([0, 0]);
  for (let k = 0; k < size; k++)
    for (let i = k; i >= 0; i--) {
      let entry: DoubleDouble = i === k ? [1, 0] : [0, 0];
      for (let j = i + 1; j <= k; j++)
        entry = difference(entry, product(u[i * size + j] as DoubleDouble, out[j * size + k] as DoubleDouble));
      out[i * size + k] = quotient(entry, u[i * size + i] as DoubleDouble);
    }
  return out;
}
