import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../src/base/linear-algebra/index.js';
import type { Shape } from '../../src/diagnose/terrain.js';
import { nearbyMinimum } from '../../src/experiment/nearby-minimum.js';
import { terrainOf } from '../../src/experiment/terrain-of.js';
import { begunFor } from '../diagnose/begun-for.js';

const FREE = { lower: Float64Array.of(-Infinity, -Infinity), upper: Float64Array.of(Infinity, Infinity) };

/** f = eˣ − x + u²·y²/2, lowest at (0, 0), where it is 1. @param u the unit of y. */
const bowl =
  (u = 1) =>
  (point: Float64Array): Shape => {
    const [x, y] = point as unknown as [number, number];
    const hessian = Float64Array.of(Math.exp(x), 0, 0, u * u);
    const { values, vectors } = symmetricEigen(hessian, 2);
    const loss = Math.exp(x) - x + (u * u * y * y) / 2;
    const gradient = Float64Array.of(Math.exp(x) - 1, u * u * y);
    return { point, loss, mae: loss, gradient, hessian, curvatures: values, directions: vectors };
  };

describe('nearbyMinimum', () => {
  it('is the minimum within 1e-6 from a start nearby, in any units', () => {
    for (const unit of [1, 1e6, 1e-6]) {
      const found = nearbyMinimum(bowl(unit), Float64Array.of(0.1, 3 / unit), FREE, 0);
      expect(Math.abs(found?.point[0] ?? 1)).toBeLessThan(1e-6);
      expect(Math.abs(found?.point[1] ?? 1) * unit).toBeLessThan(1e-6);
      expect(found?.loss).toBeCloseTo(1, 12);
    }
  });

  it('is null from far off, across a bound, at a saddle and where no derivative is finite', () => {
    expect(nearbyMinimum(bowl(), Float64Array.of(9, 0), FREE, 0)).toBe(null);
    const bounds = { ...FREE, lower: Float64Array.of(0.05, -1) };
    expect(nearbyMinimum(bowl(), Float64Array.of(0.1, 0), bounds, 0)).toBe(null);
    const upsideDown = (point: Float64Array): Shape => ({ ...bowl()(point), hessian: Float64Array.of(1, 0, 0, -1) });
    expect(nearbyMinimum(upsideDown, Float64Array.of(0.1, 0.1), FREE, 0)).toBe(null);
    expect(nearbyMinimum(() => null, Float64Array.of(0, 0), FREE, 0)).toBe(null);
  });

  it('of a decay in 40,000 rows is what Levenberg–Marquardt finds on the same 10,000, within 1e-6', () => {
    const x = Array.from({ length: 40_000 }, (_, i) => (6 * (i + 0.5)) / 40_000);
    const y = x.map((at, i) => 4 * Math.exp(-0.7 * at) + 1 + 0.05 * Math.sin(1e4 * i * i));
    const begun = begunFor('y ~ A*exp(-k*x) + c', { x, y });
    const terrain = terrainOf(begun, begun.objective.evaluate, [Float64Array.of(2, 0.4, 0.5)]);
    const rows = Array.from({ length: 10_000 }, (_, i) => Math.floor((i + 0.5) * 4));
    const few = begunFor('y ~ A*exp(-k*x) + c', { x: rows.map((i) => x[i] as number), y: rows.map((i) => y[i] as number) });
    const own = terrainOf(few, few.objective.evaluate, [Float64Array.of(2, 0.4, 0.5)]).reference();
    const found = terrain.reference();
    for (const j of [0, 1, 2]) expect(Math.abs((found?.point[j] ?? 0) - (own?.point[j] ?? 1))).toBeLessThan(1e-6);
  });
});
