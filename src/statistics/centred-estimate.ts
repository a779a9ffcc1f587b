import type { CentredFactor } from '../base/evaluation.js';
import { norm2, uncentredStep } from '../base/linear-algebra/index.js';
import { covarianceOf, type Estimate, type EstimateInput, estimate } from './covariance.js';

/**
 * {@link estimate} from the factor of centred columns, for the parameters of the model itself: its errors keep the digits that columns far from zero take from those of the
 * plain factor. Rank and condition number are those of the centred columns.
 */
export function centredEstimate(centred: CentredFactor, input: Omit<EstimateInput, 'r'>): Estimate | null {
  const inner = estimate({ ...input, r: centred.r });
  if (inner === null) return null;
  const { constant, shifts } = centred;
  const n = shifts.length;
  const directions = {
    nullDirections: inner.nullDirections.map((direction) => uncentredStep(direction, centred)),
    weakest: inner.weakest === null ? null : uncentredStep(inner.weakest, centred),
  };
  if (inner.factor === null || inner.standardErrors === null) return { ...inner, ...directions };
  const factor = inner.factor.slice();
  for (let j = 0; j < n; j++)
    for (let k = 0; k < n; k++)
      factor[constant * n + k] =
        (factor[constant * n + k] as number) - (shifts[j] as number) * (inner.factor[j * n + k] as number);
  const standardErrors = inner.standardErrors.slice();
  standardErrors[constant] = norm2(factor, constant * n, n);
  const correlation = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => {
      if (i === j) return 1;
      if (i !== constant && j !== constant) return inner.correlation?.[i]?.[j] as number;
      return cosine(factor, n, constant, i === constant ? j : i);
    }),
  );
  return { ...inner, ...directions, factor, standardErrors, correlation, covariance: covarianceOf(standardErrors, correlation) };
}

/** Of two rows; 0 where one of them is zero. */
function cosine(rows: Float64Array, n: number, i: number, j: number): number {
  const lengths = norm2(rows, i * n, n) * norm2(rows, j * n, n);
  let sum = 0;
  for (let k = 0; k < n; k++) sum += (rows[i * n + k] as number) * (rows[j * n + k] as number);
  return lengths === 0 ? 0 : Math.min(Math.max(sum / lengths, -1), 1);
}
