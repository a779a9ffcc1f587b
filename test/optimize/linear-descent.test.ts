import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { leastSquares, multiplyUpperTransposed, norm2, QrAccumulator } from '../../src/base/linear-algebra/index.js';
import { answerAfter } from '../../src/optimize/linear-step.js';
import { levenbergMarquardt } from '../../src/optimize/methods/levenberg-marquardt.js';
import { varpro } from '../../src/optimize/methods/varpro.js';
import { minimize } from '../../src/optimize/minimize.js';
import { gauss } from '../linear-algebra/matrices.js';

/** ½‖Ax − b‖²/m as an objective. A is m×n, row-major. */
function objective(a: Float64Array, m: number, n: number, b: Float64Array): Evaluate {
  const at = (x: Float64Array): Answer => {
    const accumulator = new QrAccumulator(n, 1);
    const rows = new Float64Array(m * (n + 1));
    let [squares, sizes] = [0, 0];
    for (let i = 0; i < m; i++) {
      let r = -(b[i] as number);
      for (let j = 0; j < n; j++) {
        rows[i * (n + 1) + j] = (a[i * n + j] as number) / Math.sqrt(m);
        r += (a[i * n + j] as number) * (x[j] as number);
      }
      rows[i * (n + 1) + n] = r / Math.sqrt(m);
      squares += r * r;
      sizes += Math.abs(r);
    }
    accumulator.add(rows, m);
    const [r, qtr] = [accumulator.r(), accumulator.qtb()];
    return { loss: squares / m / 2, mae: sizes / m, gradient: multiplyUpperTransposed(r, n, qtr), r, qtr };
  };
  return ({ points }) => points.map(at);
}

const METHODS = [levenbergMarquardt, varpro];
const all = (n: number): number[] => [...Array(n).keys()];
const distance = (x: Float64Array, y: Float64Array): number => norm2(x.map((value, j) => value - (y[j] as number))) / norm2(y);

describe('a model that is linear in all its parameters', () => {
  for (const method of METHODS)
    it(`is solved by ${method.name} in two passes from any start, as by a QR factor within 1e-12`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 0, max: 1e6 }),
          fc.double({ min: -6, max: 6, noNaN: true }),
          (n, seed, far) => {
            const m = 40;
            const [a, b] = [gauss(m, n, seed), gauss(m, 1, seed + 1)];
            const start = gauss(n, 1, seed + 2).map((value) => value * 10 ** far);
            const result = minimize(objective(a, m, n, b), { method, start, epochs: 50, linear: all(n) });
            expect(result.outcome).toBe('converged');
            expect(result.stop.reason).toBe('newton-step');
            expect(result.passes).toBe(2);
            expect(distance(result.point, leastSquares(a, m, n, b).solution)).toBeLessThan(1e-12 * 10 ** Math.max(far, 0));
          },
        ),
        { seed: 5, numRuns: 60 },
      );
    });

  it('takes one pass where it starts at the minimum', () => {
    const [a, b] = [gauss(30, 3, 1), gauss(30, 1, 2)];
    const start = leastSquares(a, 30, 3, b).solution;
    const result = minimize(objective(a, 30, 3, b), { method: levenbergMarquardt, start, epochs: 50, linear: all(3) });
    expect([result.outcome, result.passes, result.epochs]).toEqual(['converged', 1, 0]);
  });

  it('takes more where the columns nearly depend on each other, and ends where steps shrink no further', () => {
    const [m, n] = [30, 8];
    const a = Float64Array.from({ length: m * n }, (_, at) => 1 / (Math.floor(at / n) + (at % n) + 1));
    const b = Float64Array.from(
      { length: m },
      (_, i) => a.slice(i * n, i * n + n).reduce((sum, x) => sum + x, 0) + (i % 2 === 0 ? 1e-3 : -1e-3),
    );
    const { outcome, passes, answer } = minimize(objective(a, m, n, b), {
      method: levenbergMarquardt,
      start: new Float64Array(n),
      epochs: 50,
      linear: all(n),
    });
    expect(outcome).toBe('converged');
    expect(passes).toBeGreaterThan(2);
    expect(passes).toBeLessThan(10);
    expect(Math.sqrt(2 * answer.loss * m)).toBeLessThanOrEqual(leastSquares(a, m, n, b).residualNorm * (1 + 1e-9));
  });

  it('is left to the region of trust where columns depend on each other', () => {
    const one = gauss(20, 1, 3);
    const a = Float64Array.from({ length: 40 }, (_, at) => one[Math.floor(at / 2)] as number);
    const { outcome, stop, point } = minimize(objective(a, 20, 2, one), {
      method: levenbergMarquardt,
      start: new Float64Array(2),
      epochs: 50,
      linear: [0, 1],
    });
    expect(outcome).toBe('converged');
    expect(stop.reason).not.toBe('newton-step');
    expect((point[0] as number) + (point[1] as number)).toBeCloseTo(1, 12);
  });

  it('is left to the region of trust where the minimum lies beyond a bound, and ends on the bound', () => {
    const a = Float64Array.of(1, 0, 0, 1, 1, 1);
    const b = Float64Array.of(3, 1, 4);
    const bounds = { lower: Float64Array.of(-10, -10), upper: Float64Array.of(2, 10) };
    const { point, outcome } = minimize(objective(a, 3, 2, b), {
      method: levenbergMarquardt,
      start: new Float64Array(2),
      epochs: 50,
      bounds,
      linear: [0, 1],
    });
    // With x₁ = 2 what is left is (x₂ − 1)² + (x₂ − 2)².
    expect(outcome).toBe('converged');
    expect(point[0]).toBe(2);
    expect(point[1]).toBeCloseTo(1.5, 12);
  });
});

describe('answerAfter', () => {
  it('is the answer at the point that the step leads to, but for its mean absolute error, relative 1e-12', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const m = 25;
        const evaluate = objective(gauss(m, n, seed), m, n, gauss(m, 1, seed + 1));
        const [from, step] = [gauss(n, 1, seed + 2), gauss(n, 1, seed + 3)];
        const [before, after] = evaluate({ points: [from, from.map((x, j) => x + (step[j] as number))], want: 'qr' }) as [
          Answer,
          Answer,
        ];
        const derived = answerAfter(before, step);
        expect(Math.abs(derived.loss - after.loss)).toBeLessThan(1e-12 * (before.loss + after.loss));
        expect(distance(derived.gradient as Float64Array, after.gradient as Float64Array)).toBeLessThan(1e-11);
        expect(distance(derived.qtr as Float64Array, after.qtr as Float64Array)).toBeLessThan(1e-11);
        expect(derived.r).toBe(before.r);
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});
