import { asinh, cbrt, exp, log } from '../base/elementary/scalar.js';
import { pairwiseSum } from '../base/random/pairwise-sum.js';

/**
 * The omnibus test of D'Agostino and Pearson (1973, Biometrika 60) for a normal distribution: K² = Z(skewness)² + Z(kurtosis)², about χ² of two degrees of
 * freedom. Skewness by D'Agostino 1970 (Biometrika 57), kurtosis by Anscombe and Glynn 1983 (Biometrika 70): as scipy's `normaltest`.
 *
 * @param values length n, in any order, not changed. @returns null for n < 20, equal values, and where one is not finite.
 */
export function dagostinoPearson(values: Float64Array): { readonly statistic: number; readonly p: number } | null {
  const n = values.length;
  if (n < 20 || !values.every(Number.isFinite)) return null;
  const mean = pairwiseSum(values) / n;
  const centred = values.map((value) => value - mean);
  const squares = centred.map((value) => value * value);
  const variance = pairwiseSum(squares) / n;
  if (!(variance > 0)) return null;
  const skew = skewness(
    pairwiseSum(centred.map((value, i) => value * (squares[i] as number))) / n / (variance * Math.sqrt(variance)),
    n,
  );
  const tails = kurtosis(pairwiseSum(squares.map((square) => square * square)) / n / (variance * variance), n);
  const statistic = skew * skew + tails * tails;
  return { statistic, p: exp(-statistic / 2) };
}

function skewness(g: number, n: number): number {
  const y = g * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta = (3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w = Math.sqrt(2 * (beta - 1)) - 1;
  return asinh(y / Math.sqrt(2 / (w - 1))) / Math.sqrt(0.5 * log(w));
}

function kurtosis(b: number, n: number): number {
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
  const x = (b - (3 * (n - 1)) / (n + 1)) / Math.sqrt(variance);
  const skew = ((6 * (n * n - 5 * n + 2)) / ((n + 7) * (n + 9))) * Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / skew) * (2 / skew + Math.sqrt(1 + 4 / (skew * skew)));
  const third = cbrt((1 - 2 / a) / (1 + x * Math.sqrt(2 / (a - 4))));
  return (1 - 2 / (9 * a) - third) / Math.sqrt(2 / (9 * a));
}
