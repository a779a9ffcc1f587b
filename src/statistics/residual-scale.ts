import { median } from './median.js';

/** The upper quartile of the standard normal: the median of |z|. */
const QUARTILE = 0.6744897501960817;

/**
 * A standard deviation that outliers do not move: the median of |r| over 0.67449, which is σ for normal errors (Hampel 1974, J. Amer. Statist. Assoc. 69). About
 * zero, not about the median of the residuals, as in robust regression (Huber 1981, Robust Statistics, §7.7; R's `rlm`, statsmodels' `RLM`).
 *
 * @param residuals length n. @param weights length n, ≥ 0: the median is that of the weighted rows; null for all 1.
 * @returns NaN where a residual is NaN or no row has a weight.
 * @example residualScale(Float64Array.of(-1, 1, 2, 100, 0), null) // 1/0.67449 = 1.48…
 */
export function residualScale(residuals: Float64Array, weights: Float64Array | null): number {
  if (residuals.some(Number.isNaN)) return Number.NaN;
  const sizes = residuals.map(Math.abs);
  return (weights === null ? median(sizes) : weightedMedian(sizes, weights)) / QUARTILE;
}

/** Where half of the weight lies below; between two values where exactly half does, as the plain median is. */
function weightedMedian(sizes: Float64Array, weights: Float64Array): number {
  const order = Array.from(sizes.keys()).sort((i, j) => (sizes[i] as number) - (sizes[j] as number) || i - j);
  const counting = order.filter((i) => (weights[i] as number) > 0);
  const half = counting.reduce((sum, i) => sum + (weights[i] as number), 0) / 2;
  let below = 0;
  for (const [k, i] of counting.entries()) {
    below += weights[i] as number;
    const next = counting[k + 1];
    if (Math.abs(below - half) <= ROUNDING * half && next !== undefined)
      return ((sizes[i] as number) + (sizes[next] as number)) / 2;
    if (below > half) return sizes[i] as number;
  }
  return Number.NaN;
}

const ROUNDING = 1e-12;
