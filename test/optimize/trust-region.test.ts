import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trustRegion } from '../../src/optimize/trust-region.js';

const M = 5;
const K = 3;
const entry = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 1000);
const matrix = fc.array(entry, { minLength: M * K, maxLength: M * K }).map((values) => Float64Array.from(values));
const vector = fc.array(entry, { minLength: M, maxLength: M }).map((values) => Float64Array.from(values));

const length = (z: Float64Array): number => Math.sqrt(z.reduce((sum, x) => sum + x * x, 0));

/** Aᵀ(Az + b). */
function slope(a: Float64Array, z: Float64Array, b: Float64Array): Float64Array {
  const r = b.map((value, i) => value + z.reduce((sum, x, j) => sum + (a[i * K + j] as number) * x, 0));
  return z.map((_, j) => r.reduce((sum, value, i) => sum + (a[i * K + j] as number) * value, 0));
}

describe('the trust-region step', () => {
  it('is the free minimum or lies within a tenth of the radius, and satisfies (AᵀA + λI)z = −Aᵀb for some λ ≥ 0, relative 1e-9', () => {
    fc.assert(
      fc.property(matrix, vector, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (a, b, radius) => {
        const region = trustRegion(a.slice(), M, K, b.slice());
        fc.pre(region.rank === K && length(region.newton) < 1e6);
        const z = region.step(radius);
        const g = slope(a, z, b);
        const scale = Math.max(...slope(a, new Float64Array(K), b).map(Math.abs)) + length(z);
        if (length(region.newton) <= 1.1 * radius) {
          expect(length(g)).toBeLessThan(1e-9 * scale);
          return;
        }
        expect(Math.abs(length(z) - radius)).toBeLessThanOrEqual(0.1001 * radius);
        // −g = λz: λ by projection, and nothing beside it.
        const lambda = -g.reduce((sum, x, j) => sum + x * (z[j] as number), 0) / length(z) ** 2;
        expect(lambda).toBeGreaterThanOrEqual(0);
        expect(length(g.map((x, j) => x + lambda * (z[j] as number)))).toBeLessThan(1e-9 * scale);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('of dependent columns has the rank of the columns, a finite step, and what b has along them', () => {
    // Columns (1, 1, 1, 1, 1), the same, and (0, 1, 2, 3, 4).
    const a = Float64Array.from({ length: M * K }, (_, at) => (at % K === 2 ? Math.floor(at / K) : 1));
    const b = Float64Array.of(1, 0, 0, 0, -1);
    const region = trustRegion(a.slice(), M, K, b.slice());
    expect(region.rank).toBe(2);
    // The projection of b on the span: centred x is (−2 … 2), xᵀb = −4, ‖x‖² = 10, mean of b is 0.
    expect(Math.abs(region.reachable - 4 / Math.sqrt(10))).toBeLessThan(1e-14);
    expect(length(slope(a, region.newton, b))).toBeLessThan(1e-14);
    for (const radius of [10, 0.1, 1e-9]) {
      const z = region.step(radius);
      expect(z.every(Number.isFinite)).toBe(true);
      expect(length(z)).toBeLessThanOrEqual(1.1 * radius);
    }
  });

  it('of no columns, or of zeros, is nothing', () => {
    expect(trustRegion(new Float64Array(0), 3, 0, Float64Array.of(1, 2, 3)).step(1).length).toBe(0);
    const zeros = trustRegion(new Float64Array(4), 2, 2, Float64Array.of(1, 2));
    expect([zeros.rank, zeros.reachable, ...zeros.step(1)]).toEqual([0, 0, 0, 0]);
  });
});
