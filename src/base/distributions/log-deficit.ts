import { log } from '../elementary/scalar.js';

/**
 * e − ln(1 + e) ≥ 0, to a few units in the last place also where e is small and where 1 + e is.
 * @param e > −1. @param ratio 1 + e, computed without the loss of adding 1.
 */
export function logDeficit(e: number, ratio: number): number {
  if (e <= -0.6 || e >= 1) return e - log(ratio);
  // ln(1 + e) = 2·artanh(s), s = e/(2 + e); and e − 2s = e·s
  const s = e / (2 + e);
  const square = s * s;
  let power = s * square;
  let sum = 0;
  for (let k = 3; k < 60; k += 2) {
    const next = sum + power / k;
    if (next === sum) break;
    sum = next;
    power *= square;
  }
  return e * s - 2 * sum;
}
