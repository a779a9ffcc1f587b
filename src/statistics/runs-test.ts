import { normalCdf } from '../base/distributions/index.js';
import type { Values } from '../base/values.js';

/** Whether the signs of residuals change as often as chance lets them. */
export interface RunsTest {
  /** Stretches of one sign. */
  readonly runs: number;
  /** What chance would give on average. */
  readonly expected: number;
  /** Residuals above and below zero; zeros have no sign and are left out. */
  readonly positive: number;
  readonly negative: number;
  /** (runs − expected) / its standard deviation: far below 0 where the curve misses the data for a while, above 0 where signs alternate. */
  readonly z: number;
  /** Two-sided, by the normal distribution, without a correction for continuity. */
  readonly p: number;
}

/**
 * The runs test of Wald and Wolfowitz (1940, Annals of Mathematical Statistics 11, eq. 13 and 14) on the signs of residuals.
 *
 * @param residuals in any order. @param order the indices in the order in which signs are counted ({@link ascending}): rows of weight 0 left out.
 * @returns null where all signs are equal or fewer than three residuals have one, so that the number of runs cannot vary.
 * @example runsTest(Float64Array.of(1, 2, -1, -2), Uint32Array.of(0, 1, 2, 3))?.runs // 2
 */
export function runsTest(residuals: Float64Array, order: Uint32Array): RunsTest | null {
  let positive = 0;
  let negative = 0;
  let runs = 0;
  let last = 0;
  for (let k = 0; k < order.length; k++) {
    const sign = Math.sign(residuals[order[k] as number] as number);
    if (Number.isNaN(sign)) return null;
    if (sign === 0) continue;
    if (sign > 0) positive++;
    else negative++;
    if (sign !== last) runs++;
    last = sign;
  }
  const n = positive + negative;
  const pairs = 2 * positive * negative;
  if (pairs === 0 || n < 3) return null;
  const expected = pairs / n + 1;
  const z = (runs - expected) / Math.sqrt((pairs * (pairs - n)) / (n * n * (n - 1)));
  return { runs, expected, positive, negative, z, p: 2 * normalCdf(-Math.abs(z)) };
}

/** The indices with weight > 0 by ascending value; equal values stay in their order. @param values length n. @param weights null for all 1. */
export function ascending(values: Values, weights: Float64Array | null): Uint32Array {
  const all = new Uint32Array(values.length);
  for (let i = 0; i < all.length; i++) all[i] = i;
  const kept = weights === null ? all : all.filter((i) => (weights[i] as number) > 0);
  // Measured data mostly are in order already, and a look costs far less than sorting.
  return inOrder(values, kept) ? kept : kept.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

function inOrder(values: Values, indices: Uint32Array): boolean {
  for (let k = 1; k < indices.length; k++)
    if (!((values[indices[k] as number] as number) >= (values[indices[k - 1] as number] as number))) return false;
  return true;
}
