import { hypotenuse } from './norm.js';

/** Buffers of {@link solveDamped}, so that a secular iteration allocates nothing. */
export interface DampedWork {
  /** n×n: receives S, upper triangular, with SᵀS = RᵀR + λD². */
  readonly s: Float64Array;
  /** Length n. */
  readonly row: Float64Array;
  /** Length n: receives δ. */
  readonly step: Float64Array;
}

export const dampedWork = (n: number): DampedWork => ({
  s: new Float64Array(n * n),
  row: new Float64Array(n),
  step: new Float64Array(n),
});

/**
 * The Levenberg–Marquardt step: min over δ of ‖(R; √λ·D)·δ + (qtr; 0)‖, by Givens rotations that fold the damping rows into R one by one, so
 * neither RᵀR nor a square root of it is formed (Moré 1978, The Levenberg–Marquardt algorithm, §3; MINPACK qrsolv).
 *
 * @param r n×n row-major, read on and above the diagonal; not changed. @param qtr length n.
 * @param d length n, ≥ 0. @param lambda ≥ 0. Where λD leaves a direction undetermined its component is 0.
 * @returns `work.step`, length n; NaN where an input is.
 */
export function solveDamped(
  r: Float64Array,
  n: number,
  qtr: Float64Array,
  d: Float64Array,
  lambda: number,
  work: DampedWork,
): Float64Array {
  const { s, row, step } = work;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) s[i * n + j] = j < i ? 0 : (r[i * n + j] as number);
    step[i] = -(qtr[i] as number);
  }
  const root = Math.sqrt(lambda);
  for (let j = 0; j < n; j++) {
    const damping = root * (d[j] as number);
    if (damping !== 0) foldRow(s, n, step, row, j, damping);
  }
  for (let i = n - 1; i >= 0; i--) {
    const pivot = s[i * n + i] as number;
    let sum = step[i] as number;
    for (let j = i + 1; j < n; j++) sum -= (s[i * n + j] as number) * (step[j] as number);
    step[i] = pivot === 0 ? 0 : sum / pivot;
  }
  return step;
}

/** Rotates the row `damping`·eⱼᵀ (right-hand side 0) into the triangle. */
function foldRow(s: Float64Array, n: number, step: Float64Array, row: Float64Array, j: number, damping: number): void {
  row.fill(0, j, n);
  row[j] = damping;
  let right = 0;
  for (let k = j; k < n; k++) {
    const below = row[k] as number;
    if (below === 0) continue;
    const at = k * n;
    const length = hypotenuse(s[at + k] as number, below);
    const cosine = (s[at + k] as number) / length;
    const sine = below / length;
    s[at + k] = length;
    for (let i = k + 1; i < n; i++) {
      const upper = s[at + i] as number;
      const lower = row[i] as number;
      s[at + i] = cosine * upper + sine * lower;
      row[i] = cosine * lower - sine * upper;
    }
    const upper = step[k] as number;
    step[k] = cosine * upper + sine * right;
    right = cosine * right - sine * upper;
  }
}
