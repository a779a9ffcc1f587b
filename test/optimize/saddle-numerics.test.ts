import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { equilibrate } from '../../src/base/linear-algebra/index.js';
import { leastCurvature } from '../../src/optimize/least-curvature.js';
import { drive } from '../../src/optimize/minimize.js';
import { gaussNewtonHolds } from '../../src/optimize/second-order.js';
import { stepOut } from '../../src/optimize/step-out.js';
import { wayOut } from '../../src/optimize/way-out.js';

describe('equilibrate', () => {
  it('makes the largest entry of every row 1 within 1e-3, whatever the units: 1e±6 a parameter', () => {
    const plain = [4, -2, 0.1, -2, 9, 3, 0.1, 3, -1];
    for (const units of [
      [1, 1, 1],
      [1e6, 1e-6, 1],
      [1e-6, 1e6, 1e3],
    ]) {
      const a = Float64Array.from(plain, (value, k) => value * (units[Math.floor(k / 3)] as number) * (units[k % 3] as number));
      const d = equilibrate(a, 3);
      for (let i = 0; i < 3; i++) {
        const row = [0, 1, 2].map((j) => Math.abs((d[i] as number) * (a[3 * i + j] as number) * (d[j] as number)));
        expect(Math.abs(Math.max(...row) - 1)).toBeLessThan(1e-3);
      }
    }
  });

  it('leaves a row of zeros alone, and reads diagonal matrices exactly', () => {
    expect([...equilibrate(Float64Array.of(4, 0, 0, 0), 2)]).toEqual([0.5, 1]);
    expect([...equilibrate(Float64Array.of(4, 0, 0, 100), 2)]).toEqual([0.5, 0.1]);
  });
});

describe('leastCurvature', () => {
  it('is that of the part of the matrix that is free: of [[1, 2], [2, 1]] it is −1/3 of 3, of one of its parameters 1', () => {
    const hessian = Float64Array.of(1, 2, 2, 1);
    expect(leastCurvature(hessian, [0, 1])?.share).toBeCloseTo(-1 / 3, 12);
    expect(leastCurvature(hessian, [0])?.share).toBeCloseTo(1, 12);
    expect(leastCurvature(hessian, [])).toBeNull();
    expect(leastCurvature(new Float64Array(4), [0, 1])).toBeNull();
    expect(leastCurvature(Float64Array.of(Number.NaN, 0, 0, 1), [0, 1])).toBeNull();
  });

  it('is the same within 1e-9 when a parameter is counted in units 1e±6 as large', () => {
    const plain = [2, 1, 0.5, 1, -0.3, 0.2, 0.5, 0.2, 1];
    const share = (unit: number): number => {
      const scale = [1, unit, 1 / unit];
      const scaled = Float64Array.from(
        plain,
        (value, k) => value * (scale[Math.floor(k / 3)] as number) * (scale[k % 3] as number),
      );
      return leastCurvature(scaled, [0, 1, 2])?.share as number;
    };
    expect(share(1)).toBeLessThan(0);
    for (const unit of [1e-6, 1e6]) expect(Math.abs(share(unit) / share(1) - 1)).toBeLessThan(1e-9);
  });
});

/** 1 + x² − y² + y⁴: a saddle at the origin, minima ¾ at y = ±√½. */
const saddle: Evaluate = ({ points }) =>
  points.map((point) => {
    const [x, y] = point as unknown as [number, number];
    return {
      loss: 1 + x * x - y * y + y ** 4,
      mae: 1,
      gradient: Float64Array.of(2 * x, -2 * y + 4 * y ** 3),
      hessian: Float64Array.of(2, 0, 0, -2 + 12 * y * y),
    };
  });

describe('a way out of a saddle', () => {
  it('goes along the direction of negative curvature, as far as doubling steps lower the loss', () => {
    const found = drive(wayOut(Float64Array.of(0, 0), 1, -1e-6, null), saddle);
    expect(found?.way.share).toBeCloseTo(-1, 12);
    expect(found?.out.point[0]).toBe(0);
    expect(Math.abs(found?.out.point[1] as number)).toBeGreaterThan(0.4);
    expect(Math.abs(found?.out.point[1] as number)).toBeLessThan(1);
    expect(found?.out.loss).toBeLessThan(0.9);
  });

  it('goes to the side that bounds leave, and nowhere where they leave none', () => {
    const [lower, upper] = [Float64Array.of(-1, 0), Float64Array.of(1, 1)];
    expect(drive(wayOut(Float64Array.of(0, 0), 1, -1e-6, { lower, upper }), saddle)?.out.point[1]).toBeGreaterThan(0.4);
    expect(drive(wayOut(Float64Array.of(0, 0), 1, -1e-6, { lower, upper: lower.map((x) => -x) }), saddle)).toBeNull();
  });

  it('is none at a minimum, and none where the loss does not follow what a Hessian says, as at a kink', () => {
    expect(drive(wayOut(Float64Array.of(0, Math.SQRT1_2), 1, -1e-6, null), saddle)).toBeNull();
    const kink: Evaluate = ({ points }) =>
      points.map(([x = 0]) => ({
        loss: 1 + Math.abs(x) - x * x * 1e-3,
        mae: 1,
        gradient: Float64Array.of(0),
        hessian: Float64Array.of(-2e-3),
      }));
    expect(drive(wayOut(Float64Array.of(0), 1, -1e-6, null), kink)).toBeNull();
  });

  it('is none where the loss is exactly zero or the curvature is not below zero', () => {
    const way = { share: 1, curvature: 1, direction: Float64Array.of(1) };
    expect(drive(stepOut(Float64Array.of(0), 1, way, null), saddle)).toBeNull();
    expect(drive(stepOut(Float64Array.of(0), 0, { ...way, curvature: -1 }, null), saddle)).toBeNull();
  });
});

describe('gaussNewtonHolds', () => {
  /** r = (x, c + s·x²/2) at x = 0: the Gauss–Newton matrix is ½, the Hessian ½(1 + c·s). */
  const bent =
    (product: number): Evaluate =>
    ({ points }) =>
      points.map(([x = 0]): Answer => {
        const second = 1 + (product * x * x) / 2;
        return {
          loss: (x * x + second * second) / 4,
          mae: 1,
          gradient: Float64Array.of((x + second * product * x) / 2),
          r: Float64Array.of(Math.SQRT1_2),
          qtr: Float64Array.of(x * Math.SQRT1_2),
        };
      });
  const holds = (product: number): boolean => {
    const evaluate = bent(product);
    const point = Float64Array.of(0);
    return drive(gaussNewtonHolds(point, evaluate({ points: [point], want: 'qr' })[0] as Answer), evaluate);
  };

  it('is true where the rest of the Hessian is smaller than the Gauss–Newton matrix, of either sign, and false where it is larger', () => {
    for (const product of [0, 0.005, -0.1, 0.3, -0.6]) expect(holds(product)).toBe(true);
    for (const product of [-1.01, -2, 1.5, -100]) expect(holds(product)).toBe(false);
  });
});
