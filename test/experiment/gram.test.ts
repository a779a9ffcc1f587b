import { describe, expect, it, vi } from 'vitest';
import { sin } from '../../src/base/elementary/scalar.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { type FitContext, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { Run } from '../../src/experiment/run-result.js';
import { traceCsv } from '../../src/trace/csv.js';

/** Requests for sums or rows that any kernel answered, by the rows that it went over. */
const read = vi.hoisted(() => ({ rows: 0 }));

vi.mock('../../src/backend/index.js', async (original) => {
  const { backendFor, ...rest } = await original<typeof import('../../src/backend/index.js')>();
  const { counting } = await import('../backend/counting.js');
  return { ...rest, backendFor: (kind: Parameters<typeof backendFor>[0]) => counting(backendFor(kind), read) };
});

type Columns = Readonly<Record<string, Float64Array | string[]>>;

/** The post's data by a generator of their own: y = 10·sin x + 1.5, and the same with noise. */
function columnsOf(rows: number, seed = 2024): Columns {
  let s = seed;
  const uniform = (): number => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return s / 2 ** 32;
  };
  const column = (make: (i: number) => number): Float64Array => Float64Array.from({ length: rows }, (_, i) => make(i));
  const X = column(() => 10 * uniform());
  const noise = column(() => 2 * (uniform() + uniform() + uniform() - 1.5));
  return {
    X,
    Y: X.map((x) => 10 * sin(x) + 1.5),
    Y_1: X.map((x, i) => 10 * sin(x) + 1.5 + (noise[i] as number)),
    t: column((i) => 1.7e9 + i),
    late: column((i) => 2e-3 * i + 1 + (noise[i] as number)),
    u: column((i) => -1 + (2 * i) / rows),
    w: column(() => 0.5 + uniform()),
    g: Array.from({ length: rows }, (_, i) => ['north', 'south', 'west'][i % 3] as string),
  };
}

const WRONG = { W: 'mean((prediction - Y_1) * X)', b: 'mean(prediction - Y_1)' };
const RIGHT = { W: 'mean((prediction - Y_1) * sin(X))', b: 'mean(prediction - Y_1)' };

const FITS: readonly { readonly name: string; readonly formula: string; readonly options: FitOptions }[] = [
  { name: 'the post with noise', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7 } },
  { name: 'the post without noise', formula: 'Y ~ W*sin(X) + b', options: { learningRate: 0.7, epochs: 60 } },
  { name: 'a slow rate', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.01 } },
  { name: 'a rate that diverges', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 2.5 } },
  { name: 'weights', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7, weights: 'w' } },
  { name: 'standard deviations', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7, sigma: 'w', absoluteSigma: true } },
  { name: 'a fixed parameter', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7, fixed: { b: 1 } } },
  { name: 'a tie', formula: 'Y_1 ~ W*sin(X) + b + c*X', options: { learningRate: 0.05, tie: { c: '2*b' } } },
  { name: 'a bound that is hit', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7, bounds: '-20 < W < 9' } },
  { name: 'a constant for each group', formula: 'Y_1 ~ W*sin(X) + b[g]', options: { learningRate: 0.7 } },
  { name: 'two responses', formula: 'Y_1 ~ W*sin(X) + b; late ~ b + c*u', options: { learningRate: 0.4 } },
  { name: 'a polynomial of degree four', formula: 'Y_1 ~ a*u^4 + b*u^3 + c*u^2 + d*u + k', options: { learningRate: 0.5 } },
  { name: 'time stamps', formula: 'late ~ W*t + b', options: { learningRate: 4e-19, epochs: 50, start: { W: 1e-9, b: 0 } } },
  { name: 'a gradient by hand', formula: 'Y_1 ~ W*sin(X) + b', options: { learningRate: 0.7, gradient: RIGHT } },
  {
    name: "the post's gradient, with X where sin(X) belongs",
    formula: 'Y_1 ~ W*sin(X) + b',
    options: { learningRate: 0.01, gradient: WRONG },
  },
  {
    name: "the post's gradient at the rate at which it diverges",
    formula: 'Y_1 ~ W*sin(X) + b',
    options: { learningRate: 0.7, gradient: WRONG },
  },
  { name: 'momentum', formula: 'Y_1 ~ W*sin(X) + b', options: { method: 'momentum', learningRate: 0.1 } },
  { name: 'Adam', formula: 'Y_1 ~ W*sin(X) + b', options: { method: 'adam', learningRate: 0.1, schedule: 'cosine' } },
];

const data = new Map([900, 20_000].map((rows) => [rows, columnsOf(rows)]));
const run = (formula: string, options: FitOptions, context: FitContext, rows = 900): Run =>
  runFit(formula, tableFromArrays(data.get(rows) as Columns), { method: 'gd', epochs: 200, seed: 3, ...options }, context);

const near = (got: number | null, want: number | null, tolerance = 1e-10): void => {
  if (want === null || got === null) expect(got).toBe(want);
  else expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * Math.abs(want));
};

/** A rounding of the residuals changes small losses by more. */
const rounded = (loss: number | null): number => 1e-10 + 1e-13 / Math.sqrt(loss ?? 1);

describe.each(FITS)('$name', ({ formula, options }) => {
  for (const [stop, most] of [
    [undefined, 5],
    ['mae < 0.001', 6],
    ['mae < 1.1', 9],
  ] as const)
    it(`goes the way of the rows within 1e-10, ${stop === undefined ? 'without a stop' : `until ${stop}`}, in ${most} passes at most`, () => {
      const all = { ...options, ...(stop === undefined ? {} : { stop }) };
      const [plain, fast] = [run(formula, all, { moments: false }), run(formula, all, { moments: true })];
      expect([...fast.trace.epoch]).toEqual([...plain.trace.epoch]);
      plain.trace.values.forEach((values, j) => {
        let reach = 0;
        values.forEach((value, i) => {
          reach = Math.max(reach, Math.abs(value));
          expect(Math.abs(value - (fast.trace.values[j]?.[i] as number))).toBeLessThanOrEqual(1e-10 * reach);
        });
      });
      plain.trace.loss.forEach((loss, i) => {
        near(fast.trace.loss[i] as number, loss, rounded(loss));
      });
      const [want, got] = [plain.result, fast.result];
      expect(got.outcome).toBe(want.outcome);
      expect(got.stop).toEqual({ ...want.stop, detail: got.stop.detail, passes: got.stop.passes });
      expect(got.stop.passes).toBeLessThanOrEqual(most);
      expect(plain.result.stop.passes).toBe(plain.result.stop.evaluations);
      for (const figure of ['loss', 'rss', 'mae', 'rSquared'] as const)
        near(got.quality[figure], want.quality[figure], rounded(want.quality.loss));
      for (const [name, { value, standardError }] of Object.entries(want.parameters)) {
        near(got.parameters[name]?.value ?? null, value);
        near(got.parameters[name]?.standardError ?? null, standardError, 1e-9);
      }
      near(fast.final.mae, plain.final.mae, rounded((plain.final.mae ?? 1) ** 2));
      near(fast.final.loss, plain.final.loss, rounded(plain.final.loss));
    });

  it('has the same bits when it gives way between evaluations', async () => {
    const [table, all] = [tableFromArrays(data.get(900) as Columns), { method: 'gd', epochs: 50, seed: 3, ...options }];
    const later = await runFitAsync(formula, table, all, { moments: true, pause: async () => {} });
    const atOnce = runFit(formula, table, all, { moments: true });
    expect(later.result).toEqual(atOnce.result);
    expect(later.trace).toEqual(atOnce.trace);
  });
});

describe('the trace of a run from moments', () => {
  const [plain, fast] = [false, true].map((moments) =>
    run('Y_1 ~ W*sin(X) + b', { learningRate: 0.05, stop: 'mae < 0.001' }, { moments }),
  ) as [Run, Run];

  it('has the mean absolute error at a dozen epochs, the first and the last two among them, as the rows have it within 1e-10', () => {
    const known = [...fast.trace.mae.keys()].filter((i) => !Number.isNaN(fast.trace.mae[i]));
    expect(known.slice(0, 4)).toEqual([0, 1, 2, 4]);
    expect(known.slice(-2)).toEqual([199, 200]);
    expect(known.length).toBeGreaterThanOrEqual(8);
    expect(known.length).toBeLessThanOrEqual(14);
    for (const i of known) near(fast.trace.mae[i] as number, plain.trace.mae[i] as number);
  });

  it('is a CSV with empty cells where it is not known, and the same columns otherwise', () => {
    const [rows, others] = [fast, plain].map(({ trace }) =>
      traceCsv(trace)
        .split('\n')
        .map((line) => line.split(',')),
    ) as [string[][], string[][]];
    expect(rows.map((row) => row.length)).toEqual(others.map((row) => row.length));
    expect(rows[0]).toEqual(others[0]);
    fast.trace.mae.forEach((mae, i) => {
      expect(rows[i + 1]?.[2]).toBe(Number.isNaN(mae) ? '' : String(mae));
    });
    expect(rows.flat()).not.toContain('NaN,NaN');
  });

  it('keeps a last epoch that is shown: final is as the rows have it', () => {
    expect(fast.final.epoch).toBe(plain.final.epoch);
    near(fast.final.mae, plain.final.mae);
  });
});

describe('which runs are made from moments', () => {
  const passesOf = (options: FitOptions, rows: number, formula = 'Y_1 ~ W*sin(X) + b'): number =>
    run(formula, { learningRate: 0.05, stop: 'mae < 0.001', epochs: 60, ...options }, {}, rows).result.stop.passes;

  it('those of many epochs over 20 000 rows or more, where a minibatch is not asked for and the loss is half the mean square', () => {
    expect(passesOf({}, 20_000)).toBeLessThanOrEqual(4);
    expect(passesOf({}, 900)).toBe(61);
    expect(passesOf({ epochs: 10 }, 20_000)).toBe(11);
    expect(passesOf({ loss: 'huber', lossSettings: { delta: 1 } }, 20_000)).toBeGreaterThan(60);
    expect(passesOf({ batch: 10_000 }, 20_000)).toBeGreaterThan(60);
  });

  it('not those of models that are not linear in all parameters, or whose gradient by hand is not', () => {
    expect(passesOf({ start: { W: 9, k: 1, b: 1 } }, 20_000, 'Y_1 ~ W*sin(k*X) + b')).toBe(61);
    expect(passesOf({ gradient: { W: 'mean(residual^3)', b: 'mean(residual)' }, learningRate: 1e-6 }, 20_000)).toBe(61);
  });

  it('with fewer rows results keep the bits of the rows', () => {
    const plain = run('Y_1 ~ W*sin(X) + b', { learningRate: 0.7 }, { moments: false });
    const usual = run('Y_1 ~ W*sin(X) + b', { learningRate: 0.7 }, {});
    expect(usual.result).toEqual(plain.result);
    expect(usual.trace).toEqual(plain.trace);
  });

  it('ten thousand epochs over 20 000 rows go over the rows no more often than a few', () => {
    read.rows = 0;
    const { result, trace } = run('Y_1 ~ W*sin(X) + b', { learningRate: 1e-4, stop: 'mae < 0.001', epochs: 10_000 }, {}, 20_000);
    expect(result.stop.evaluations).toBe(10_001);
    expect(result.stop.passes).toBeLessThanOrEqual(4);
    // The dozen epochs that the trace shows are one request.
    expect(read.rows / 20_000).toBeLessThanOrEqual(4 + trace.mae.filter((mae) => !Number.isNaN(mae)).length);
  });

  it('cancelled ones keep what they have, with the error of the rows where they ended', () => {
    let epochs = 0;
    const { result, final } = run(
      'Y_1 ~ W*sin(X) + b',
      {
        learningRate: 0.05,
        cancelled: () => epochs > 20,
        onEpoch: () => {
          epochs++;
        },
      },
      { moments: true },
    );
    expect(result.outcome).toBe('cancelled');
    expect(result.quality.mae).toBeGreaterThan(0);
    expect(final.mae).toBeGreaterThan(0);
  });
});
