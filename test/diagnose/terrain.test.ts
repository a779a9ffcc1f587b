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

  it('is judged on 5,000 rows of very many, those that a stream of them keeps', () => {
    const begun = begunFor('y ~ sin(w*x)', wave(50_000));
    const terrain = terrainOf(begun, begun.objective.evaluate, [Float64Array.of(1.95)]);
    expect([terrain.rows, terrain.whole]).toEqual([5_000, false]);
    expect(terrain.reference()?.point[0]).toBeCloseTo(2, 6);
  });

  it('is all rows of a linear model, by its moments: to 1e-12 those of the rows, and the mean absolute error of the rows', () => {
    const x = Array.from({ length: 30_000 }, (_, i) => Math.sin(i));
    const y = x.map((v, i) => 2 * v + 1 + 0.1 * Math.cos(7 * i));
    const begun = begunFor('y ~ a*x + b', { x, y }, { method: 'gd', learningRate: 0.1 });
    const terrain = terrainOf(begun, begun.fromMoments?.truth.evaluate ?? begun.objective.evaluate, [Float64Array.of(0, 0)]);
    const shape = terrain.shape(Float64Array.of(1.5, 0.5));
    expect([terrain.whole, terrain.rows]).toEqual([true, 30_000]);
    const mean = (of: (v: number, i: number) => number) => x.reduce((sum, v, i) => sum + of(v, i), 0) / x.length;
    const residual = (v: number, i: number) => 1.5 * v + 0.5 - (y[i] as number);
    const near = (got: number | undefined, want: number) =>
      expect(Math.abs((got ?? Number.NaN) - want)).toBeLessThanOrEqual(1e-12);
    near(
      shape?.loss,
      mean((v, i) => residual(v, i) ** 2 / 2),
    );
    near(
      shape?.mae,
      mean((v, i) => Math.abs(residual(v, i))),
    );
    near(
      shape?.gradient[0],
      mean((v, i) => residual(v, i) * v),
    );
    for (const [k, want] of [mean((v) => v * v), mean((v) => v), mean((v) => v), 1].entries()) near(shape?.hessian[k], want);
  });
});
