import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { codesOf, drawn, findingOf, number, REFERENCE, relative, SEEDS, scaled } from './found.js';

const CODE = 'collinear';
const MODEL = 'y ~ p*a + q*b + c';
const referenceOf = (seed: number) =>
  REFERENCE.alike?.find((one) => one.seed === seed) as unknown as {
    ratio: number;
    correlation: number;
    standardErrors: number[];
  };
const alike = (seed: number, apart = 0.004, noise = 1) =>
  drawn(seed, 80, { a: 'normal(0, 1)', b: `a + normal(0, ${apart})`, y: `a + b + 3 + normal(0, ${noise})` });

describe(CODE, () => {
  for (const seed of SEEDS) {
    const want = referenceOf(seed);
    it(`names NumPy's σmin/σmax of the centred columns of length 1 and their correlation within 1e-9, as a warning (seed ${seed})`, () => {
      const finding = findingOf(CODE, MODEL, alike(seed));
      expect(finding?.severity).toBe('warning');
      expect(relative(number(finding, 'singularValueRatio'), want.ratio)).toBeLessThan(1e-9);
      expect(number(finding, 'correlation')).toBeCloseTo(want.correlation, 12);
      expect(finding?.message).toContain('p (a), q (b)');
      const { p, q } = fit(MODEL, alike(seed)).parameters;
      expect(relative(p?.standardError as number, want.standardErrors[0] as number)).toBeLessThan(1e-6);
      const errors = [p, q].map((one) => (one?.standardError as number) / Math.abs(one?.value as number));
      expect(relative(number(finding, 'largestRelativeError'), Math.max(...errors))).toBeLessThan(1e-12);
    });

    it(`is a note where the standard errors are small all the same (seed ${seed})`, () => {
      expect(findingOf(CODE, MODEL, alike(seed, 0.004, 1e-5))?.severity).toBe('note');
    });

    it(`is the same for columns in units of 1e6 and 1e-6, and far from zero (seed ${seed})`, () => {
      for (const unit of [1e6, 1e-6]) {
        const finding = findingOf(CODE, MODEL, scaled(alike(seed), { a: unit, y: 1 / unit }));
        expect(relative(number(finding, 'singularValueRatio'), want.ratio)).toBeLessThan(1e-8);
      }
      const { a = [], b = [], y = [] } = alike(seed);
      const far = { a: a.map((x) => x + 1e4), b: b.map((x) => x - 1e4), y };
      expect(relative(number(findingOf(CODE, MODEL, far), 'singularValueRatio'), want.ratio)).toBeLessThan(1e-5);
    });

    it(`fires without a constant, with weights, and for huber, logistic and poisson losses (seed ${seed})`, () => {
      const { a = [], b = [], y = [] } = alike(seed);
      const data = {
        ...{ a, b, y, w: a.map((_, i) => 1 + (i % 3)) },
        hit: y.map((value, i) => Number(value > 3 !== (i % 5 === 0))),
        count: a.map((value) => Math.round(5 * Math.exp(value / 3))),
      };
      expect(codesOf('y ~ p*a + q*b', data)).toContain(CODE);
      expect(codesOf(MODEL, data, { weights: 'w' })).toContain(CODE);
      expect(codesOf(MODEL, data, { loss: 'huber' })).toContain(CODE);
      expect(codesOf(MODEL.replace('y', 'hit'), data, { loss: 'logistic' })).toContain(CODE);
      expect(codesOf(MODEL.replace('y', 'count'), data, { loss: 'poisson' })).toContain(CODE);
    });

    it(`does not fire for correlations of 0.9 and 0.999 (seed ${seed})`, () => {
      for (const apart of [0.48, 0.045]) expect(codesOf(MODEL, alike(seed, apart))).not.toContain(CODE);
    });

    it(`does not fire for a calendar year beside a constant, or beside one of every group (seed ${seed})`, () => {
      const { e = [] } = drawn(seed, 60, { e: 'normal(0, 1)' });
      const year = e.map((_, i) => 1990 + (i % 30));
      const group = e.map((_, i) => (i < 30 ? 'north' : 'south'));
      const y = e.map((error, i) => 0.2 * (year[i] as number) + error);
      expect(codesOf('y ~ a*year + b', { year, y })).not.toContain(CODE);
      expect(codesOf('y ~ a*year + b[group]', { year, group, y })).not.toContain(CODE);
    });
  }

  it('of a parabola in a year, advises to centre it; with what it advises it is silent', () => {
    const { e = [] } = drawn(1, 60, { e: 'normal(0, 5)' });
    const year = e.map((_, i) => 1960 + i);
    const y = e.map((error, i) => 0.01 * (i - 30) ** 2 + error);
    const finding = findingOf(CODE, 'y ~ a*year^2 + b*year + c', { year, y });
    expect(finding?.advice).toContain("--let 'year_centred = year - 1990'");
    const centred = codesOf('y ~ a*year_centred^2 + b*year_centred + c', { year, y }, { let: { year_centred: 'year - 1990' } });
    expect(centred).not.toContain(CODE);
  });

  it('leaves columns that are the same to not-identifiable, and models that are not linear alone', () => {
    const { a = [], y = [] } = alike(1);
    const codes = codesOf(MODEL, { a, b: a, y });
    expect(codes).toContain('not-identifiable');
    expect(codes).not.toContain(CODE);
    expect(codesOf('y ~ p*exp(q*a) + c', { a, y: a.map((x) => Math.exp(0.01 * x)) })).not.toContain(CODE);
  });
});
