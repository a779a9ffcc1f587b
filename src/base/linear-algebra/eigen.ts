import { maxAbs } from './norm.js';
import { scaleToOne } from './power-of-two.js';

/** A = V·diag(values)·Vᵀ. */
export interface Eigen {
  /** Length n, descending. */
  readonly values: Float64Array;
  /** n×n, row-major, orthonormal; column j belongs to values[j]. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan 2013, §8.5; the update of Rutishauser 1966).
 *
 * @param a n×n row-major, small; the upper triangle is read, nothing is changed. NaN or ±∞ anywhere: all NaN.
 * @example symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values // [3, 1]
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  const size = maxAbs(a.subarray(0, n * n));
  if (!Number.isFinite(size))
    return { values: new Float64Array(n).fill(Number.NaN), vectors: new Float64Array(n * n).fill(Number.NaN) };
  const scale = scaleToOne(size);
  const s = Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    return (a[Math.min(i, j) * n + Math.max(i, j)] as number) * scale;
  });
  const v = Float64Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) turned = annihilate(s, v, n, p, q) || turned;
    if (!turned) break;
  }
  const diagonal = Array.from({ length: n }, (_, i) => s[i * n + i] as number);
  const order = diagonal.map((_, i) => i).sort((i, j) => (diagonal[j] as number) - (diagonal[i] as number) || i - j);
  const vectors = new Float64Array(n * n);
  order.forEach((from, j) => {
    for (let i = 0; i < n; i++) vectors[i * n + j] = v[i * n + from] as number;
  });
  return { values: Float64Array.from(order, (i) => (diagonal[i] as number) / scale), vectors };
}

const SWEEPS = 60;

/** Makes s[p][q] zero. @returns whether it was not negligible beside both diagonal entries. */
function annihilate(s: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const off = s[p * n + q] as number;
  const pp = s[p * n + p] as number;
  const qq = s[q * n + q] as number;
  if (off === 0) return false;
  if (Math.abs(pp) + Math.abs(off) / 4 === Math.abs(pp) && Math.abs(qq) + Math.abs(off) / 4 === Math.abs(qq)) {
    s[p * n + q] = 0;
    s[q * n + p] = 0;
    return false;
  }
  const theta = (qq - pp) / (2 * off);
  const tangent = Number.isFinite(theta * theta)
    ? (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
    : 1 / (2 * theta);
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    turn(v, k * n + p, k * n + q, cosine, sine);
    if (k === p || k === q) continue;
    turn(s, k * n + p, k * n + q, cosine, sine);
    s[p * n + k] = s[k * n + p] as number;
    s[q * n + k] = s[k * n + q] as number;
  }
  s[p * n + p] = pp - tangent * off;
  s[q * n + q] = qq + tangent * off;
  s[p * n + q] = 0;
  s[q * n + p] = 0;
  return true;
}

function turn(x: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const p = x[i] as number;
  const q = x[j] as number;
  x[i] = cosine * p - sine * q;
  x[j] = sine * p + cosine * q;
}
