import { describe, expect, it } from 'vitest';
import { terrainOf } from '../../src/experiment/terrain-of.js';
import { begunFor } from './begun-for.js';

/** y = sin(w·x): minima at ±w and many others beside. */
const wave = (rows: number) => {
  const x = Array.from({ length: rows }, (_, i) => (10 * (i + 0.5)) / rows);
  return { x, y: x.map((value) => Math.sin(2 * value)) };
};

describe('terrain', () => {
  it('is the loss, slope and curvature of half the mean square: of a line those of the normal equations', () => {
    const x = [0, 1, 2, 3];
    const begun = begunFor('y ~ a*x + b', { x, y: [1, 3, 5, 7] });
    const shape = terrainOf(begun, begun.objective.evaluate, []).shape(Float64Array.of(0, 0));
    expect(shape?.loss).toBe((1 + 9 + 25 + 49) / 8);
    expect([...(shape?.gradient ?? [])]).toEqual([-34 / 4, -16 / 4]);
    expect([...(shape?.hessian ?? [])]).toEqual([14 / 4, 6 / 4, 6 / 4, 1]);
    const [most, least] = shape?.curvatures ?? [];
    // (4.5 ± √(4.5² − 4·(3.5 − 2.25)))/2
    expect(most).toBeCloseTo((4.5 + Math.sqrt(4.5 ** 2 - 5)) / 2, 13);
    expect(least).toBeCloseTo((4.5 - Math.sqrt(4.5 ** 2 - 5)) / 2, 13);
  });

  it('has the minimum near the run as its reference, and the lowest one that starts elsewhere find', () => {
    const begun = begunFor('y ~ sin(w*x)', wave(60));
    const terrain = terrainOf(begun, begun.objective.evaluate, [Float64Array.of(3.2)]);
    expect(terrain.reference()?.loss).toBeGreaterThan(0.1);
    expect(Math.abs(terrain.lowest()?.point[0] ?? 0)).toBeCloseTo(2, 6);
  });

  it('is judged on 10,000 rows of very many', () => {
    const begun = begunFor('y ~ sin(w*x)', wave(50_000));
    const terrain = terrainOf(begun, begun.objective.evaluate, [Float64Array.of(1.95)]);
    expect([terrain.rows, terrain.whole]).toEqual([10_000, false]);
    expect(terrain.reference()?.point[0]).toBeCloseTo(2, 6);
  });
});
