import { dot, maxAbs, norm2 } from './norm.js';
import { scaleToOne } from './power-of-two.js';

/** A = U·diag(s)·Vᵀ. */
export interface Svd {
  /** m×n, row-major; the columns are orthonormal, but those of zero singular values are zero. */
  readonly u: Float64Array;
  /** Length n, descending, ≥ 0. */
  readonly s: Float64Array;
  /** n×n, row-major; column j belongs to s[j]. */
  readonly v: Float64Array;
}

/**
 * Singular value decomposition by one-sided Jacobi rotations: small singular values of a matrix with well-scaled columns come out to
 * nearly full relative accuracy (Hestenes 1958; Demmel and Veselić 1992, SIAM J. Matrix Anal. Appl. 13).
 *
 * @param a m×n row-major, m ≥ n, small: a sweep costs O(m·n²), some six to ten are needed. Not changed. NaN or ±∞ anywhere: all NaN.
 * @example svd(Float64Array.of(3, 0, 0, -4), 2, 2).s // [4, 3]
 */
export function svd(a: Float64Array, m: number, n: number): Svd {
  const size = maxAbs(a.subarray(0, m * n));
  if (!Number.isFinite(size)) return { u: nan(m * n), s: nan(n), v: nan(n * n) };
  const scale = scaleToOne(size);
  const columns: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let j = 0; j < n; j++) {
    const column = new Float64Array(m);
    for (let i = 0; i < m; i++) column[i] = (a[i * n + j] as number) * scale;
    columns.push(column);
    const turn = new Float64Array(n);
    turn[j] = 1;
    turns.push(turn);
  }
  const tolerance = Math.sqrt(m) * Number.EPSILON;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let i = 0; i < n - 1; i++)
      for (let j = i + 1; j < n; j++) turned = orthogonalise(columns, turns, i, j, tolerance) || turned;
    if (!turned) break;
  }
  const lengths = columns.map((column) => norm2(column));
  const order = lengths.map((_, j) => j).sort((i, j) => (lengths[j] as number) - (lengths[i] as number) || i - j);
  const result = { u: new Float64Array(m * n), s: new Float64Array(n), v: new Float64Array(n * n) };
  order.forEach((from, j) => {
    const length = lengths[from] as number;
    result.s[j] = length / scale;
    const column = columns[from] as Float64Array;
    const turn = turns[from] as Float64Array;
    if (length > 0) for (let i = 0; i < m; i++) result.u[i * n + j] = (column[i] as number) / length;
    for (let i = 0; i < n; i++) result.v[i * n + j] = turn[i] as number;
  });
  return result;
}

/** Six to ten are seen; the bound is against a cycle in the last bit. */
const SWEEPS = 60;

const nan = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);

/** Makes columns i and j orthogonal, the longer one first (de Rijk 1989). @returns whether anything was turned. */
function orthogonalise(columns: Float64Array[], turns: Float64Array[], i: number, j: number, tolerance: number): boolean {
  const x = columns[i] as Float64Array;
  const y = columns[j] as Float64Array;
  const xLength = norm2(x);
  const yLength = norm2(y);
  if (yLength > xLength) {
    columns[i] = y;
    columns[j] = x;
    const turn = turns[i] as Float64Array;
    turns[i] = turns[j] as Float64Array;
    turns[j] = turn;
    return orthogonalise(columns, turns, i, j, tolerance);
  }
  if (yLength === 0) return false;
  const cosine = cosineBetween(x, xLength, y, yLength);
  if (!(Math.abs(cosine) > tolerance)) return false;
  // ζ = (‖y‖² − ‖x‖²) / (2xᵀy), from the ratio so that nothing overflows
  const ratio = yLength / xLength;
  const zeta = ((ratio - 1) * (ratio + 1)) / (2 * ratio * cosine);
  const tangent = Math.abs(zeta) > 1e150 ? 1 / (2 * zeta) : (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + tangent * tangent);
  rotate(x, y, c, c * tangent);
  rotate(turns[i] as Float64Array, turns[j] as Float64Array, c, c * tangent);
  return true;
}

function cosineBetween(x: Float64Array, xLength: number, y: Float64Array, yLength: number): number {
  if (yLength > 1e-140) return dot(x, y) / xLength / yLength;
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += ((x[k] as number) / xLength) * ((y[k] as number) / yLength);
  return sum;
}

/** (x, y) ← (cx − sy, sx + cy). */
function rotate(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let k = 0; k < x.length; k++) {
    const p = x[k] as number;
    const q = y[k] as number;
    x[k] = c * p - s * q;
    y[k] = s * p + c * q;
  }
}
