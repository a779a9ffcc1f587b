import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { predictFrom } from '../../src/experiment/predict.js';
import { METHODS } from '../../src/optimize/methods/index.js';

interface Reference {
  readonly name: string;
  readonly formula: string;
  readonly data: Readonly<Record<string, number[]>>;
  readonly options: FitOptions;
  readonly parameters: Readonly<Record<string, { readonly value: string; readonly standardError: string }>>;
  readonly correlation01: string;
  readonly rss?: string;
  readonly loss?: string;
  readonly aic?: string;
}

const REFERENCES = JSON.parse(readFileSync(new URL('../data/fits.json', import.meta.url), 'utf8')) as Reference[];

const digits = (got: number | null | undefined, want: string): number =>
  got === Number(want) ? 16 : -Math.log10(Math.abs((got ?? Number.NaN) - Number(want)) / Math.abs(Number(want)));

describe('fits without a start agree with 50-digit arithmetic', () => {
  for (const reference of REFERENCES)
    it(`${reference.name}: parameters, standard errors and correlation to 8 digits, sums to 10`, () => {
      const result = fit(reference.formula, reference.data, reference.options);
      expect(result.outcome).toBe('converged');
      for (const [name, { value, standardError }] of Object.entries(reference.parameters)) {
        expect(digits(result.parameters[name]?.value, value)).toBeGreaterThan(8);
        expect(digits(result.parameters[name]?.standardError, standardError)).toBeGreaterThan(8);
      }
      expect(digits(result.correlation?.[0]?.[1], reference.correlation01)).toBeGreaterThan(8);
      if (reference.rss !== undefined) expect(digits(result.quality.rss, reference.rss)).toBeGreaterThan(10);
      if (reference.loss !== undefined) expect(digits(result.quality.loss, reference.loss)).toBeGreaterThan(10);
      if (reference.aic !== undefined) expect(digits(result.quality.aic, reference.aic)).toBeGreaterThan(10);
    });
});

const X = Array.from({ length: 30 }, (_, i) => i / 3);
const LINE = { x: X, y: X.map((x, i) => 2 * x + 1 + (((i * 37) % 11) - 5) / 50) };

describe('fit', () => {
  it('gives the same bits twice, asynchronously, and on the interpreter', async () => {
    const options = { method: 'adam', learningRate: 0.1, epochs: 50, batch: 7, seed: 3 } as const;
    const table = tableFromArrays(LINE);
    const first = JSON.stringify(runFit('y ~ a*x + b', table, options).result);
    expect(JSON.stringify(runFit('y ~ a*x + b', table, options).result)).toBe(first);
    expect(JSON.stringify((await runFitAsync('y ~ a*x + b', table, options)).result)).toBe(first);
    expect(JSON.stringify(runFit('y ~ a*x + b', table, { ...options, backend: 'interpreter' }).result)).toBe(first);
  });

  for (const method of METHODS)
    it(`${method.name} finds the line from a far start, within 0.05`, () => {
      const rate = method.steps === 'own' ? {} : { learningRate: 'auto' as const };
      const result = fit('y ~ a*x + b', LINE, { method: method.name, start: { a: -3, b: 8 }, epochs: 20_000, ...rate });
      expect(Math.abs((result.parameters.a?.value ?? 0) - 2)).toBeLessThan(0.05);
      expect(Math.abs((result.parameters.b?.value ?? 0) - 1)).toBeLessThan(0.05);
    });

  it.each(['auto', 'auto-constant', 'adgd'] as const)(
    'gradient descent with the learning rate %s finds the line within 1e-3, says how in both languages, and shows no one rate',
    (learningRate) => {
      const wanted = fit('y ~ a*x + b', LINE).parameters;
      const options = { method: 'gd', learningRate, start: { a: -3, b: 8 } } as const;
      const { parameters, method, outcome } = fit('y ~ a*x + b', LINE, options);
      expect(outcome).toBe('converged');
      for (const name of ['a', 'b'] as const)
        expect(Math.abs((parameters[name].value as number) - (wanted[name].value as number))).toBeLessThan(1e-3);
      expect([method.learningRate, method.automatic]).toEqual([null, true]);
      expect(method.why).toMatch(/curvature/);
      expect(fit('y ~ a*x + b', LINE, { ...options, lang: 'ko' }).method.why).toMatch(/곡률/);
    },
  );

  it('a learning rate that nobody knows, and one for gradient descent alone with another method, are errors that name what there is', () => {
    const tried = (method: string, learningRate: string) => () =>
      fit('y ~ a*x + b', LINE, { method, learningRate: learningRate as 'auto', start: { a: 1, b: 1 } });
    expect(tried('gd', 'automatic')).toThrow(/auto, auto-constant, adgd/);
    expect(tried('adam', 'adgd')).toThrow(/"adgd" is for gradient descent over all rows, got adam/);
    expect(() => fit('y ~ a*x + b', LINE, { batch: 2, learningRate: 'auto-constant' })).toThrow(/got minibatches/);
  });

  it('one row is a fit with a finding, without standard errors', () => {
    const result = fit('y ~ a*x + b', { x: [2], y: [5] });
    expect(result.findings.map((finding) => finding.code)).toContain('under-determined');
    expect(result.parameters.a.standardError).toBeNull();
    expect((result.parameters.a.value as number) * 2 + (result.parameters.b.value as number)).toBeCloseTo(5, 10);
  });

  it('a constant column is a fit with a finding', () => {
    const result = fit('y ~ a*x + b', { x: [2, 2, 2, 2], y: [1, 2, 3, 4] });
    const codes = result.findings.map((finding) => finding.code);
    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'not-identifiable', severity: 'error' }));
    expect(codes).toContain('constant-column');
  });

  it('of a constant response the finding speaks of the response', () => {
    const { findings } = fit('y ~ a*x + b', { x: [1, 2, 3, 4], y: [5, 5, 5, 5] });
    expect(findings.find(({ code }) => code === 'constant-column')?.message).toMatch(/^The response "y" has the same value/);
  });

  it('an exact fit has standard errors of rounding size, not an error', () => {
    const result = fit('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1, 3, 5, 7] });
    expect(result.outcome).toBe('converged');
    expect(result.parameters.a.value).toBeCloseTo(2, 12);
    expect(result.parameters.a.standardError).toBeLessThan(1e-12);
  });

  it('fixed and tied parameters are put in, and ties carry their standard error', () => {
    const free = fit('y ~ a*x + b', LINE);
    const fixed = fit('y ~ a*x + b', LINE, { fixed: { b: 1 } });
    expect(fixed.parameters.b).toMatchObject({ value: 1, standardError: null });
    expect(fixed.quality.degreesOfFreedom).toBe(29);
    const tied = fit('y ~ a*x + b + c', LINE, { tie: { c: '2*b' } });
    expect(tied.parameters.b.value).toBeCloseTo((free.parameters.b.value as number) / 3, 10);
    expect(tied.parameters.c.standardError).toBeCloseTo(2 * (tied.parameters.b.standardError as number), 12);
  });

  it('bounds hold the parameter, for the line search and for Levenberg–Marquardt', () => {
    for (const method of ['auto', 'gd', 'lbfgs']) {
      const result = fit('y ~ a*x + b', LINE, { bounds: 'a < 1.5', method, start: { a: 0, b: 0 }, epochs: 5000 });
      expect(result.parameters.a?.value).toBe(1.5);
    }
  });

  it('indexed parameters have one value per level', () => {
    const data = { g: ['A', 'B', 'A', 'B', 'A', 'B'], x: [0, 0, 1, 1, 2, 2], y: [1, 5, 2, 6, 3, 7] };
    const result = fit('y ~ a*x + b[g]', data);
    expect(Object.keys(result.parameters)).toEqual(['a', 'b[A]', 'b[B]']);
    expect((result.parameters as Record<string, { value: number }>)['b[B]']?.value).toBeCloseTo(5, 10);
  });

  it('a repeated row weighs as a weight of two', () => {
    const twice = fit('y ~ a*x + b', { x: [0, 1, 2, 2], y: [1, 3, 4, 4] });
    const weighted = fit('y ~ a*x + b', { x: [0, 1, 2], y: [1, 3, 4], w: [1, 1, 2] }, { weights: 'w' });
    expect(weighted.parameters.a.value).toBeCloseTo(twice.parameters.a.value as number, 12);
  });

  it('mean absolute error and Huber resist an outlier', () => {
    const y = LINE.y.map((value, i) => (i === 3 ? 500 : value));
    for (const loss of ['mae', 'huber']) {
      const result = fit('y ~ a*x + b', { x: X, y }, { loss });
      expect(Math.abs((result.parameters.a.value as number) - 2)).toBeLessThan(0.05);
    }
  });

  it('a half-written gradient that is wrong is a finding with the right lines', () => {
    const data = { x: X, y: X.map((x) => 10 * Math.sin(x) + 1.5) };
    const result = fit('y ~ W*sin(x) + b', data, {
      method: 'gd',
      learningRate: 0.01,
      epochs: 20,
      start: { W: 0.3, b: 0 },
      gradient: { W: 'mean((prediction - y)*x)', b: 'mean(prediction - y)' },
    });
    const [finding] = result.findings;
    expect(finding?.code).toBe('gradient-wrong');
    expect(finding?.advice).toContain('mean((prediction - y)*sin(x))');
  });

  it('may read n inside of means and sums, as a factor or divisor: the same parameters to 1e-12', () => {
    const run = (a: string) =>
      fit('y ~ a*x + b', LINE, {
        method: 'gd',
        learningRate: 0.001,
        epochs: 20,
        start: { a: 0, b: 0 },
        gradient: { a, b: 'mean(residual)' },
      }).parameters.a.value as number;
    const plain = run('mean(residual*x)');
    for (const text of ['sum(residual*x/n)', 'mean(n*residual*x)/n', 'sum(-(residual/n)*x)*-1', 'sum(residual*x/(2*n))*2'])
      expect(Math.abs(run(text) / plain - 1)).toBeLessThan(1e-12);
    expect(() => run('mean(residual*x + n)')).toThrow(expect.objectContaining({ code: 'gradient-count-inside' }));
  });

  it('with weights in it where rows have some: what is shown as right is right', () => {
    const w = X.map((_, i) => 1 + (i % 3));
    const s = w.map((weight) => 1 / Math.sqrt(weight));
    const data = { x: X, y: X.map((x) => 10 * Math.sin(x) + 1.5 + (x % 1)), w, s };
    const base = { method: 'gd', learningRate: 0.01, epochs: 20, start: { W: 0.3, b: 0 } } as const;
    for (const [more, shown] of [
      [{ weights: 'w' }, 'mean(w*(prediction - y)*sin(x))/mean(w)'],
      [{ sigma: 's' }, 'mean((prediction - y)*sin(x)/s^2)/mean(1/s^2)'],
    ] as const) {
      const found = (gradient: Readonly<Record<string, string>>) =>
        fit('y ~ W*sin(x) + b', data, { ...base, ...more, gradient }).findings.find(({ code }) => code.startsWith('gradient'));
      const wrong = found({ W: 'mean(residual*sin(x))', b: 'mean(residual)' });
      expect(wrong?.code).toBe('gradient-wrong');
      const components = wrong?.evidence.components as unknown as readonly { parameter: string; shouldBe: string }[];
      expect(components[0]?.shouldBe).toBe(shown);
      expect(found(Object.fromEntries(components.map(({ parameter, shouldBe }) => [parameter, shouldBe])))).toBeUndefined();
    }
  });

  it('a gradient that is twice the true one is a note, not an error', () => {
    const result = fit('y ~ a*x + b', LINE, {
      method: 'gd',
      learningRate: 0.01,
      epochs: 20,
      start: { a: 0, b: 0 },
      gradient: { a: '2*mean(residual*x)', b: '2*residual.mean()' },
    });
    expect(result.findings.map((finding) => [finding.code, finding.severity])).toContainEqual(['gradient-scaled', 'note']);
  });

  it('findings speak Korean', () => {
    const result = fit('y ~ a*x + b', { x: [2], y: [5] }, { lang: 'ko' });
    for (const finding of result.findings) expect(`${finding.message}${finding.advice}`).toMatch(/[가-힣]/);
  });
});

describe('predictions', () => {
  it('have the bands of a straight line: closed form to 1e-10', () => {
    const result = fit('y ~ a*x + b', LINE);
    const made = predictFrom(result, tableFromArrays({ x: [20] }));
    const mean = X.reduce((sum, x) => sum + x, 0) / X.length;
    const spread = X.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const s = result.quality.residualStandardDeviation as number;
    const t = 2.048407141795244; // Student's t, 28 degrees of freedom, 97.5%: scipy.stats.t.ppf(0.975, 28)
    const value = (result.parameters.a.value as number) * 20 + (result.parameters.b.value as number);
    const half = t * s * Math.sqrt(1 / X.length + (20 - mean) ** 2 / spread);
    const wide = t * s * Math.sqrt(1 + 1 / X.length + (20 - mean) ** 2 / spread);
    expect(Math.abs((made.confidence?.low[0] as number) - (value - half))).toBeLessThan(1e-10);
    expect(Math.abs((made.observation?.high[0] as number) - (value + wide))).toBeLessThan(1e-10);
  });

  it('derive the columns of the fit again and ask for no response', () => {
    const result = fit('y ~ a*t + b', { x: X, y: LINE.y }, { let: { t: '2*x' } });
    expect(predictFrom(result, tableFromArrays({ x: [1] })).prediction[0]).toBeCloseTo(3, 1);
  });
});

describe('programs without types get a DownhillError, not a TypeError', () => {
  const anything = fit as (...values: unknown[]) => unknown;
  const data = { x: [1, 2, 3], y: [2, 4, 6] };
  const cases: readonly (readonly [what: string, values: readonly unknown[], code: string])[] = [
    ['no data', ['y ~ a*x'], 'wrong-type'],
    ['data null', ['y ~ a*x', null], 'wrong-type'],
    ['a formula that is a number', [3, data], 'wrong-type'],
    ['options null', ['y ~ a*x', data, null], 'wrong-type'],
    ['a misspelt option', ['y ~ a*x', data, { lerningRate: 1 }], 'option-unknown'],
    ['bounds as a list', ['y ~ a*x', data, { bounds: ['0 < a'] }], 'wrong-type'],
    ['a language that there is not', ['y ~ a*x', data, { lang: 'fr' }], 'wrong-type'],
    ['a start as text', ['y ~ a*x', data, { start: 'a=1' }], 'wrong-type'],
  ];
  for (const [what, values, code] of cases)
    it(`${what}: ${code}`, () => {
      expect(() => anything(...values)).toThrow(expect.objectContaining({ name: 'DownhillError', code }));
    });
});

describe('starts are searched on the scales of the data', () => {
  const made = (n: number, f: (x: number) => number, x: (i: number) => number) => {
    const xs = Array.from({ length: n }, (_, i) => x(i));
    return { x: xs, y: xs.map((value, i) => f(value) + ((((i * 7919) % 101) - 50) / 50) * 0.02) };
  };
  const cases: readonly (readonly [
    what: string,
    formula: string,
    data: Record<string, number[]>,
    name: string,
    value: number,
  ])[] = [
    [
      'a narrow peak far from zero',
      'y ~ A*exp(-((x-m)/s)^2/2) + c',
      made(
        200,
        (x) => 5 * Math.exp(-(((x - 71) / 1.2) ** 2) / 2) + 3,
        (i) => i / 2,
      ),
      'm',
      71,
    ],
    [
      'a decay in millionths',
      'y ~ A*exp(-x/tau) + c',
      made(
        80,
        (x) => 2 * Math.exp(-x / 1.5e-7) + 0.1,
        (i) => i * 1e-8,
      ),
      'tau',
      1.5e-7,
    ],
    [
      'a frequency',
      'y ~ A*sin(w*x + p) + c',
      made(
        150,
        (x) => 2 * Math.sin(1.7 * x + 1) + 5,
        (i) => ((i * 37) % 101) / 5,
      ),
      'w',
      1.7,
    ],
  ];
  for (const [what, formula, data, name, value] of cases)
    it(`${what} is found within 1% for five seeds`, () => {
      for (const seed of [0, 1, 2, 3, 4]) {
        const found = (fit(formula, data, { seed }).parameters as Record<string, { value: number }>)[name]?.value as number;
        expect(Math.abs(Math.abs(found) - value) / value).toBeLessThan(0.01);
      }
    });

  it('a model that is nowhere finite ends as not-finite with a finding, and is no crash', () => {
    const result = fit('y ~ a*log(x) + b', { x: [0, 1, 2, 3, 4], y: [1, 3, 5.1, 7, 9] });
    expect(result.outcome).toBe('not-finite');
    expect(result.findings.map((finding) => finding.code)).toContain('overflow');
    expect(result.parameters.a.value).toBe(0);
  });

  it('the evaluations of the search count', () => {
    const data = made(
      50,
      (x) => 2 * Math.exp(-x),
      (i) => i / 10,
    );
    expect(fit('y ~ A*exp(-k*x)', data, { starts: 50 }).stop.evaluations).toBeGreaterThan(100);
  });

  it('a rate above 2/λmax diverges with the limit and a fix', () => {
    const [finding] = fit('y ~ a*x + b', LINE, { method: 'gd', learningRate: 1, start: { a: 0, b: 0 } }).findings;
    expect(finding?.code).toBe('rate-too-high');
    const n = X.length;
    const [xx, x] = [X.reduce((sum, v) => sum + v * v, 0) / n, X.reduce((sum, v) => sum + v, 0) / n];
    const largest = (xx + 1 + Math.sqrt((xx - 1) ** 2 + 4 * x * x)) / 2;
    expect(Math.abs((finding?.evidence.limit as number) - 2 / largest)).toBeLessThan(1e-12);
    expect(finding?.fix).toBeDefined();
  });
});

describe('least absolute deviations', () => {
  it('converge at a corner: the least of all lines through two points, to 1e-9', () => {
    const x = Array.from({ length: 21 }, (_, i) => i);
    const y = x.map((value, i) => 2 * value + 1 + (((i * 37) % 11) - 5) / 3 + (i === 4 ? 40 : 0));
    let least = Number.POSITIVE_INFINITY;
    for (const i of x)
      for (const j of x.slice(i + 1)) {
        const slope = ((y[j] as number) - (y[i] as number)) / (j - i);
        const error = x.reduce((sum, value) => sum + Math.abs((y[value] as number) - (y[i] as number) - slope * (value - i)), 0);
        least = Math.min(least, error / x.length);
      }
    const result = fit('y ~ a*x + b', { x, y }, { loss: 'mae' });
    expect(result.outcome).toBe('converged');
    expect(Math.abs((result.quality.loss as number) - least)).toBeLessThan(1e-9 * least);
  });

  it('are not called converged where the corner is none of a minimum', () => {
    const result = fit(
      'y ~ a*x + b',
      { x: [0, 1, 2, 3, 4], y: [0, 1, 2, 3, 30] },
      { loss: 'mae', method: 'gd', learningRate: 1e-9, epochs: 5, start: { a: 7.5, b: 0 } },
    );
    expect(result.outcome).not.toBe('converged');
  });
});

describe('bounds', () => {
  const x = Array.from({ length: 20 }, (_, i) => i / 4);
  const decay = { x, y: x.map((at) => 5 * Math.exp(-0.7 * at) + 1) };

  it('a start that is drawn is moved within them', () => {
    const { parameters, outcome } = fit('y ~ a*exp(-k*x) + c', decay, { method: 'gd', bounds: '0.5 < k < 5' });
    // The second number of the seed is −0.46.
    expect(parameters.k).toMatchObject({ start: 0.5 });
    expect(outcome).toBe('converged');
    expect(Math.abs((parameters.k?.value as number) - 0.7)).toBeLessThan(1e-6);
  });

  it('so is one of a distribution that was given, in every run of a study', () => {
    const options: FitOptions = { method: 'gd', bounds: '2 < k < 5', start: { k: 'uniform(-1, 1)' }, study: { seeds: 3 } };
    const { parameters, study } = fit('y ~ a*exp(-k*x) + c', decay, options);
    expect(parameters.k?.start).toBe(2);
    expect(study?.arms.start?.successes).toBe(3);
  });

  it('a number outside of them is refused by the name of its parameter', () => {
    for (const method of ['gd', 'lm', 'auto'])
      expect(() => fit('y ~ a*exp(-k*x) + c', decay, { method, bounds: 'k > 0', start: { k: -1 } })).toThrow(
        /k starts at -1, outside of its bounds 0 to Infinity/,
      );
  });

  it('hold to the last bit where the start lies within the last steps of a minimum beyond them', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 4);
    const y = x.map((at, i) => 3 * Math.exp(-0.7 * at) + 1 + 0.02 * (((i * 7) % 11) - 5));
    const { a, k, c } = fit('y ~ a*exp(-k*x) + c', { x, y }).parameters;
    for (const beyond of [1e-15, 1e-14, 1e-13, 1e-12])
      for (const method of ['auto', 'lm', 'varpro']) {
        const bound = k.value * (1 + beyond);
        const start = { a: a.value, k: k.value * (1 + 2 * beyond), c: c.value };
        const found = fit('y ~ a*exp(-k*x) + c', { x, y }, { method, start, bounds: `k > ${bound}` });
        expect(found.parameters.k.value).toBeGreaterThanOrEqual(bound);
      }
  });
});

describe('known standard deviations', () => {
  const data = { x: [0, 1, 2, 3, 4], y: [1.1, 2.9, 5.2, 6.8, 9.3], s: [0.2, 0.2, 0.2, 0.2, 0.2] };
  const known = fit('y ~ a + b*x', data, { sigma: 's', absoluteSigma: true });

  it('make bands of predictions as wide as the intervals of parameters: normal quantiles, σ for a new observation, within 1e-12', () => {
    const { confidence, observation } = predictFrom(known, tableFromArrays({ x: [0] }));
    const { interval, value, standardError } = known.parameters.a;
    expect(Math.abs((confidence?.low[0] as number) - (interval?.[0] as number))).toBeLessThan(1e-12);
    expect(Math.abs((confidence?.high[0] as number) - (interval?.[1] as number))).toBeLessThan(1e-12);
    const half = 1.959963984540054 * Math.sqrt((standardError as number) ** 2 + 0.2 ** 2);
    expect(Math.abs((observation?.high[0] as number) - value - half)).toBeLessThan(1e-12);
  });

  it('of all rows can be said by a number: the same fit and predictions as by a column of it', () => {
    for (const absoluteSigma of [true, false]) {
      const byNumber = fit('y ~ a + b*x', data, { sigma: '0.2', absoluteSigma });
      const byColumn = fit('y ~ a + b*x', data, { sigma: 's', absoluteSigma });
      expect(byNumber.parameters).toEqual(byColumn.parameters);
      expect(byNumber.quality).toEqual(byColumn.quality);
      const [first, second] = [byNumber, byColumn].map((found) => predictFrom(found, tableFromArrays({ x: [0, 9] })));
      expect(first?.confidence).toEqual(second?.confidence);
      expect(first?.observation).toEqual(second?.observation);
    }
  });

  it('are what a lone number means, which is no weight: equal weights change nothing, and a column was misspelt', () => {
    expect(() => fit('y ~ a + b*x', data, { weights: '3' })).toThrow(/no column "3"/);
  });

  it('of two responses each give the new observations of their own response their width, within 1e-9', () => {
    const two = { ...data, z: [20, 31, 39, 52, 60] };
    const found = fit('y ~ a + b*x; z ~ c + d*x', two, { sigma: '0.2, 3', absoluteSigma: true });
    const { responses } = predictFrom(found, tableFromArrays({ x: [0] }));
    for (const [k, [name, sigma]] of (
      [
        ['a', 0.2],
        ['c', 3],
      ] as const
    ).entries()) {
      const { value, standardError } = (found.parameters as Record<string, { value: number; standardError: number | null }>)[
        name
      ] as never;
      const half = 1.959963984540054 * Math.sqrt((standardError as number) ** 2 + sigma * sigma);
      expect(Math.abs((responses[k]?.observation?.high[0] as number) - value - half)).toBeLessThan(1e-9);
    }
  });

  it('that are all the same are no constant column of the formula', () => {
    expect(known.findings.map(({ code }) => code)).not.toContain('constant-column');
  });
});

it.each([0, -1, 2.5, Number.NaN, 1e7])('starts: %s is refused', (starts) => {
  expect(() => fit('y ~ a*exp(k*x)', { x: [0, 1, 2], y: [1, 2, 4] }, { starts })).toThrow(
    expect.objectContaining({ code: 'starts-out-of-range' }),
  );
});

it('standard errors follow the units of a column to 1e200, within 1e-12', () => {
  const y = [1, 2, 3.1];
  const plain = fit('y ~ a*x', { x: [1, 2, 3], y }).parameters.a.standardError as number;
  const large = fit('y ~ a*x', { x: [1e200, 2e200, 3e200], y }).parameters.a.standardError as number;
  expect(Math.abs((large * 1e200) / plain - 1)).toBeLessThan(1e-12);
});
