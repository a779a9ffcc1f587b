import {
  cholesky,
  householderQr,
  norm2,
  solveCholesky,
  solveUpper,
  solveUpperTransposed,
  triangle,
} from '../../base/linear-algebra/index.js';
import type { SquaresAt } from './squares.js';

/** (√W·J)·S·Π = QR in doubles, S of powers of two, Π a permutation. */
export interface NewtonFactor {
  /** P×P, row-major, upper triangular. */
  readonly r: Float64Array;
  /** Column j of the factor is column `permutation[j]` of the Jacobian. */
  readonly permutation: Uint32Array;
  /** By column of the Jacobian. */
  readonly scale: Float64Array;
  /** −(JᵀWJ + C)⁻¹g and its length ‖√W·J·δ‖. @param gradient length P. */
  step(gradient: Float64Array): { readonly step: Float64Array; readonly length: number };
}

/**
 * A factor to take Newton steps with: R⁻¹(I + K)⁻¹R⁻ᵀ, K = R⁻ᵀCR⁻¹, so that JᵀWJ is never formed (corrected seminormal equations, Björck 1996,
 * Numerical Methods for Least Squares Problems, §6.6.5). The curvature C is left out where I + K is not positive definite.
 *
 * @param curvature Σ wᵢrᵢ∇²ηᵢ, P×P; undefined for linear models. @returns null where columns depend on each other or are not finite.
 */
export function newtonFactor(
  { jacobian }: SquaresAt,
  weights: Float64Array | undefined,
  curvature: Float64Array | undefined,
): NewtonFactor | null {
  const size = jacobian.length;
  const rows = jacobian[0]?.high.length ?? 0;
  const matrix = new Float64Array(rows * size);
  jacobian.forEach(({ high }, j) => {
    for (let i = 0; i < rows; i++)
      matrix[i * size + j] = weights === undefined ? (high[i] as number) : Math.sqrt(weights[i] as number) * (high[i] as number);
  });
  const factor = householderQr(matrix, rows, size, { pivot: true, scale: true });
  const { permutation, scale } = factor;
  const r = triangle(factor);
  const least = Math.abs(r[size * size - 1] as number);
  if (!(least > Math.max(rows, size) * Number.EPSILON * Math.abs(r[0] as number))) return null;
  const bent = curvature === undefined ? undefined : onePlus(curvature, r, permutation, scale);
  return {
    r,
    permutation,
    scale,
    step(gradient) {
      const u = Float64Array.from(permutation, (column) => -(gradient[column] as number) * (scale[column] as number));
      solveUpperTransposed(r, size, u);
      if (bent !== undefined) solveCholesky(bent, size, u);
      const length = norm2(u);
      solveUpper(r, size, u);
      const step = new Float64Array(size);
      permutation.forEach((column, j) => {
        step[column] = (u[j] as number) * (scale[column] as number);
      });
      return { step, length };
    },
  };
}

/** The Cholesky factor of I + R⁻ᵀCR⁻¹; undefined where it has none. */
function onePlus(
  curvature: Float64Array,
  r: Float64Array,
  permutation: Uint32Array,
  scale: Float64Array,
): Float64Array | undefined {
  const size = permutation.length;
  const half = (columns: Float64Array): Float64Array => {
    const out = new Float64Array(size * size);
    for (let j = 0; j < size; j++) {
      const column = Float64Array.from({ length: size }, (_, i) => columns[i * size + j] as number);
      out.set(solveUpperTransposed(r, size, column), j * size);
    }
    return out;
  };
  const permuted = new Float64Array(size * size);
  permutation.forEach((a, i) => {
    permutation.forEach((b, j) => {
      permuted[i * size + j] = (curvature[a * size + b] as number) * (scale[a] as number) * (scale[b] as number);
    });
  });
  const matrix = half(half(permuted));
  for (let i = 0; i < size; i++) matrix[i * size + i] = (matrix[i * size + i] as number) + 1;
  return cholesky(matrix, size) ? matrix : undefined;
}
