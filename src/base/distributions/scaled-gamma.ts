import { exp, log1p } from '../elementary/scalar.js';

/**
 * Γ*(a) = Γ(a) / (√(2π)·a^(a−½)·e^(−a)): what Stirling's formula leaves over. Tends to 1, so ratios of gamma functions of huge arguments lose nothing
 * (Temme 1994, Probability in the Engineering and Informational Sciences 8). @param a > 0.
 */
export function scaledGamma(a: number): number {
  let logarithm = 0;
  let shifted = a;
  // ln Γ*(a) − ln Γ*(a + 1) = (a + ½)·ln(1 + 1/a) − 1
  for (; shifted < 12; shifted++) logarithm += (shifted + 0.5) * log1p(1 / shifted) - 1;
  const square = 1 / (shifted * shifted);
  let series = 0;
  for (const coefficient of STIRLING) series = series * square + coefficient;
  return exp(logarithm + series / shifted);
}

/** B₂ₖ / (2k(2k − 1)) for k = 8 … 1 (DLMF 5.11.1): below 1e-19 from a = 12 on. */
const STIRLING = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
