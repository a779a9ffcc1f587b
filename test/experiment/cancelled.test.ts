import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFitAsync } from '../../src/experiment/fit.js';

const X = Array.from({ length: 120 }, (_, i) => i / 6);
const DATA = {
  x: X,
  y: X.map(
    (x, i) => 2 * Math.sin(3.1 * x + 0.4) + 0.7 * Math.sin(7.3 * x) + Math.exp(-((x - 8) ** 2)) + 0.1 * (((i * 7) % 11) - 5),
  ),
};
const FORMULA = 'y ~ a*sin(w*x + p) + b*sin(v*x + q) + c*exp(-(x - m)^2/s^2)';

describe('a search that is cancelled', () => {
  it('ends at once and says so, whatever minima it had found before', () => {
    const asked: number[] = [];
    for (const after of [1, 30, 100, 300, 600]) {
      let calls = 0;
      const { outcome, stop, search } = fit(FORMULA, DATA, { cancelled: () => ++calls > after });
      expect(outcome).toBe('cancelled');
      expect(stop.reason).toBe('cancelled');
      expect(calls - after).toBeLessThanOrEqual(2);
      asked.push(search?.starts ?? 1);
    }
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
    expect(asked.at(-1)).toBeGreaterThan(3);
  });

  it('of a robust loss ends while least squares and scale are still looked for, in a few pauses', async () => {
    for (const loss of ['huber', 'tukey'])
      for (const after of [20, 200, 900]) {
        let pauses = 0;
        const pause = async () => {
          pauses++;
        };
        const { result } = await runFitAsync(
          FORMULA,
          tableFromArrays(DATA),
          { loss, cancelled: () => pauses > after },
          { pause },
        );
        expect(result.outcome).toBe('cancelled');
        expect(pauses - after).toBeGreaterThan(0);
        expect(pauses - after).toBeLessThan(100);
        // Cancelled at the first of them, the run itself has not begun.
        if (after === 20) expect(result.stop.epochs).toBe(0);
      }
  });
});

describe('a search whose runs are all cut short', () => {
  it('on very many rows goes on from the best one of the sample, not from all starts again', () => {
    const x = Float64Array.from({ length: 25_000 }, (_, i) => i / 2500);
    const y = x.map((at, i) => 3 * Math.exp(-0.7 * at) + 1 + 0.05 * (((i * 7) % 11) - 5));
    const { stop, quality } = fit('y ~ a*exp(-k*x) + c', { x, y }, { epochs: 3 });
    // All starts again would take more than 100 passes over all rows; those over the sample count a fifth each.
    expect(stop.passes).toBeLessThan(400);
    expect(quality.rSquared).toBeGreaterThan(0.5);
  });

  it('does not call the place where they ended a minimum that few searches found', () => {
    const data = { x: X, y: X.map((x, i) => 3 * Math.exp(-0.7 * x) + 1 + 0.01 * (((i * 7) % 11) - 5)) };
    const codes = fit('y ~ a*exp(-k*x) + c', data, { epochs: 3 }).findings.map(({ code }) => code);
    expect(codes).not.toContain('search-inconclusive');
  });
});
