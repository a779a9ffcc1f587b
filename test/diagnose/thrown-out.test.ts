import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { drawn, SEEDS } from './found.js';

const PEAK = { x: 'uniform(0, 10)', y: '2*exp(-(x - 5)^2) + normal(0, 0.02)' };
const STEP = { x: 'uniform(0, 10)', y: '3*tanh(1.2*(x - 4)) + normal(0, 0.1)' };

describe('a descent that a step throws out to where the model saturates', () => {
  it.each(SEEDS)('has stalled and not converged, at rates of 1e2 … 1e100 and by every rule of steps (seed %i)', (seed) => {
    const peak = { formula: 'y ~ h*exp(-(x - m)^2)', data: drawn(seed, 60, PEAK), start: { h: 1, m: 4 } };
    const step = { formula: 'y ~ a*tanh(k*(x - m))', data: drawn(seed, 60, STEP), start: { a: 1, k: 0.5, m: 3 } };
    for (const { formula, data, start } of [peak, step])
      for (const method of ['gd', 'momentum', 'adam', 'rmsprop', 'adagrad'])
        for (const learningRate of [1e2, 1e6, 1e12, 1e24, 1e100]) {
          const { outcome, findings, stop } = fit(formula, data, { method, start, learningRate, epochs: 300 });
          expect(outcome).not.toBe('converged');
          if (outcome !== 'stalled') continue;
          expect(findings.map(({ severity }) => severity)).toContain('error');
          expect(stop.detail).toContain('it is flat here, and this is no minimum');
        }
  });

  it.each(SEEDS)(
    'reads that the rate is too high, with the way of the parameter, and the rate advised mends it (seed %i)',
    (seed) => {
      const data = drawn(seed, 60, PEAK) as { x: number[]; y: number[] };
      const start = { h: 1, m: 4 };
      const { findings } = fit('y ~ h*exp(-(x - m)^2)', data, { method: 'gd', start, learningRate: 1e24, epochs: 300 });
      const codes = findings.map(({ code }) => code);
      expect(codes).toContain('rate-too-high');
      expect(codes).not.toContain('plateau');
      const found = findings.find(({ code }) => code === 'rate-too-high');
      expect(found?.message).toMatch(/thrown out to where the loss is flat \([hm]: [\d.]+ → -?[\d.]+e2\d\)/);
      const better = found?.fix?.['learning rate'] as number;
      const mended = fit('y ~ h*exp(-(x - m)^2)', data, { method: 'gd', start, learningRate: better, epochs: 5000 });
      expect(mended.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(mended.quality.rss).toBeLessThan(0.5 * data.y.reduce((sum, y) => sum + y * y, 0));
    },
  );

  it('a minimum at which a slope is exactly zero has converged still: a mean, and a line through three rows', () => {
    const y = [1, 2, 3];
    const mean = fit('y ~ b', { y }, { method: 'gd', start: { b: 10 }, learningRate: 1, epochs: 50 });
    expect(mean.outcome).toBe('converged');
    expect(mean.parameters.b?.value).toBe(2);
    const line = fit(
      'y ~ a*x + b',
      { x: [-1, 0, 1], y },
      { method: 'gd', start: { a: 9, b: 7 }, learningRate: 0.75, epochs: 500 },
    );
    expect(line.outcome).toBe('converged');
  });

  it('a run that goes to a median has converged, though the loss has no curvature there', () => {
    const result = fit(
      'y ~ b',
      { y: [1, 2, 3, 4] },
      { method: 'gd', loss: 'mae', start: { b: 0.5 }, learningRate: 0.25, epochs: 500 },
    );
    expect(result.outcome).toBe('converged');
    expect(result.parameters.b?.value).toBeGreaterThanOrEqual(2);
  });
});
