import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import type { DiagnosedRun } from '../../src/diagnose/diagnosis.js';
import { bootstrapDrawsFailed } from '../../src/diagnose/findings/bootstrap-draws-failed.js';
import { fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FitResult } from '../../src/experiment/result.js';
import { bootstrapFigures } from '../../src/statistics/index.js';

interface Figures {
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly percentile: readonly [number, number];
}
interface Case {
  readonly name: string;
  readonly formula: string;
  readonly start: Readonly<Record<string, number>>;
  readonly level: number;
  readonly seed: number;
  readonly count: number;
  readonly random: 'pcg64' | 'numpy';
  readonly resample: 'cases' | 'residuals';
  readonly data: Readonly<Record<'x' | 'y' | 'w', number[]>>;
  readonly figures: Readonly<Record<string, Figures>>;
}

/** By scripts/vectors/bootstrap.py: NumPy's indices, scipy's fits and formulas. */
const CASES = JSON.parse(readFileSync(new URL('../data/bootstrap-vectors.json', import.meta.url), 'utf8')) as Case[];

const miss = (got: number | undefined, expected: number): number => Math.abs((got ?? Number.NaN) / expected - 1);

describe('the bootstrap', () => {
  for (const { name, formula, start, level, seed, count, random, resample, data, figures } of CASES)
    it(`${name}: standard errors and both intervals are those of NumPy and scipy with the same seed, within 1e-8`, () => {
      const result = fit(formula, data, { start, level, seed, random, resample, bootstrap: count, weights: 'w' });
      expect(result.bootstrap).toEqual({ resample, resamples: count, failed: 0, interval: 'bca' });
      for (const [parameter, wanted] of Object.entries(figures)) {
        const got = result.parameters[parameter]?.bootstrap;
        expect(miss(got?.standardError, wanted.standardError)).toBeLessThan(1e-8);
        for (const k of [0, 1] as const) {
          expect(miss(got?.percentile[k], wanted.percentile[k])).toBeLessThan(1e-8);
          expect(miss(got?.interval[k], wanted.interval[k])).toBeLessThan(1e-8);
        }
      }
    });

  const [line] = CASES as [Case];
  const { x, y } = line.data;

  it('gives the same bits twice, asynchronously and on the interpreter', async () => {
    const table = tableFromArrays({ x, y });
    const options = { bootstrap: 50, seed: 4 } as const;
    const first = JSON.stringify(runFit('y ~ a + b*x', table, options).result);
    expect(JSON.stringify(runFit('y ~ a + b*x', table, options).result)).toBe(first);
    expect(JSON.stringify((await runFitAsync('y ~ a + b*x', table, options)).result)).toBe(first);
    expect(JSON.stringify(runFit('y ~ a + b*x', table, { ...options, backend: 'interpreter' }).result)).toBe(first);
  });

  it('does not change the fit itself', () => {
    const plain = fit('y ~ a + b*x', { x, y });
    const { bootstrap, parameters, ...rest } = fit('y ~ a + b*x', { x, y }, { bootstrap: 20 });
    expect(bootstrap?.resamples).toBe(20);
    expect(rest).toEqual({ ...plain, parameters: undefined, bootstrap: undefined });
    expect(parameters.a.value).toBe(plain.parameters.a.value);
  });

  it('draws only rows of weight > 0: rows of weight 0 change nothing', () => {
    const some = { x: [...x, 99, -5], y: [...y, 1e6, 3], w: [...x.map(() => 1), 0, 0] };
    for (const resample of ['cases', 'residuals'] as const) {
      const all = fit('y ~ a + b*x', { x, y }, { bootstrap: 40, resample }).parameters.b.bootstrap as Figures;
      const got = fit('y ~ a + b*x', some, { bootstrap: 40, resample, weights: 'w' }).parameters.b.bootstrap;
      expect(miss(got?.standardError, all.standardError)).toBeLessThan(1e-10);
    }
  });

  it('counts draws that do not determine all parameters: a group of two rows is missing in about 12% of draws', () => {
    const g = x.map((_, i) => (i < 2 ? 'rare' : 'common'));
    const { bootstrap, parameters } = fit('y ~ b[g] + a*x', { x, y, g }, { bootstrap: 400 });
    expect(bootstrap?.failed).toBeGreaterThan(20);
    expect(bootstrap?.failed).toBeLessThan(90);
    expect((bootstrap?.resamples as number) + (bootstrap?.failed as number)).toBe(400);
    expect(parameters['b[rare]' as keyof typeof parameters]).toHaveProperty('bootstrap');
  });

  describe('says so where more than a tenth of the draws failed', () => {
    const of = (rare: number, more: FitOptions = {}) => {
      const g = x.map((_, i) => (i < rare ? 'rare' : 'common'));
      return fit('y ~ b[g] + a*x', { x, y, g }, { bootstrap: 400, ...more });
    };
    const found = (result: FitResult) => result.findings.find(({ code }) => code === 'bootstrap-draws-failed');

    it('a group of one row is missing in (17/18)¹⁸ = 36% of them, with the counts, in both languages', () => {
      const result = of(1);
      const { failed, resamples } = result.bootstrap ?? { failed: 0, resamples: 0 };
      expect(failed / 400).toBeGreaterThan(0.28);
      expect(failed / 400).toBeLessThan(0.44);
      expect(found(result)).toMatchObject({ severity: 'warning', evidence: { failed, of: failed + resamples } });
      expect(found(result)?.message).toContain(`${failed} of 400 bootstrap draws could not be fitted`);
      expect(found(of(1, { lang: 'ko' }))?.message).toContain(`부트스트랩 표본 400개 중 ${failed}개는 맞추지 못했습니다`);
    });

    it('but not for a group of three rows, missing in (15/18)¹⁸ = 3.8% of them', () => {
      const result = of(3);
      expect(result.bootstrap?.failed).toBeGreaterThan(3);
      expect(result.bootstrap?.failed).toBeLessThan(40);
      expect(found(result)).toBeUndefined();
    });

    it('40 of 400 are not more than a tenth, 41 are', () => {
      const told = (failed: number) =>
        bootstrapDrawsFailed.diagnose({ bootstrap: { failed, of: 400, resample: 'cases' } } as DiagnosedRun);
      expect([told(40), told(41)?.evidence]).toEqual([null, { failed: 41, of: 400 }]);
    });

    it('nor where none fails: residuals keep all rows, and where nothing was drawn', () => {
      const kept = of(2, { resample: 'residuals' });
      expect(kept.bootstrap?.failed).toBe(0);
      expect(found(kept)).toBeUndefined();
      expect(found(fit('y ~ a + b*x', { x, y }))).toBeUndefined();
    });
  });

  it('works for a loss without standard errors, for likelihoods and for tied parameters', () => {
    const absolute = fit('y ~ a + b*x', { x, y }, { bootstrap: 60, loss: 'mae' });
    expect(absolute.parameters.b.standardError).toBeNull();
    expect(absolute.parameters.b.bootstrap?.standardError).toBeGreaterThan(0.05);
    const counts = { x, y: y.map((value) => Math.max(0, Math.round(value))) };
    expect(fit('y ~ a + b*x', counts, { bootstrap: 60, loss: 'poisson' }).bootstrap?.resamples).toBe(60);
    const tied = fit('y ~ a + b*x', { x, y }, { bootstrap: 60, tie: { a: '1 - b' } }).parameters;
    expect(miss(tied.a.bootstrap?.standardError, tied.b.bootstrap?.standardError as number)).toBeLessThan(1e-9);
    expect(fit('y ~ a + b*x', { x, y }, { bootstrap: 60, fixed: { a: 1 } }).parameters.a).not.toHaveProperty('bootstrap');
  });

  it('takes percentiles beyond 2000 rows, where a jackknife would cost more than the draws', () => {
    const long = Array.from({ length: 2001 }, (_, i) => i / 100);
    const data = { x: long, y: long.map((value, i) => 2 * value + (((i * 37) % 11) - 5)) };
    const { bootstrap, parameters } = fit('y ~ a + b*x', data, { bootstrap: 20 });
    expect(bootstrap?.interval).toBe('percentile');
    expect(parameters.b.bootstrap?.interval).toEqual(parameters.b.bootstrap?.percentile);
  });

  it('is left out where the run did not arrive at a minimum', () => {
    const options = { method: 'gd', learningRate: 1e-4, epochs: 2, start: { a: 0, b: 0 }, bootstrap: 20 } as const;
    expect(fit('y ~ a + b*x', { x, y }, options)).not.toHaveProperty('bootstrap');
  });

  it.each([
    [{ bootstrap: 1 }, 'bootstrap-out-of-range'],
    [{ bootstrap: 2.5 }, 'bootstrap-out-of-range'],
    [{ bootstrap: 10, resample: 'rows' }, 'resample-unknown'],
    [{ resample: 'cases' }, 'resample-without-bootstrap'],
    [{ bootstrap: 10, resample: 'residuals', loss: 'huber' }, 'resample-not-possible'],
    [{ sigma: 'x', absoluteSigma: true, loss: 'huber' }, 'absolute-sigma-not-possible'],
    [{ level: 1 }, 'level-out-of-range'],
    [{ level: Number.NaN }, 'level-out-of-range'],
  ])('%o is refused as %s', (options, code) => {
    expect(() => fit('y ~ a + b*x', { x, y }, options as never)).toThrow(expect.objectContaining({ code }));
  });
});

it('the level holds for the symmetric intervals: at 50% they reach 0.6901 standard errors for 16 degrees of freedom (scipy.stats.t.ppf(0.75, 16)), within 1e-10', () => {
  const { x, y } = (CASES[0] as Case).data;
  const { value, standardError, interval } = fit('y ~ a + b*x', { x, y }, { level: 0.5 }).parameters.b;
  expect(((interval?.[1] as number) - value) / (standardError as number)).toBeCloseTo(0.6901322538105608, 10);
});

it('draws that all lie on one side, and fewer than two, fall back to percentiles and null', () => {
  const draws = Float64Array.of(3, 4, 5, 6);
  const figures = bootstrapFigures(draws, 1, Float64Array.of(1, 2, 4), 0.5);
  expect(figures?.interval).toEqual(figures?.percentile);
  expect(bootstrapFigures(draws, 4.5, Float64Array.of(2, 2), 0.5)?.interval).toEqual([3.75, 5.25]);
  expect(bootstrapFigures(Float64Array.of(3), 3, null, 0.5)).toBeNull();
});

it('draws that are all the same have a standard error of exactly 0 and an interval without width', () => {
  const figures = bootstrapFigures(new Float64Array(30).fill(0.8), 0.8, null, 0.95);
  expect(figures).toEqual({ standardError: 0, interval: [0.8, 0.8], percentile: [0.8, 0.8] });
});

it('there are no draws without degrees of freedom: as many rows as parameters fit exactly, whatever is drawn', () => {
  for (const resample of ['cases', 'residuals'] as const) {
    const result = fit('y ~ a + b*x', { x: [1, 2], y: [2, 3] }, { bootstrap: 20, resample });
    expect(result).not.toHaveProperty('bootstrap');
    expect(result.parameters.a).not.toHaveProperty('bootstrap');
  }
});
