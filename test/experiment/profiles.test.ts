import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';

interface Case {
  readonly name: string;
  readonly formula: string;
  readonly options: FitOptions;
  readonly data: Readonly<Record<string, number[]>>;
  readonly values: Readonly<Record<string, string>>;
  readonly ends: Readonly<Record<string, readonly [string, string]>>;
}

/** By scripts/vectors/profiles.py, with 40 digits. */
const CASES = JSON.parse(readFileSync(new URL('../data/profile-vectors.json', import.meta.url), 'utf8')) as Case[];

const miss = (got: number | null | undefined, expected: string): number =>
  got === null || got === undefined ? Number.POSITIVE_INFINITY : Math.abs(got / Number(expected) - 1);
const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }): string[] =>
  findings.map(({ code }) => code);

describe('profile intervals', () => {
  for (const { name, formula, options, data, values, ends } of CASES)
    it(`${name}: the ends are the roots of their equations at 40 digits, within 1e-10`, () => {
      const result = fit(formula, data, options);
      for (const [parameter, [low, high]] of Object.entries(ends)) {
        expect(miss(result.parameters[parameter]?.value, values[parameter] as string)).toBeLessThan(1e-9);
        expect(miss(result.parameters[parameter]?.profileInterval?.[0], low)).toBeLessThan(1e-10);
        expect(miss(result.parameters[parameter]?.profileInterval?.[1], high)).toBeLessThan(1e-10);
      }
      expect(codes(result)).not.toContain('flat-profile');
    });

  it('Puromycin: the ends are those of R 4.2 confint.nls, whose splines are right to 2e-4', () => {
    const { formula, data, options } = CASES.find(({ name }) => name === 'Puromycin') as Case;
    const { V, K } = fit(formula, data, options).parameters as Record<
      string,
      { readonly profileInterval: readonly [number, number] }
    >;
    const pairs = [
      [V?.profileInterval, ['197.3021273806404', '229.2900639551708']],
      [K?.profileInterval, ['0.0469251668384', '0.0861599523272']],
    ] as const;
    for (const [got, [low, high]] of pairs) {
      expect(miss(got?.[0], low)).toBeLessThan(2e-4);
      expect(miss(got?.[1], high)).toBeLessThan(2e-4);
    }
  });

  it('gives way between its steps, and cancelled among them it keeps the fit, without profiles or draws', async () => {
    const { formula, data, options } = CASES[0] as Case;
    const table = tableFromArrays(data);
    const counting = async (more: FitOptions, from: (pauses: number) => void = () => {}) => {
      let pauses = 0;
      const pause = async () => from(++pauses);
      return { run: await runFitAsync(formula, table, { start: { A: 5, k: 0.7 }, ...more }, { pause }), pauses: () => pauses };
    };
    const plain = (await counting({})).pauses();
    expect((await counting({ ...options, bootstrap: 30 })).pauses()).toBeGreaterThan(plain + 60);
    let stop = false;
    const cut = await counting({ ...options, bootstrap: 30, cancelled: () => stop }, (pauses) => {
      stop = pauses > plain + 5;
    });
    expect(cut.run.result.outcome).toBe('converged');
    expect(cut.run.result.parameters.k).not.toHaveProperty('profileInterval');
    expect(cut.run.result.bootstrap?.resamples).toBe(0);
    expect(cut.run.leftOut).toEqual(['profile', 'bootstrap']);
    expect(cut.pauses()).toBeLessThan(plain + 10);
  });

  const X = Array.from({ length: 12 }, (_, i) => i / 2);
  const LINE = { x: X, y: X.map((x, i) => 2 * x + 1 + (((i * 37) % 11) - 5) / 10) };

  it('are the symmetric ones within 1e-9 of their half for a straight line', () => {
    const { parameters } = fit('y ~ a*x + b', LINE, { profile: true });
    for (const { interval, profileInterval } of Object.values(parameters)) {
      const [low, high] = interval as [number, number];
      expect(Math.abs((profileInterval?.[0] as number) - low)).toBeLessThan(1e-9 * (high - low));
      expect(Math.abs((profileInterval?.[1] as number) - high)).toBeLessThan(1e-9 * (high - low));
    }
  });

  it('are the same from the interpreter, asynchronously, and for a minimum that gradient descent only came near to, within 1e-9', async () => {
    const { formula, data, options, ends } = CASES[0] as Case;
    const table = tableFromArrays(data);
    const first = JSON.stringify(runFit(formula, table, options).result);
    expect(JSON.stringify((await runFitAsync(formula, table, options)).result)).toBe(first);
    expect(JSON.stringify(runFit(formula, table, { ...options, backend: 'interpreter' }).result)).toBe(first);
    const near = fit(formula, data, { ...options, method: 'lbfgs', start: { A: 5, k: 0.7 } });
    expect(miss(near.parameters.k?.profileInterval?.[1], ends.k?.[1] as string)).toBeLessThan(1e-9);
  });

  it('tie of one parameter: the interval is carried along the line', () => {
    const { parameters } = fit('y ~ a*x + b', LINE, { profile: true, tie: { b: '3 - a' } });
    const [low, high] = parameters.a.profileInterval as readonly [number, number];
    expect(parameters.b.profileInterval).toEqual([3 - high, 3 - low]);
    expect(fit('y ~ a*x + b', LINE, { profile: true, fixed: { b: 1 } }).parameters.b).not.toHaveProperty('profileInterval');
  });

  it('a side on which the profile levels off has no end, and a warning says which and why', () => {
    // A step between the two first points: any rate above some value fits alike.
    const data = { x: [0, 1, 2, 3, 4, 5], y: [3, 0.2, -0.1, 0.15, -0.2, 0.1] };
    const result = fit('y ~ A*exp(-k*x)', data, { profile: true, start: { A: 3, k: 3 } });
    expect(result.parameters.k?.profileInterval?.[0]).toBeGreaterThan(0);
    expect(result.parameters.k?.profileInterval?.[1]).toBeNull();
    const finding = result.findings.find(({ code }) => code === 'flat-profile');
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain('The interval of k has no upper end: however large it is');
    expect(finding?.evidence.ends).toMatchObject([{ parameter: 'k', side: 'upper', reason: 'flat' }]);
  });

  it('a bound within the interval leaves that side without an end', () => {
    const { formula, data, options } = CASES[0] as Case;
    const result = fit(formula, data, { ...options, bounds: '0.55 < k < 3', start: { A: 5, k: 0.7 } });
    expect(result.parameters.k?.profileInterval?.[0]).toBeNull();
    expect(result.findings.find(({ code }) => code === 'flat-profile')?.evidence.ends).toMatchObject([
      { parameter: 'k', side: 'lower', reason: 'bound', at: 0.55 },
      ...(result.parameters.A?.profileInterval?.[0] === null ? [{ parameter: 'A' }] : []),
    ]);
  });

  it('a model that is not finite beyond a place leaves that side without an end', () => {
    const data = { x: [1, 2, 3, 4, 5, 6], y: [0.1, 1.3, 1.2, 1.9, 1.8, 2.4] };
    const result = fit('y ~ a*sqrt(x - c)', data, { profile: true, start: { a: 1, c: 0.2 } });
    const ends = result.findings.find(({ code }) => code === 'flat-profile')?.evidence.ends as {
      parameter: string;
      side: string;
      reason: string;
      at: number;
    }[];
    expect(ends).toMatchObject([{ parameter: 'c', side: 'upper', reason: 'not-finite' }]);
    expect(ends[0]?.at).toBeGreaterThan(0.9999);
    expect(ends[0]?.at).toBeLessThanOrEqual(1);
  });

  it('two parameters that only matter as a sum have no ends at all, and nothing is thrown', () => {
    const result = fit('y ~ a*x + b + c', LINE, { profile: true });
    expect(result.parameters.b?.profileInterval).toEqual([null, null]);
    expect(result.parameters.a?.profileInterval?.every(Number.isFinite)).toBe(true);
  });

  it('a better point that a profile meets is an error with a start that leads there', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 4);
    const data = { x, y: x.map((t, i) => Math.sin(1.9 * t) + (((i * 37) % 11) - 5) / 60) };
    const bad = fit('y ~ sin(w*x)', data, { profile: true, method: 'lm', start: { w: 4 } });
    const finding = bad.findings.find(({ code }) => code === 'lower-minimum-found');
    expect(finding?.severity).toBe('error');
    const start = finding?.fix?.start as Record<string, number>;
    const good = fit('y ~ sin(w*x)', data, { profile: true, start });
    expect(good.quality.loss).toBeLessThan(bad.quality.loss as number);
  });

  it('an exact fit, no degrees of freedom, a loss without inference and a run that did not arrive are no crash', () => {
    const exact = { x: X, y: X.map((x) => 2 * x + 1) };
    const { interval, profileInterval } = fit('y ~ a*x + b', exact, { profile: true }).parameters.a;
    if (profileInterval !== undefined) expect(profileInterval[0]).toBeCloseTo(interval?.[0] as number, 12);
    const two = { x: [0, 1], y: [1, 2.5] };
    expect(fit('y ~ a*x + b', two, { profile: true }).parameters.a).not.toHaveProperty('profileInterval');
    expect(fit('y ~ a*x + b', LINE, { profile: true, loss: 'mae' }).parameters.a).not.toHaveProperty('profileInterval');
    const far = fit('y ~ a*x + b', LINE, { profile: true, method: 'gd', learningRate: 1e-4, epochs: 3 });
    expect(far.parameters.a).not.toHaveProperty('profileInterval');
  });

  it('of a robust loss they are the roots of 2Σ(ρ − ρ̂)/(σ²·mean ψ′) = z², σ² of Huber 1981 §7.6 (scipy 1.x brentq), within 1e-12', () => {
    const y = [1.2, 2.7, 5.4, 6.8, 9.3, 10.6, 13.1, 20, 17.2, 18.7, 15, 23.1];
    const data = { x: y.map((_, i) => i), y };
    const { a } = fit('y ~ a*x + b', data, { loss: 'huber', lossSettings: { delta: 1 }, profile: true }).parameters;
    expect(miss(a.value, '1.9675791274593672')).toBeLessThan(1e-12);
    expect(miss(a.standardError, '0.05487608187312611')).toBeLessThan(1e-12);
    expect(miss(a.profileInterval?.[0], '1.858986253637713')).toBeLessThan(1e-12);
    expect(miss(a.profileInterval?.[1], '2.076172001281021')).toBeLessThan(1e-12);
  });

  it('curves rise through 0 at the minimum and through ± the quantile at the ends, within 1e-9', () => {
    const { formula, data, options } = CASES[0] as Case;
    for (const asked of [options, {}]) {
      const [a, k] = runFit(formula, tableFromArrays(data), asked).profiles();
      expect(a?.parameter).toBe('A');
      const values = [...(k?.values ?? [])];
      const roots = [...(k?.roots ?? [])];
      expect(values.length).toBeGreaterThan(30);
      expect(values.every((value, i) => i === 0 || value > (values[i - 1] as number))).toBe(true);
      expect(roots.every((root, i) => i === 0 || root > (roots[i - 1] as number))).toBe(true);
      expect(Math.abs((roots[values.indexOf(k?.interval[1] as number)] as number) / (k?.reach as number) - 1)).toBeLessThan(1e-9);
    }
  });
});
