import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { compare, compareAsync } from '../../src/experiment/compare.js';
import { fit } from '../../src/experiment/fit.js';
import { spansOnRows } from '../../src/experiment/nested-by-columns.js';
import { reduction } from '../../src/experiment/nested-by-formula.js';
import { resolveFormula } from '../../src/experiment/resolve.js';
import { akaikeWeights, nestedTest } from '../../src/statistics/index.js';

const X = Array.from({ length: 12 }, (_, i) => i / 2);
const DATA = {
  x: X,
  z: X.map((x, i) => x * x - i),
  y: [1.2, 1.9, 3.2, 3.7, 5.4, 5.6, 7.4, 7.6, 9.5, 9.6, 11.7, 11.4],
  counts: [1, 0, 2, 1, 3, 2, 4, 6, 5, 9, 8, 14],
  d: [5.02, 4.31, 3.64, 3.01, 2.71, 2.3, 2.02, 1.61, 1.52, 1.3, 1.17, 0.93],
  s: X.map(() => 0.5),
  g: X.map((_, i) => (i % 3 === 0 ? 'A' : 'B')),
};
/** anova(nls(d ~ A*exp(-k*x)), nls(d ~ A*exp(-k*x) + c)) and deviance of the first, control tol = 1e-8. */
const FROM_R = { f: 3.790022200601504, p: 0.08339440698654761, rss: 0.04646174576794868 };
const miss = (got: number | null | undefined, expected: number): number => Math.abs((got ?? Number.NaN) / expected - 1);

describe('compare', () => {
  it('F, p, AICc, AIC, BIC and Akaike weights of a line and a parabola are those of statsmodels 0.14 (anova_lm) within 1e-10', () => {
    const found = compare(DATA, ['y ~ a + b*x', 'y ~ a + b*x + c*x^2']);
    expect(found.tests).toMatchObject([{ small: 0, large: 1, how: 'formula', by: { a: 'a', b: 'b', c: 0 }, worse: false }]);
    expect(found.tests[0]?.test).toMatchObject({ test: 'F', numerator: 1, denominator: 9 });
    expect(miss(found.tests[0]?.test?.statistic, 0.0411243686406493)).toBeLessThan(1e-10);
    expect(miss(found.tests[0]?.test?.p, 0.843808449073785)).toBeLessThan(1e-10);
    const [line, parabola] = found.models;
    expect(miss(line?.aicc, 21.887459468441165)).toBeLessThan(1e-12);
    expect(miss(parabola?.aicc, 26.547037585978497)).toBeLessThan(1e-12);
    expect(miss(line?.aic, 18.887459468441165)).toBeLessThan(1e-12);
    expect(miss(parabola?.bic, 22.772378470844785)).toBeLessThan(1e-12);
    expect(miss(line?.weight, 0.9113142898369895)).toBeLessThan(1e-10);
    expect(miss(parabola?.weight, 0.08868571016301043)).toBeLessThan(1e-10);
    expect(found.best?.formula).toBe('y ~ a + b*x');
    expect(found.verdict[0]).toContain('Best by AICc: 1, y ~ a + b*x');
  });

  it('F and p of a decay with and without offset are those of R 4.2 anova.nls within 1e-8', () => {
    const found = compare(DATA, ['d ~ A*exp(-k*x)', 'd ~ B*exp(-q*x) + c']);
    expect(found.tests[0]?.by).toEqual({ B: 'A', q: 'k', c: 0 });
    expect(miss(found.tests[0]?.test?.statistic, FROM_R.f)).toBeLessThan(1e-8);
    expect(miss(found.tests[0]?.test?.p, FROM_R.p)).toBeLessThan(1e-8);
    expect(miss(found.models[0]?.rss, FROM_R.rss)).toBeLessThan(1e-12);
  });

  it('the difference of Poisson deviances, and of χ² for absolute σ, with p are those of statsmodels and scipy within 1e-9', () => {
    const poisson = compare(DATA, ['counts ~ a', 'counts ~ a + b*x'], { loss: 'poisson' }).tests[0]?.test;
    expect(poisson).toMatchObject({ test: 'χ²', numerator: 1, denominator: null });
    expect(miss(poisson?.statistic, 35.539245236078486)).toBeLessThan(1e-9);
    expect(miss(poisson?.p, 2.4996333044831483e-9)).toBeLessThan(1e-9);
    const absolute = compare(DATA, ['y ~ a + b*x', 'y ~ a + b*x + c*x^2'], { sigma: 's', absoluteSigma: true }).tests[0]?.test;
    expect(miss(absolute?.statistic, 0.03741591741590966)).toBeLessThan(1e-9);
    expect(miss(absolute?.p, 0.846620699198017)).toBeLessThan(1e-9);
  });

  it('fits all formulas on the rows that are valid for all, and says how many were left out', () => {
    const gaps = { ...DATA, z: DATA.z.map((value, i) => (i === 3 ? Number.NaN : value)) };
    const found = compare(gaps, ['y ~ a + b*x', 'y ~ a + b*x + c*z'], { skipInvalid: true });
    expect(found.data).toMatchObject({ rows: 11, skipped: 1 });
    expect(found.models.map(({ fit }) => fit.data.rows)).toEqual([11, 11]);
    expect(() => compare(gaps, ['y ~ a + b*x', 'y ~ a + b*x + c*z'])).toThrow(expect.objectContaining({ code: 'not-finite' }));
  });

  it('gives what is said of a parameter to the formulas that have it, and refuses what none has', () => {
    const formulas = ['d ~ A*exp(-k*x)', 'd ~ A*exp(-k*x) + c'];
    const found = compare(DATA, formulas, {
      start: { A: 5, k: 0.3, c: 0.1 },
      bounds: 'k > 0, c > -1',
      where: 'x < 5',
      let: { h: 'x/2' },
    });
    expect(found.models[1]?.fit.parameters).toHaveProperty('c');
    expect(found.models[0]?.fit).toMatchObject({ where: 'x < 5', let: { h: 'x/2' }, data: { rows: 10 } });
    expect(() => compare(DATA, formulas, { start: { q: 1 } })).toThrow(expect.objectContaining({ code: 'unknown-parameter' }));
    const groups = compare(DATA, ['y ~ a + b*x', 'y ~ a[g] + b*x'], { bounds: 'a[A] > -100, a > -50' });
    expect(groups.tests).toMatchObject([{ small: 0, large: 1, by: { 'a[A]': 'a', 'a[B]': 'a', b: 'b' } }]);
  });

  it('says where a parameter stands at its bound that the p of a test is not exact, in both languages; and where bounds keep the smaller formula out', () => {
    const data = { x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], y: [1.1, 2.9, 5.2, 6.8, 9.1, 10.9, 13.2, 14.7, 17.1, 18.8] };
    const formulas = ['y ~ a*x + b', 'y ~ a*x + b + c*x^2'];
    const held = compare(data, formulas, { bounds: 'a < 1.5' });
    expect(held.tests[0]?.atBounds).toEqual(['a']);
    expect(held.verdict.at(-1)).toContain('The p of 2 against 1 is not exact: a stands at its bound');
    expect(compare(data, formulas, { bounds: 'a < 1.5', lang: 'ko' }).verdict.at(-1)).toContain('p는 정확하지 않습니다');
    const out = compare(data, formulas, { bounds: 'c > 0.5' });
    expect(out.verdict.at(-1)).toContain('bounds hold c, and may keep 1 out');
    const free = compare(data, formulas);
    expect(free.tests[0]).not.toHaveProperty('atBounds');
    expect(free.verdict.join(' ')).not.toContain('bound');
  });

  it('the single fits are those that fit makes', () => {
    const found = compare(DATA, ['y ~ a + b*x', 'd ~ A*exp(-k*x)'].slice(0, 1).concat('y ~ a + b*x + c*z'), { seed: 4 });
    expect(found.models[0]?.fit).toEqual({ ...fit('y ~ a + b*x', DATA, { seed: 4 }), data: found.models[0]?.fit.data });
  });

  it('refuses different left sides, one formula, the same formula twice', () => {
    const code = (formulas: readonly string[]) => {
      try {
        compare(DATA, formulas);
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code(['log(d) ~ a + b*x', 'd ~ A*exp(-k*x)'])).toBe('responses-differ');
    expect(code(['y ~ a + b*x'])).toBe('formulas-missing');
    expect(code(['y ~ a + b*x', 'y ~ a + b*x'])).toBe('formula-twice');
  });

  it('makes no test where nothing is proved, unless it was said that the formulas are nested', () => {
    const formulas = ['d ~ A*exp(-k*x)', 'd ~ (a + b*x)/(1 + c*x)'];
    const found = compare(DATA, formulas, { seed: 1 });
    expect(found.tests).toEqual([]);
    expect(found.verdict.join(' ')).toContain('--nested');
    expect(compare(DATA, formulas, { nested: true, seed: 1 }).tests).toMatchObject([{ small: 0, large: 1, how: 'asked' }]);
  });

  it('has weights and tests neither for a loss without likelihood nor for a fit without degrees of freedom', () => {
    const found = compare(DATA, ['y ~ a + b*x', 'y ~ a + b*x + c*x^2'], { loss: 'mae' });
    expect(found).toMatchObject({ best: null, next: null, tests: [{ test: null }] });
    expect(found.models[0]).toMatchObject({ aicc: null, weight: null });
    expect(found.verdict[0]).toContain('No formula has an AICc');
    const three = { x: [0, 1, 2], y: [0, 1, 3] };
    expect(compare(three, ['y ~ a + b*x', 'y ~ a + b*x + c*x^2']).tests).toMatchObject([{ test: null }]);
  });

  it('takes σ as known only where it was given: absolute without sigma changes no test', () => {
    const formulas = ['y ~ a', 'y ~ a + b*x'];
    expect(compare(DATA, formulas, { absoluteSigma: true }).tests).toEqual(compare(DATA, formulas).tests);
  });

  it('says where a larger formula fits worse than one that it contains', () => {
    const found = compare(DATA, ['y ~ a*sin(x) + b', 'y ~ a*sin(w*x) + b'], { start: { w: 15.3, a: 1, b: 6 }, method: 'lm' });
    expect(found.tests[0]).toMatchObject({ test: null, worse: true });
    expect(found.verdict.join(' ')).toContain('2 contains 1 and yet fits worse');
  });

  it('gives the same bytes for a table, asynchronously; in Korean where that is asked for', async () => {
    const formulas = ['y ~ a + b*x', 'y ~ a + b*x + c*x^2'];
    const table = tableFromArrays(DATA);
    expect(JSON.stringify(await compareAsync(table, formulas, {}))).toBe(JSON.stringify(compare(DATA, formulas)));
    expect(compare(DATA, formulas, { lang: 'ko' }).verdict[0]).toContain('AICc로 가장 좋은 식');
  });
});

describe('one formula contains another', () => {
  const table = tableFromArrays(DATA);
  const model = (formula: string) => resolveFormula(formula, table, {}).model;
  const columns = new Map(['x', 'z', 'y', 'd'].map((name) => [name, Float64Array.from(DATA[name as 'x'])]));

  it.each([
    ['y ~ a + b*x', 'y ~ p*x + q*x^2 + r', { p: 'b', q: 0, r: 'a' }],
    ['y ~ A*exp(-k*x)', 'y ~ A*exp(-k*x) + B*exp(-q*x)', { A: 'A', k: 'k', B: 0, q: 0 }],
    ['y ~ A*exp(-(x/t))', 'y ~ A*exp(-(x/t)^n)', { A: 'A', t: 't', n: 1 }],
    ['y ~ a*x', 'y ~ a*x + b*z + c', { a: 'a', b: 0, c: 0 }],
    ['y ~ V*x/(K + x)', 'y ~ V*x^n/(K^n + x^n)', { V: 'V', n: 1, K: 'K' }],
  ])('%s comes out of %s', (small, large, by) => {
    expect(Object.fromEntries(reduction(model(small), model(large)) ?? [])).toEqual(by);
    expect(reduction(model(large), model(small))).toBeNull();
  });

  it.each([
    ['y ~ A*exp(-k*x)', 'y ~ a + b*x + c*x^2'],
    ['y ~ a + b*log(x + 1)', 'y ~ a + b*x + c*z'],
    ['y ~ a + b*x', 'y ~ c + d*x'],
  ])('%s does not come out of %s', (small, large) => {
    expect(reduction(model(small), model(large))).toBeNull();
    expect(spansOnRows(model(small), model(large), columns, 12)).toBe(false);
  });

  it('linear formulas contain each other where their columns do on these rows, within 1e-10', () => {
    const spans = (small: string, large: string): boolean => spansOnRows(model(small), model(large), columns, 12);
    expect(spans('y ~ a + b*(x - 3)', 'y ~ p + q*x + r*(x - 1)^2')).toBe(true);
    expect(spans('y ~ a*(x - 3)^2 + x', 'y ~ p + q*x + r*(x - 1)^2')).toBe(true);
    expect(spans('y ~ a*x + sin(x)', 'y ~ p + q*x + r*x^2')).toBe(false);
    // z = x² − 2x on these rows
    expect(spans('y ~ a + b*z', 'y ~ p + q*x + r*x^2')).toBe(true);
  });
});

it('Akaike weights sum to 1, and what has no criterion has no weight', () => {
  const weights = akaikeWeights([10, null, 12, 1000]);
  expect(weights[1]).toEqual({ delta: null, weight: null });
  expect(weights.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBeCloseTo(1, 14);
  expect(weights[2]?.delta).toBe(2);
  expect(akaikeWeights([null])).toEqual([{ delta: null, weight: null }]);
});

it('there is no test where the larger has not more parameters, no degrees of freedom, or fits exactly', () => {
  const at = (deviance: number, degreesOfFreedom: number) => ({ deviance, degreesOfFreedom });
  expect(nestedTest(at(3, 5), at(2, 5), false)).toBeNull();
  expect(nestedTest(at(3, 1), at(2, 0), false)).toBeNull();
  expect(nestedTest(at(3, 3), at(0, 2), false)).toBeNull();
  expect(nestedTest(at(3, 3), at(3.1, 2), false)).toBeNull();
  expect(nestedTest(at(Number.NaN, 3), at(1, 2), true)).toBeNull();
});
