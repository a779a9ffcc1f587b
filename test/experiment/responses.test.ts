import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exp } from '../../src/base/elementary/scalar.js';
import { DownhillError } from '../../src/base/errors.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { type Arrays, fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { predictFrom } from '../../src/experiment/predict.js';
import type { FitResult } from '../../src/experiment/result.js';
import { experiment } from '../../src/experiment/run.js';

type Figures = Readonly<Record<'rss' | 'rmse' | 'mae' | 'rSquared' | 'residualStandardDeviation', string>>;
interface Reference {
  readonly name: string;
  readonly formula: string;
  readonly data: Readonly<Record<string, (number | string | null)[]>>;
  readonly options: FitOptions;
  readonly rows: number;
  readonly degreesOfFreedom: number;
  readonly parameters: Readonly<Record<string, { readonly value: string; readonly standardError: string }>>;
  readonly rss: string;
  readonly rSquared: string;
  readonly responses: readonly (Figures & { readonly rows: number })[];
}

/** Made by scripts/vectors/responses.py: scipy's least_squares on the stacked residuals, polished with 50 digits. */
const REFERENCES = JSON.parse(readFileSync(new URL('../data/responses.json', import.meta.url), 'utf8')) as Reference[];

const digits = (got: number | null | undefined, want: string): number =>
  got === Number(want) ? 16 : -Math.log10(Math.abs((got ?? Number.NaN) - Number(want)) / Math.abs(Number(want)));

const arrays = (data: Reference['data']): Arrays =>
  Object.fromEntries(
    Object.entries(data).map(([name, values]) => [
      name,
      values.some((value) => typeof value === 'string') ? values.map(String) : values.map((value) => value ?? Number.NaN),
    ]) as [string, number[]][],
  );

describe('several responses agree with scipy on the stacked residuals', () => {
  for (const reference of REFERENCES)
    it(`${reference.name}: parameters, standard errors and the figures of every response to 9 digits`, () => {
      const result: FitResult = fit(reference.formula as string, arrays(reference.data), reference.options);
      expect(result.outcome).toBe('converged');
      expect(Object.keys(result.parameters)).toEqual(expect.arrayContaining(Object.keys(reference.parameters)));
      for (const [name, { value, standardError }] of Object.entries(reference.parameters)) {
        expect(digits(result.parameters[name]?.value, value), name).toBeGreaterThan(9);
        expect(digits(result.parameters[name]?.standardError, standardError), name).toBeGreaterThan(9);
      }
      expect(result.data.rows).toBe(reference.rows);
      expect(result.quality.degreesOfFreedom).toBe(reference.degreesOfFreedom);
      expect(digits(result.quality.rss, reference.rss)).toBeGreaterThan(10);
      expect(digits(result.quality.rSquared, reference.rSquared)).toBeGreaterThan(10);
      for (const [k, want] of reference.responses.entries()) {
        const got = result.responses?.[k];
        expect(got?.rows).toBe(want.rows);
        for (const figure of ['rss', 'rmse', 'mae', 'rSquared', 'residualStandardDeviation'] as const)
          expect(digits(got?.[figure], want[figure]), `${k} ${figure}`).toBeGreaterThan(9);
      }
    });
});

const T = Array.from({ length: 20 }, (_, i) => i / 2);
const DATA = {
  t: T,
  y1: T.map((t, i) => 5 * exp(-0.7 * t) + (((i * 37) % 11) - 5) / 50),
  y2: T.map((t, i) => 3 * exp(-0.7 * t) + (((i * 41) % 13) - 6) / 40),
  w: T.map((_, i) => 1 + (i % 3)),
};
const BOTH = 'y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)';
/** The same by hand: the rows below each other, and a parameter per response. */
const LONG = {
  t: [...T, ...T],
  y: [...DATA.y1, ...DATA.y2],
  w: [...DATA.w, ...DATA.w],
  of: [...T.map(() => 'y1'), ...T.map(() => 'y2')],
};

const refusal = (work: () => unknown): DownhillError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DownhillError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};
const pointed = ({ span }: DownhillError): string => span?.text.slice(span.start, span.end) ?? '';
const codes = (result: FitResult): string[] => result.findings.map((finding) => finding.code);

describe('several responses', () => {
  for (const loss of ['half-mse', 'mae', 'huber', 'poisson', 'logistic'])
    it(`${loss}: parameters, standard errors and loss are those of one response over rows stacked by hand, within 1e-6`, () => {
      const turn = (values: readonly number[]): number[] =>
        loss === 'logistic'
          ? values.map((y, i) => (y + (((i * 17) % 7) - 3) / 4 > 1 ? 1 : 0))
          : loss === 'poisson'
            ? values.map((y) => Math.max(0, Math.round(4 * y)))
            : [...values];
      const [y1, y2] = [turn(DATA.y1), turn(DATA.y2)];
      const data = { ...DATA, y1, y2 };
      const long = { ...LONG, y: [...y1, ...y2] };
      const linear = loss === 'poisson' || loss === 'logistic';
      const [formula, byHand] = linear
        ? ['y1 ~ a - k*t; y2 ~ c - k*t', 'y ~ p[of] - k*t']
        : [BOTH as string, 'y ~ p[of]*exp(-k*t)'];
      const start = { k: 0.5 };
      const got: FitResult = fit(formula as string, data as Arrays, { loss, weights: 'w', start: { ...start, a: 4, c: 2 } });
      const want: FitResult = fit(byHand as string, long as Arrays, {
        loss,
        weights: 'w',
        start: { ...start, 'p[y1]': 4, 'p[y2]': 2 },
      });
      expect(got.outcome).toBe(want.outcome);
      expect(got.quality.loss).toBeCloseTo(want.quality.loss as number, 10);
      for (const [here, there] of [
        ['a', 'p[y1]'],
        ['c', 'p[y2]'],
        ['k', 'k'],
      ] as const) {
        expect(got.parameters[here]?.value).toBeCloseTo(want.parameters[there]?.value as number, 6);
        expect(got.parameters[here]?.standardError ?? 0).toBeCloseTo(want.parameters[there]?.standardError ?? 0, 6);
      }
    });

  it('give the same bits twice, asynchronously, on the interpreter, and in minibatches', async () => {
    const table = tableFromArrays(DATA);
    for (const options of [{}, { method: 'adam', learningRate: 0.1, epochs: 40, batch: 7, seed: 3 }] as FitOptions[]) {
      const first = JSON.stringify(runFit(BOTH, table, options).result);
      expect(JSON.stringify(runFit(BOTH, table, options).result)).toBe(first);
      expect(JSON.stringify((await runFitAsync(BOTH, table, options)).result)).toBe(first);
      expect(JSON.stringify(runFit(BOTH, table, { ...options, backend: 'interpreter' }).result)).toBe(first);
    }
  });

  it('know their parameters by type', () => {
    const result = fit('y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)', DATA);
    expect(result.parameters.k.value).toBeCloseTo(0.7, 1);
    // @ts-expect-error t is a column
    expect(result.parameters.t).toBeUndefined();
  });

  it('are linear in all parameters where every formula is: one step of Levenberg–Marquardt', () => {
    const result = fit('y1 ~ a + b*t; y2 ~ c + b*t', DATA);
    expect(result.method.why).toContain('linear in the parameters');
    expect(result.stop.epochs).toBeLessThanOrEqual(2);
  });

  it('take bounds, fixed values, ties and starts as one formula does', () => {
    const bound = fit(BOTH, DATA, { bounds: 'k < 0.5', start: { k: 0.4, a: 4, c: 2 } });
    expect(bound.parameters.k.value).toBe(0.5);
    expect(fit(BOTH, DATA, { fixed: { k: 0.7 } }).parameters.k).toMatchObject({ value: 0.7, standardError: null });
    const tied = fit(BOTH, DATA, { tie: { c: '0.6*a' } });
    expect(tied.parameters.c.value).toBeCloseTo(0.6 * tied.parameters.a.value, 12);
    expect(tied.quality.degreesOfFreedom).toBe(38);
  });

  it('take let and where', () => {
    const result = fit('y1 ~ a*exp(-k*h); y2 ~ c*exp(-k*h)' as string, DATA, { let: { h: 't*60' }, where: 't < 8' });
    expect(result.data.rows).toBe(16);
    expect(result.parameters.k?.value).toBeCloseTo(fit(BOTH, DATA, { where: 't < 8' }).parameters.k.value / 60, 9);
  });

  it('may be the same response twice', () => {
    const result = fit('y1 ~ a*exp(-k*t); y1 ~ c*exp(-k*t)' as string, DATA);
    expect(result.parameters.a?.value).toBeCloseTo(result.parameters.c?.value as number, 9);
    expect(result.responses?.map(({ response }) => response)).toEqual(['y1', 'y1']);
  });

  it('leave a row out per formula, and say how many rows each has', () => {
    const y2 = DATA.y2.map((y, i) => (i === 3 || i === 4 ? Number.NaN : y));
    expect(refusal(() => fit(BOTH, { ...DATA, y2 })).message).toContain('row 4 of column "y2"');
    const result = fit(BOTH, { ...DATA, y2 }, { skipInvalid: true });
    expect(result.data).toMatchObject({ rows: 20, skipped: 0 });
    expect(result.responses?.map(({ rows }) => rows)).toEqual([20, 18]);
    expect(result.quality.degreesOfFreedom).toBe(35);
    const note = result.findings.find(({ code }) => code === 'data-not-finite');
    expect(note?.message).toContain('y1 20, y2 18');
    const none = refusal(() => fit(BOTH, { ...DATA, y2: y2.map(() => Number.NaN) }, { skipInvalid: true }));
    expect([none.code, none.message]).toEqual(['no-rows', expect.stringContaining('for y2 ~ c*exp(-k*t)')]);
  });

  it('warn where one response is more than 10 times as noisy, with standard deviations that mend it', () => {
    const data = { ...DATA, y2: DATA.y2.map((y) => 100 * y) };
    const loud = fit(BOTH, data);
    const finding = loud.findings.find(({ code }) => code === 'responses-differ-in-scale');
    expect(finding?.severity).toBe('warning');
    expect(finding?.evidence).toMatchObject({ limit: 10, responses: [{ response: 'y1' }, { response: 'y2' }] });
    const mended = fit(BOTH, data, { sigma: String(finding?.fix?.sigma) });
    expect(codes(mended)).not.toContain('responses-differ-in-scale');
    expect(mended.parameters.a.standardError as number).toBeLessThan((loud.parameters.a.standardError as number) / 5);
    expect(codes(fit(BOTH, DATA))).toEqual([]);
    const exact = { t: T, y1: T.map((t) => exp(-t)), y2: T.map((t) => 1000 * exp(-t)) };
    expect(codes(fit(BOTH, exact))).not.toContain('responses-differ-in-scale');
  });

  it('note where a formula shares no parameter', () => {
    const apart = fit('y1 ~ a*exp(-k*t); y2 ~ c*exp(-l*t)', DATA);
    expect(codes(apart)).toEqual(['responses-share-nothing']);
    const alone = fit('y1 ~ a*exp(-k*t)', DATA);
    expect(apart.parameters.k.value).toBeCloseTo(alone.parameters.k.value, 9);
  });

  it('speak Korean', () => {
    const data = { ...DATA, y2: DATA.y2.map((y, i) => (i === 2 ? Number.NaN : 100 * y)) };
    const { findings } = fit('y1 ~ a*exp(-k*t); y2 ~ c*exp(-l*t)', data, { lang: 'ko', skipInvalid: true });
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'data-not-finite',
      'responses-differ-in-scale',
      'responses-share-nothing',
    ]);
    for (const finding of findings) expect(`${finding.message}${finding.advice}`).toMatch(/[가-힣]/);
  });

  it.each([
    ['y1 ~ a*exp(-k*t); y3 ~ c*exp(-k*t)', {}, 'unknown-column', 'y3'],
    ['y1 ~ a*y3 + k; y3 ~ c*exp(-k*t)', {}, 'unknown-column', 'y3'],
    ['y1 ~ a*exp(-k*t); c*exp(-k*t)', {}, 'tilde-missing', 'c*exp(-k*t)'],
    ['y1 ~ a*exp(-k*t); y2 ~ c[group]*exp(-k*t)', {}, 'unknown-column', 'group'],
    [BOTH, { gradient: { a: 'mean(residual)' } }, 'gradient-several-formulas', ''],
    [BOTH, { sigma: 'w, w, w' }, 'weights-count', ''],
    [BOTH, { sigma: 'w, nothing' }, 'unknown-column', ''],
    [BOTH, { sigma: '1, 0' }, 'sigma-not-positive', ''],
    [BOTH, { weights: 'w, -1' }, 'weight-negative', ''],
    [BOTH, { weights: '0, 0' }, 'weights-zero', ''],
    [BOTH, { batch: 41 }, 'batch-out-of-range', ''],
    ['log(y1 - 9) ~ a*t; y2 ~ a*t', {}, 'response-not-finite', ''],
  ] as const)('%s with %j is refused: %s', (formula, options, code, text) => {
    const error = refusal(() => fit(formula as string, DATA as Arrays, options as FitOptions));
    expect(error.code).toBe(code);
    expect(pointed(error)).toBe(text);
    // The caret stands under the second formula where it is the second that is wrong.
    if (error.span !== undefined) expect(error.span.start).toBeGreaterThan(formula.indexOf(';'));
  });

  it('are predicted each with its own noise', () => {
    const result = fit(BOTH, { ...DATA, y2: DATA.y2.map((y) => 10 * y) });
    const made = predictFrom(result, tableFromArrays({ t: [1, Number.NaN] }), { skipInvalid: true });
    expect(made.table.rows).toBe(1);
    expect(made.responses.map(({ response }) => response)).toEqual(['y1', 'y2']);
    const [first, second] = made.responses;
    expect(first?.prediction[0]).toBeCloseTo(result.parameters.a.value * exp(-result.parameters.k.value), 12);
    expect(second?.prediction[0]).toBeCloseTo(result.parameters.c.value * exp(-result.parameters.k.value), 12);
    const width = (k: number): number =>
      (made.responses[k]?.observation?.high[0] ?? 0) - (made.responses[k]?.observation?.low[0] ?? 0);
    expect(width(1) / width(0)).toBeGreaterThan(3);
    expect(made.prediction).toEqual(first?.prediction);
  });

  it('are predicted where what they read is there', () => {
    const result = fit('y1 ~ a*exp(-k*t); y2 ~ c*y1' as string, DATA);
    const made = predictFrom(result, tableFromArrays({ t: [1, 2, 3], y1: [1, Number.NaN, 2] }), { skipInvalid: true });
    expect(made.table.rows).toBe(3);
    expect(Array.from(made.responses[1]?.prediction ?? [], Number.isFinite)).toEqual([true, false, true]);
    expect(Array.from(made.responses[0]?.prediction ?? []).every(Number.isFinite)).toBe(true);
  });

  it('that were made tell the truth', async () => {
    const columns = { t: 'index/5', y1: '4*exp(-0.5*t) + normal(0, 0.1)', y2: '2*exp(-0.5*t) + normal(0, 0.1)' };
    const { result } = await experiment({ id: 'two', seed: 1, data: { rows: 30, columns }, model: BOTH });
    expect(Object.fromEntries(Object.entries(result.parameters).map(([name, { truth }]) => [name, truth]))).toEqual({
      a: 4,
      k: 0.5,
      c: 2,
    });
    const other = { ...columns, y2: '2*exp(-0.6*t)' };
    const { result: wrong } = await experiment({ id: 'two', seed: 1, data: { rows: 30, columns: other }, model: BOTH });
    expect(wrong.parameters.k?.truth).toBeUndefined();
  });
});
