import type { Evaluate } from '../base/evaluation.js';
import { allFinite, type Eigenvalues, eigenvalues, leastSquares, maxAbs } from '../base/linear-algebra/index.js';

/** What x ← x − rate·h(x) does near the minimum, for a hand-written h. */
export interface Iteration {
  /** h is affine in the parameters: the same everywhere. */
  readonly affine: boolean;
  /** Of the Jacobian of h, at its zero where it is not affine: the distance from h's own zero is multiplied by I − rate·M in every step. */
  readonly eigenvalues: Eigenvalues;
  /** Rates in (0, limit) contract; null where no rate does. */
  readonly limit: number | null;
  /** Index of an eigenvalue with a real part ≤ 0, which no rate contracts along; null where there is none. */
  readonly forbids: number | null;
  /** Where h is zero; null where that is nowhere, everywhere along a line, or was not found. */
  readonly zero: Float64Array | null;
}

/** Steps for differences, in units of 1 + |xⱼ|: far ones show whether h is affine and lose no digits where it is. */
const FAR = 0.5;
const NEAR = 2 ** -17;
const AFFINE = 1e-9;
/** An eigenvalue this small beside the largest is zero. */
const NEGLIGIBLE = 1e-10;
const NEWTON_STEPS = 30;

/** @param minimum of the loss, length P, finite. @returns null where h is not finite around it, or not affine without a zero that was found. */
export function iterationOf(written: Evaluate, minimum: Float64Array): Iteration | null {
  const count = minimum.length;
  const [far, half] = [jacobian(written, minimum, FAR), jacobian(written, minimum, FAR / 2)];
  const affine = far !== null && half !== null && apart(far, half) <= AFFINE * maxAbs(far);
  const zero = zeroOf(written, minimum, affine ? far : null);
  // What is not affine moves otherwise elsewhere: steps contract towards the zero of h or not at all.
  const m = affine ? far : zero === null ? null : jacobian(written, zero, NEAR);
  if (m === null) return null;
  const found = eigenvalues(m, count);
  if (!allFinite(found.real)) return null;
  const { real, imaginary } = found;
  const largest = Math.max(...real.map((re, j) => Math.sqrt(re * re + (imaginary[j] as number) ** 2)));
  const forbids = [...real.keys()].filter((j) => !((real[j] as number) > NEGLIGIBLE * largest));
  return {
    affine,
    eigenvalues: found,
    limit: forbids.length > 0 ? null : Math.min(...real.map((re, j) => (2 * re) / (re * re + (imaginary[j] as number) ** 2))),
    forbids: forbids[forbids.length - 1] ?? null,
    zero,
  };
}

/** By central differences, P×P; null where something is not finite. */
function jacobian(h: Evaluate, point: Float64Array, step: number): Float64Array | null {
  const count = point.length;
  const points = [...point.keys()].flatMap((j) =>
    [1, -1].map((sign) => point.map((x, k) => (k === j ? x + sign * step * (1 + Math.abs(x)) : x))),
  );
  const slopes = h({ points, want: 'gradient' }).map(({ gradient }) => gradient);
  const m = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    const [above, below] = [slopes[2 * j], slopes[2 * j + 1]];
    if (above === undefined || below === undefined) return null;
    const width = (points[2 * j]?.[j] as number) - (points[2 * j + 1]?.[j] as number);
    for (let i = 0; i < count; i++) m[i * count + j] = ((above[i] as number) - (below[i] as number)) / width;
  }
  return allFinite(m) ? m : null;
}

const apart = (a: Float64Array, b: Float64Array): number => maxAbs(a.map((x, i) => x - (b[i] as number)));

/** By Newton's method from the minimum; in one step where h is affine, whose matrix is then given. */
function zeroOf(h: Evaluate, from: Float64Array, matrix: Float64Array | null): Float64Array | null {
  const count = from.length;
  let point = from;
  for (let k = 0; k < (matrix === null ? NEWTON_STEPS : 2); k++) {
    const slope = h({ points: [point], want: 'gradient' })[0]?.gradient;
    const m = matrix ?? jacobian(h, point, NEAR);
    if (slope === undefined || m === null || !allFinite(slope)) return null;
    const { solution, rank } = leastSquares(
      m,
      count,
      count,
      slope.map((x) => -x),
    );
    if (rank < count || !allFinite(solution)) return null;
    const at = point;
    point = at.map((x, j) => x + (solution[j] as number));
    if (solution.every((x, j) => Math.abs(x) <= 1e-12 * (1 + Math.abs(at[j] as number)))) return point;
  }
  return matrix === null ? null : point;
}
