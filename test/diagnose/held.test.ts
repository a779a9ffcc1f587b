import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

const codes = (...given: Parameters<typeof fit>): string[] => fit(...given).findings.map(({ code }) => code);

describe('a run that the landscape holds', () => {
  it('at a saddle does not need more epochs: two peaks that begin in one place move as one for ever', () => {
    const x = Array.from({ length: 101 }, (_, i) => i / 10 - 5);
    const y = x.map((v) => Math.exp(-((v + 0.9) ** 2)) + Math.exp(-((v - 0.9) ** 2)) + 0.01 * Math.sin(37 * v));
    const options = { method: 'gd', learningRate: 1, epochs: 300, start: { m: 0.4, n: 0.4 } };
    const found = codes('y ~ exp(-(x - m)^2) + exp(-(x - n)^2)', { x, y }, options);
    expect(found).toContain('saddle');
    expect(found).not.toContain('too-few-epochs');
  });

  it('at a saddle is in no valley, although a search far away finds a lower minimum', () => {
    const x = Array.from({ length: 60 }, (_, i) => i / 20 - 1.5);
    const y = x.map((v) => 1.5 * v + 0.1 * Math.sin(29 * v));
    const found = codes('y ~ a*b*x', { x, y }, { method: 'gd', learningRate: 0.2, epochs: 400, start: { a: 1, b: -1 } });
    expect(found).toContain('saddle');
    expect(found).not.toContain('local-minimum');
  });
});

describe('a fit through every row', () => {
  it('has converged: its last steps are small beside no noise', () => {
    // Five coefficients through four rows, whose residuals come to about 1e-16.
    const x = [0.03684613067889586, 1.4945361638092436, 2.458791401993949, 3.0747869238839485];
    const y = [-1.5718427051799888, 0.14085377939524352, -0.8675767826379668, -0.36987327396];
    const result = fit('y ~ a + b*x + c*x^2 + d*x^3 + g*x^4', { x, y });
    expect(result.outcome).toBe('converged');
    expect(result.quality.rss).toBeLessThan(1e-28);
    const found = result.findings.map(({ code }) => code);
    expect(found).toContain('under-determined');
    expect(found).not.toContain('not-at-minimum');
  });
});
