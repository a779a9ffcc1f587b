import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { lbfgs } from '../../src/optimize/methods/lbfgs.js';
import { minimize } from '../../src/optimize/minimize.js';
import { problem } from './problems.js';

/** −H∇f with H by the BFGS formula (Nocedal and Wright 2006, eq. 6.17) from γI over all pairs: the dense form of the two loops. */
function dense(pairs: readonly { readonly s: number[]; readonly y: number[] }[], gradient: readonly number[]): number[] {
  const size = gradient.length;
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const { s, y } = pairs.at(-1) as (typeof pairs)[number];
  let H = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? dot(s, y) / dot(y, y) : 0)));
  for (const pair of pairs) {
    const rho = 1 / dot(pair.s, pair.y);
    const left = H.map((_, i) => H.map((__, j) => (i === j ? 1 : 0) - rho * (pair.s[i] as number) * (pair.y[j] as number)));
    const product = left.map((row) => H.map((_, j) => row.reduce((sum, x, k) => sum + x * (H[k]?.[j] as number), 0)));
    H = product.map((row, i) =>
      H.map(
        (_, j) =>
          left[j]?.reduce(
            (sum, x, k) => sum + (row[k] as number) * x,
            rho * (pair.s[i] as number) * (pair.s[j] as number),
          ) as number,
      ),
    );
  }
  return H.map((row) => -dot(row, gradient));
}

describe('L-BFGS', () => {
  it('steps along the dense BFGS direction while all pairs are remembered, relative 1e-9', () => {
    const { start, evaluate } = problem('rosenbrock');
    const points: number[][] = [];
    const rates: number[] = [];
    const gradients: number[][] = [];
    minimize(evaluate, {
      method: lbfgs,
      start,
      epochs: 10,
      onEpoch: ({ point, rate }) => {
        points.push([...point]);
        rates.push(rate);
        gradients.push([...(evaluate({ points: [point], want: 'gradient' })[0]?.gradient ?? [])]);
      },
    });
    const difference = (a: readonly number[], b: readonly number[]): number[] => a.map((x, i) => x - (b[i] as number));
    const pairs = points.slice(1).map((point, k) => ({
      s: difference(point, points[k] as number[]),
      y: difference(gradients[k + 1] as number[], gradients[k] as number[]),
    }));
    for (let k = 1; k < 9; k++) {
      const direction = dense(pairs.slice(0, k), gradients[k] as number[]);
      const step = pairs[k]?.s as number[];
      direction.forEach((d, j) => {
        expect(Math.abs((step[j] as number) / (rates[k + 1] as number) - d)).toBeLessThan(
          1e-9 * Math.max(...direction.map(Math.abs)),
        );
      });
    }
  });

  it('minimises the 50-dimensional extended Rosenbrock function to 1e-12 within 150 evaluations with 5 pairs', () => {
    const evaluate: Evaluate = ({ points }) =>
      points.map((x) => {
        const gradient = new Float64Array(x.length);
        let loss = 0;
        for (let i = 0; i < x.length; i += 2) {
          const [a, b] = [x[i] as number, x[i + 1] as number];
          loss += 100 * (b - a * a) ** 2 + (1 - a) ** 2;
          gradient[i] = -400 * a * (b - a * a) - 2 * (1 - a);
          gradient[i + 1] = 200 * (b - a * a);
        }
        return { loss, mae: 1, gradient };
      });
    const start = Float64Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const result = minimize(evaluate, { method: lbfgs, start, settings: { memory: 5 }, epochs: 200 });
    expect(result.outcome).toBe('converged');
    expect(result.answer.loss).toBeLessThan(1e-12);
    expect(result.evaluations).toBeLessThan(150);
  });

  it('with bounds finds the constrained minimum of the Rosenbrock function at a₁ ≤ 0.5, (0.5, 0.25), within 1e-6', () => {
    const { start, evaluate } = problem('rosenbrock');
    const bounds = { lower: Float64Array.of(-2, -2), upper: Float64Array.of(0.5, 2) };
    const result = minimize(evaluate, { method: lbfgs, start, bounds, epochs: 200 });
    expect(result.outcome).toBe('converged');
    expect(result.point[0]).toBe(0.5);
    expect(Math.abs((result.point[1] as number) - 0.25)).toBeLessThan(1e-6);
  });
});
