import { equilibrate, symmetricEigen } from '../base/linear-algebra/index.js';

/** The direction in which a loss curves the least, judged in units in which every parameter bends it alike. */
export interface LeastCurvature {
  /** λmin/|λ|max of the equilibrated Hessian: below zero where the loss falls on both sides. Does not depend on units. */
  readonly share: number;
  /** λmin, in units of the loss: along `direction` the loss is f + t·g + ½t²·curvature. */
  readonly curvature: number;
  /** Length P, in units of the parameters; zero for parameters that are not free. */
  readonly direction: Float64Array;
}

/**
 * @param hessian P×P, row-major. @param free indices of the parameters that may move, ascending.
 * @returns null where nothing may move, or the Hessian is zero or not finite.
 */
export function leastCurvature(hessian: Float64Array, free: readonly number[]): LeastCurvature | null {
  const size = Math.round(Math.sqrt(hessian.length));
  const n = free.length;
  if (n === 0) return null;
  const part = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) part[i * n + j] = hessian[(free[i] as number) * size + (free[j] as number)] as number;
  if (!part.every(Number.isFinite)) return null;
  const d = equilibrate(part, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) part[i * n + j] = (d[i] as number) * (part[i * n + j] as number) * (d[j] as number);
  const { values, vectors } = symmetricEigen(part, n);
  const least = values[n - 1] as number;
  const most = Math.max(Math.abs(values[0] as number), Math.abs(least));
  if (!(most > 0)) return null;
  const direction = new Float64Array(size);
  for (let i = 0; i < n; i++) direction[free[i] as number] = (d[i] as number) * (vectors[i * n + n - 1] as number);
  return { share: least / most, curvature: least, direction };
}
