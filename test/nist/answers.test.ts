import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import type { FitResult } from '../../src/experiment/result.js';
import { type NistProblem, nistProblems } from './data.js';

const nonlinear = nistProblems('nist');
const linear = nistProblems('nist-linear');

/** −log₁₀ of the worst relative error. */
function digits(values: readonly number[], exact: readonly number[]): number {
  return exact.reduce((least, value, i) => {
    const error = Math.abs((values[i] as number) - value) / (value === 0 ? 1 : Math.abs(value));
    return Math.min(least, error === 0 ? 17 : -Math.log10(error));
  }, 17);
}

function digitsOf(problem: NistProblem, result: FitResult): { parameters: number; errors: number; rss: number } {
  const of = (key: 'value' | 'standardError'): number[] =>
    problem.params.map((name) => result.parameters[name]?.[key] ?? Number.NaN);
  return {
    parameters: digits(of('value'), (problem.hp?.params ?? problem.certified).map(Number)),
    errors: digits(of('standardError'), (problem.hp?.stderr ?? problem.stderr).map(Number)),
    rss: digits([result.quality.rss as number], [Number(problem.hp?.rss ?? problem.rss)]),
  };
}

const startOf = (problem: NistProblem, values: readonly number[]): Record<string, number> =>
  Object.fromEntries(problem.params.map((name, j) => [name, values[j] as number]));

/** The lowest minimum: the certified residual sum to 1e-6, or an exact fit up to rounding. */
const isLowest = (problem: NistProblem, { quality }: FitResult): boolean =>
  quality.rss !== null && (quality.rss <= problem.rss * (1 + 1e-6) || (problem.rss < 1e-20 && quality.rss < 1e-20));

describe.skipIf(nonlinear.length === 0)('NIST’s nonlinear problems', () => {
  for (const problem of nonlinear)
    for (const [k, start] of (problem.starts ?? []).entries())
      it(`${problem.name} from start ${k + 1}: parameters, errors and residual sum to ≥ 14 digits, without a warning`, () => {
        const result = fit(problem.formula, problem.columns, { start: startOf(problem, start) });
        const found = digitsOf(problem, result);
        expect(found.parameters).toBeGreaterThan(14);
        expect(found.errors).toBeGreaterThan(14);
        expect(found.rss).toBeGreaterThan(14);
        expect(result.outcome).toBe('converged');
        expect(result.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
      });

  it('by Levenberg–Marquardt alone all 54 come to ≥ 14 digits in parameters, errors and residual sum, without a warning', {
    timeout: 60_000,
  }, () => {
    const missed = nonlinear.flatMap((problem) =>
      (problem.starts ?? []).flatMap((start, k) => {
        const result = fit(problem.formula, problem.columns, { start: startOf(problem, start), method: 'lm', starts: 1 });
        const found = digitsOf(problem, result);
        const right = Math.min(found.parameters, found.errors, found.rss) > 14 && result.outcome === 'converged';
        const warned = result.findings.some(({ severity }) => severity !== 'note');
        return right && !warned ? [] : [`${problem.name} ${k + 1}`];
      }),
    );
    expect(missed).toEqual([]);
  });

  it('without starts the lowest minimum of ≥ 26 of 27 is found, and right fits carry no error', { timeout: 120_000 }, () => {
    const results = nonlinear.map((problem) => ({ problem, result: fit(problem.formula, problem.columns, { seed: 1 }) }));
    const right = results.filter(({ problem, result }) => isLowest(problem, result));
    expect(right.length).toBeGreaterThanOrEqual(26);
    for (const { result } of right) expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('from far starts × exp(z) the lowest minimum of ≥ 85% is found', { timeout: 120_000 }, () => {
    const all = nonlinear.flatMap((problem, p) =>
      [0, 1].map((repeat) => {
        const z = normals(1000 * repeat + 17 * p);
        const start = (problem.starts?.[0] ?? []).map((value) => value * Math.exp(z()));
        return isLowest(problem, fit(problem.formula, problem.columns, { start: startOf(problem, start) }));
      }),
    );
    expect(all.filter((right) => right).length / all.length).toBeGreaterThanOrEqual(0.85);
  });

  it('of wrong fits by --method lm --starts 1 ≥ 90% carry a warning or an error, of right ones none an error', {
    timeout: 120_000,
  }, () => {
    const counts = { right: 0, errors: 0, wrong: 0, flagged: 0 };
    for (const [p, problem] of nonlinear.entries())
      for (const sigma of [0.3, 1]) {
        const z = normals(131 * p + 7);
        const start = (problem.starts?.[0] ?? []).map((value) => value * Math.exp(sigma * z()));
        const result = fit(problem.formula, problem.columns, { start: startOf(problem, start), method: 'lm', starts: 1 });
        const grave = result.findings.filter(({ severity }) => severity !== 'note');
        if (isLowest(problem, result)) {
          counts.right++;
          if (grave.some(({ severity }) => severity === 'error')) counts.errors++;
        } else {
          counts.wrong++;
          if (grave.length > 0) counts.flagged++;
        }
      }
    expect(counts.wrong).toBeGreaterThan(5);
    expect(counts.errors).toBe(0);
    expect(counts.flagged / counts.wrong).toBeGreaterThanOrEqual(0.9);
  });
});

describe.skipIf(linear.length === 0)('NIST’s linear problems', () => {
  for (const problem of linear)
    it(`${problem.name}: parameters, errors and residual sum to ≥ 14 digits, without an error`, () => {
      const result = fit(problem.formula, problem.columns);
      const found = digitsOf(problem, result);
      expect(found.parameters).toBeGreaterThan(14);
      expect(found.errors).toBeGreaterThan(14);
      expect(found.rss).toBeGreaterThan(14);
      expect(result.outcome).toBe('converged');
      expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    });
});

/** Standard normal draws of a small generator. */
function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
