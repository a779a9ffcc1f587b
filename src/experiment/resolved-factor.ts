import type { Answer, CentredFactor } from '../base/evaluation.js';
import { columnNorms } from '../base/linear-algebra/index.js';

/** Residuals below this many times the rounding of the terms of the prediction say little of the noise. */
const RESOLVED = 30;

/**
 * The factor of centred columns, where the terms of the prediction are rounded finely enough to show the residuals: those of x² at x = 10⁹ are not. Null elsewhere: what
 * such a factor says of errors would be believed, while the residuals that they are made of are rounding.
 */
export function resolvedFactor({ r, loss, centred }: Answer, point: Float64Array): CentredFactor | null {
  if (centred === undefined || r === undefined) return null;
  return Math.sqrt(2 * loss) > RESOLVED * Number.EPSILON * termSize(r, point) ? centred : null;
}

/** Σ |xⱼ|·‖column j‖: the root mean square size of the terms of a prediction, which may cancel each other. @param r P×P. */
export function termSize(r: Float64Array, point: Float64Array): number {
  const lengths = columnNorms(r, point.length, point.length);
  return point.reduce((sum, x, j) => sum + Math.abs(x) * (lengths[j] as number), 0);
}
