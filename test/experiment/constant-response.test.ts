import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

const X = [1, 2, 3, 4, 5, 6.5, 7, 8.3];

describe('a response that has the same value in every row', () => {
  it.each([3, 0.1, -2.7e5, 1e-20, 0])(
    '%d: the slope is exactly 0 and the intercept that value, by auto, lm and varpro',
    (value) => {
      const y = X.map(() => value);
      for (const method of ['auto', 'lm'] as const) {
        const { parameters, quality } = fit('y ~ a*x + b', { x: X, y }, method === 'auto' ? {} : { method });
        expect(parameters.a).toMatchObject({ value: 0, standardError: 0, interval: [0, 0] });
        expect(parameters.b.value).toBe(value);
        expect(quality).toMatchObject({ rss: 0, rSquared: null, adjustedRSquared: null });
      }
      const decay = fit('y ~ a*exp(-k*x) + c', { x: X, y }).parameters;
      expect(decay.a).toMatchObject({ value: 0, standardError: null });
      expect(decay.c.value).toBe(value);
      expect(decay.k.standardError).toBeNull();
    },
  );

  it('says that R² is not defined, and that standard errors of 0 are no measure, in both languages', () => {
    const said = (lang: 'en' | 'ko') =>
      fit('y ~ a*x + b', { x: X, y: X.map(() => 3) }, { lang }).findings.find(({ code }) => code === 'constant-column')?.message;
    expect(said('en')).toContain('R² is not defined. Every prediction is exact, so standard errors of 0');
    expect(said('ko')).toContain('R²는 정의되지 않습니다. 모든 예측이 정확하므로');
  });

  it('two rows and two parameters: a slope of 0 without a standard error, since no rows are left over', () => {
    const { parameters, quality, findings } = fit('y ~ a*x + b', { x: [1, 2], y: [3, 3] });
    expect(parameters.a).toMatchObject({ value: 0, standardError: null, interval: null });
    expect(quality).toMatchObject({ degreesOfFreedom: 0, residualStandardDeviation: null, rSquared: null });
    expect(findings.map(({ code }) => code)).toEqual(['constant-column', 'errors-missing']);
    expect(findings[0]?.message).not.toContain('standard errors of 0');
  });

  it('a coefficient that a row needs stays, however small: y = 1e-170·x', () => {
    const { parameters } = fit('y ~ a*x', { x: X, y: X.map((x) => 1e-170 * x) });
    expect(Math.abs(parameters.a.value / 1e-170 - 1)).toBeLessThan(1e-12);
  });
});

it('a column x of one value leaves a and b of a line untold, with an error and without standard errors', () => {
  for (const y of [
    [3, 4, 8],
    [5, 5, 5],
  ]) {
    const { findings, parameters } = fit('y ~ a*x + b', { x: [2, 2, 2], y });
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['not-identifiable', 'constant-column']));
    expect(parameters.a.standardError).toBeNull();
  }
});
