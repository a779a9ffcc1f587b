import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { codesOf, findingOf, line, scaled } from './found.js';

const FORMULA = 'y ~ a*x + b';

describe('not-at-minimum of a descent', () => {
  it('that calls itself converged where nothing is explained is an error, whatever the method', () => {
    for (const method of ['gd', 'adam']) {
      const { outcome, quality, findings } = fit(FORMULA, scaled(line(1), { x: 1e12, y: 1e-12 }), { method });
      expect(outcome).toBe('converged');
      expect(quality.rSquared).toBeLessThan(-1);
      expect(findings).toContainEqual(expect.objectContaining({ code: 'not-at-minimum', severity: 'error' }));
    }
  });

  it('is silent where it arrived, and of an exact fit, whose noise is nothing', () => {
    const x = [0, 1, 2, 3];
    for (const method of ['gd', 'lbfgs', 'momentum', 'nesterov', 'rmsprop']) {
      expect(codesOf(FORMULA, line(1), { method, epochs: 20000 })).not.toContain('not-at-minimum');
      expect(codesOf(FORMULA, { x, y: x.map((at) => 2 * at + 1) }, { method })).not.toContain('not-at-minimum');
      expect(codesOf(FORMULA, { x, y: [5, 5, 5, 5] }, { method })).not.toContain('not-at-minimum');
    }
  });

  it('is silent where a wrong gradient says why it ended there', () => {
    const gradient = { a: 'mean(residual)', b: 'mean(residual)' };
    const codes = codesOf(FORMULA, line(1), { method: 'gd', gradient });
    expect(codes).toContain('gradient-wrong');
    expect(codes).not.toContain('not-at-minimum');
  });

  it('is silent where the model is no number, which overflow says', () => {
    const codes = codesOf('y ~ a*log(x - 5) + b', line(1));
    expect(codes).toContain('overflow');
    expect(codes).not.toContain('not-at-minimum');
  });

  it('a run that ran away says nothing of what the data determine', () => {
    const data = { x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], y: [1, 0, 1, 2, 2, 3, 4, 5, 6, 9] };
    const codes = codesOf(FORMULA, data, { loss: 'poisson', method: 'gd', learningRate: 0.5 });
    expect(codes).toContain('rate-too-high');
    expect(codes).not.toContain('not-identifiable');
    const twice = { ...line(1), z: line(1).x as number[] };
    expect(findingOf('not-identifiable', 'y ~ a*x + b*z', twice, { method: 'gd', learningRate: 5 })?.severity).toBe('error');
  });
});
