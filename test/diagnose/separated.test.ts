import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FindingResult } from '../../src/experiment/result.js';
import { codesOf, findingOf } from './found.js';

const x = Array.from({ length: 30 }, (_, i) => i / 3);
const apart = { x, y: x.map((at) => (at < 4 ? 0 : 1)) };
const mixed = { x, y: x.map((at, i) => (at < 4 ? 0 : 1) ^ (i === 10 || i === 14 ? 1 : 0)) };
const FORMULA = 'y ~ a*x + b';
const logistic = (more: FitOptions = {}): FitOptions => ({ loss: 'logistic', ...more });

describe('separated', () => {
  for (const options of [
    {},
    { method: 'gd' },
    { method: 'lbfgs' },
    { method: 'gd', learningRate: 0.5, epochs: 30 },
    { method: 'adam', epochs: 200 },
  ])
    it(`fires alone, but for the missing errors, of rows that a line divides: ${JSON.stringify(options)}`, () => {
      const { findings, parameters } = fit(FORMULA, apart, logistic(options));
      expect(findings.map(({ code }) => code)).toEqual(['separated', 'errors-missing']);
      expect(findings[0]).toMatchObject({ severity: 'error' });
      expect(findings[1]?.message).toContain('the loss has no minimum');
      expect(parameters.a.standardError).toBeNull();
    });

  it('its parameters divide the rows: the sum of the loss over them is at most 1e-6', () => {
    const { a, b } = (findingOf('separated', FORMULA, apart, logistic()) as FindingResult).evidence.parameters as {
      a: number;
      b: number;
    };
    const sum = x.reduce((total, at, i) => total + Math.log1p(Math.exp((apart.y[i] === 1 ? -1 : 1) * (a * at + b))), 0);
    expect(sum).toBeLessThanOrEqual(1e-6);
  });

  it('is silent where a row stands against it, however the run ended', () => {
    for (const options of [{}, { method: 'gd', learningRate: 0.1, epochs: 30 }, { method: 'gd', learningRate: 5, epochs: 300 }])
      expect(codesOf(FORMULA, mixed, logistic(options))).not.toContain('separated');
  });

  it('is silent within bounds that the parameters end at, and of other losses', () => {
    expect(codesOf(FORMULA, apart, logistic({ bounds: '-5 < a < 5' }))).toEqual(['bound-hit']);
    expect(codesOf(FORMULA, apart)).not.toContain('separated');
    expect(codesOf(FORMULA, apart, { loss: 'poisson' })).not.toContain('separated');
  });

  it('speaks Korean', () => {
    expect(findingOf('separated', FORMULA, apart, logistic({ lang: 'ko' }))?.message).toContain('완전히 분리됩니다');
  });
});
