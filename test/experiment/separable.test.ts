import { describe, expect, it, vi } from 'vitest';
import { exp, pow, sin } from '../../src/base/elementary/scalar.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { type FitContext, fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import { fitStream } from '../../src/experiment/fit-stream.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FitResult } from '../../src/experiment/result.js';
import type { Run } from '../../src/experiment/run-result.js';

/** Rows that any kernel went over, whoever asked for it. */
const read = vi.hoisted(() => ({ rows: 0 }));

vi.mock('../../src/backend/index.js', async (original) => {
  const { backendFor, ...rest } = await original<typeof import('../../src/backend/index.js')>();
  const { counting } = await import('../backend/counting.js');
  return { ...rest, backendFor: (kind: Parameters<typeof backendFor>[0]) => counting(backendFor(kind), read) };
});

interface Curve {
  readonly formula: string;
  readonly at: (x: number) => number;
  readonly to: number;
  readonly start: Readonly<Record<string, number>>;
  /** Of the noise. */
  readonly spread: number;
  readonly bounds: string;
  readonly fixed: Readonly<Record<string, number>>;
}

const CURVES: Readonly<Record<string, Curve>> = {
  exponential: {
    formula: 'y ~ a*exp(-b*x) + c',
    at: (x) => 3 * exp(-0.7 * x) + 1,
    to: 5,
    start: { a: 2, b: 0.5, c: 0 },
    spread: 0.1,
    bounds: 'b > 0, c < 20',
    fixed: { c: 1 },
  },
  'two exponentials': {
    formula: 'y ~ a*exp(-b*x) + c*exp(-d*x)',
    at: (x) => 3 * exp(-0.3 * x) + 5 * exp(-2 * x),
    to: 6,
    start: { a: 2, b: 0.5, c: 3, d: 1.5 },
    spread: 0.05,
    bounds: 'd > 0',
    fixed: { b: 0.3 },
  },
  'a peak on a slope': {
    formula: 'y ~ a*exp(-(x - m)^2/(2*s^2)) + c + d*x',
    at: (x) => 4 * exp(-((x - 5) ** 2) / 1.28) + 1 + 0.2 * x,
    to: 10,
    start: { a: 3, m: 4.6, s: 1, c: 0, d: 0 },
    spread: 0.2,
    bounds: 's > 0, d > -5',
    fixed: { s: 0.8 },
  },
  'a damped sine': {
    formula: 'y ~ a*exp(-b*x)*sin(w*x + p) + c',
    at: (x) => 3 * exp(-0.3 * x) * sin(2 * x + 0.5) + 1,
    to: 8,
    start: { a: 2, b: 0.2, w: 2.1, p: 0.3, c: 0 },
    spread: 0.2,
    bounds: 'b > 0',
    fixed: { p: 0.5 },
  },
  'sine and cosine': {
    formula: 'y ~ a*sin(w*x) + b*cos(w*x) + c',
    at: (x) => 3 * sin(2 * x) + sin(2 * x + Math.PI / 2) + 1,
    to: 8,
    start: { a: 1, w: 2.1, b: 0.3, c: 0 },
    spread: 0.2,
    bounds: 'w > 0, b > -50',
    fixed: { c: 1 },
  },
  'Michaelis and Menten': {
    formula: 'y ~ a*x/(b + x)',
    at: (x) => (5 * x) / (2 + x),
    to: 10,
    start: { a: 3, b: 1 },
    spread: 0.1,
    bounds: 'b > 0',
    fixed: {},
  },
  'logistic growth': {
    formula: 'y ~ k/(1 + exp(-r*(x - m)))',
    at: (x) => 10 / (1 + exp(-1.2 * (x - 4))),
    to: 10,
    start: { k: 8, r: 1, m: 5 },
    spread: 0.2,
    bounds: 'r > 0',
    fixed: { m: 4 },
  },
  'a power law with an offset': {
    formula: 'y ~ a*(x + 0.5)^b + c',
    at: (x) => 2 * pow(x + 0.5, 1.5) + 3,
    to: 10,
    start: { a: 1, b: 1.2, c: 0 },
    spread: 0.3,
    bounds: 'b > 0',
    fixed: { c: 3 },
  },
};

function columnsOf({ at, to, spread }: Curve, rows: number, noise: number): Record<'x' | 'y' | 'q', Float64Array> {
  let s = 2024;
  const uniform = (): number => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return s / 2 ** 32;
  };
  const column = (make: (i: number) => number): Float64Array => Float64Array.from({ length: rows }, (_, i) => make(i));
  const x = column(() => to * uniform());
  const y = column((i) => at(x[i] as number) + noise * spread * 2 * (uniform() + uniform() + uniform() - 1.5));
  return { x, y, q: column(() => 0.5 + uniform()) };
}

const ROWS = 30_000;

interface Counted extends Run {
  readonly read: number;
}

function run(curve: Curve, rows: number, noise: number, options: FitOptions, context: FitContext = {}): Counted {
  read.rows = 0;
  const { x, y, q } = columnsOf(curve, rows, noise);
  const data = options.weights === undefined ? { x, y } : { x, y, q };
  const done = runFit(curve.formula, tableFromArrays(data), options, context);
  return { ...done, read: read.rows / rows };
}

/** Largest distance of two results' parameters: over the standard error where there is noise, or over eight roundings of the value times 10⁹ where that is more. */
function apart(a: FitResult, b: FitResult, noise: number): number {
  return Math.max(
    ...Object.entries(a.parameters).map(([name, { value, standardError }]) => {
      const scale = Math.max(noise > 0 ? (standardError ?? 0) : 0, 1e9 * 8 * Number.EPSILON * Math.abs(value));
      const away = Math.abs(value - (b.parameters[name]?.value as number));
      return away === 0 ? 0 : away / scale;
    }),
  );
}

const codes = ({ findings }: FitResult): string[] => findings.map(({ code }) => code);

describe('a fit whose linear parameters are projected out', () => {
  const ways: readonly ((curve: Curve) => FitOptions)[] = [
    ({ start }) => ({ start }),
    ({ start }) => ({ start, weights: 'q' }),
    ({ start, bounds }) => ({ start, bounds }),
    ({ start, fixed }) => ({ fixed, start: { ...start, ...fixed } }),
    () => ({}),
  ];
  for (const [name, curve] of Object.entries(CURVES))
    for (const noise of [1, 1e-3, 0])
      it(`ends where the rows alone end (${name}, noise × ${noise}): parameters to 1e-9 of their standard errors or 8 roundings, by no more passes (2 where residuals are rounding)`, () => {
        // What ends at rounding goes on in double-double arithmetic, which takes most of the time.
        for (const optionsOf of noise === 0 ? ways.slice(0, 2) : ways) {
          const options = optionsOf(curve);
          const [plain, fast] = [
            run(curve, ROWS, noise, options, { moments: false }),
            run(curve, ROWS, noise, options, { moments: true }),
          ];
          expect(apart(plain.result, fast.result, noise)).toBeLessThan(1e-9);
          expect([fast.result.outcome, codes(fast.result)]).toEqual([plain.result.outcome, codes(plain.result)]);
          // Where residuals are rounding, chance decides how many trials end a way.
          const chance = noise === 0 ? 2 : 0;
          expect(fast.result.stop.passes).toBeLessThanOrEqual(plain.result.stop.passes + chance);
          expect(fast.read).toBeLessThanOrEqual(plain.read + chance);
          const error = (result: FitResult): (number | null)[] =>
            Object.values(result.parameters).map(({ standardError }) => standardError);
          if (noise > 0)
            error(plain.result).forEach((size, k) => {
              expect(Math.abs((size as number) - (error(fast.result)[k] as number))).toBeLessThanOrEqual(1e-9 * (size as number));
            });
          if (noise > 0) {
            const [before, now] = [plain, fast].map(({ result }) => result.quality.mae as number) as [number, number];
            expect(Math.abs(now - before)).toBeLessThan(1e-10 * before);
          }
        }
      });

  it.each([
    ['exponential', 14, 7],
    ['two exponentials', 16, 8],
    ['a peak on a slope', 16, 8],
    ['sine and cosine', 12, 7],
  ])('takes about one pass a trial: %s', (name, before, now) => {
    const curve = CURVES[name] as Curve;
    const [plain, fast] = [false, true].map((moments) => run(curve, ROWS, 1, { start: curve.start }, { moments }));
    expect(plain?.result.stop.passes).toBeLessThanOrEqual(before);
    expect(fast?.result.stop.passes).toBeLessThanOrEqual(now);
    // Whatever else looks at rows does so in both.
    expect((plain?.read as number) - (fast?.read as number)).toBeCloseTo(
      (plain?.result.stop.passes as number) - (fast?.result.stop.passes as number),
      9,
    );
  });

  it('tells errors of the rows at the start, at the end and in the last row of its trace, and leaves the others out', () => {
    const curve = CURVES.exponential as Curve;
    const [plain, fast] = [false, true].map((moments) => run(curve, ROWS, 1, { start: curve.start }, { moments })) as [
      Counted,
      Counted,
    ];
    expect(fast.trace.sparseMae).toBe(true);
    expect(fast.trace.length).toBe(plain.trace.length);
    const [first, ...others] = fast.trace.mae;
    expect(first).toBe(plain.trace.mae[0]);
    expect(others.slice(0, -1).every(Number.isNaN)).toBe(true);
    expect(others.at(-1)).toBeCloseTo(plain.trace.mae.at(-1) as number, 12);
    expect(fast.final.mae).toBe(others.at(-1));
    fast.trace.loss.forEach((loss, k) => {
      expect(Math.abs(loss - (plain.trace.loss[k] as number))).toBeLessThan(1e-9 * loss);
    });
  });

  it('has the bits of the rows below 20 000 rows, with a stop, and by Levenberg–Marquardt', () => {
    const curve = CURVES.exponential as Curve;
    const { start } = curve;
    const cases: readonly (readonly [number, FitOptions])[] = [
      [20_000, { start }],
      [ROWS, { start, stop: 'mae < 0.05' }],
      [ROWS, { start, method: 'lm' }],
    ];
    for (const [rows, options] of cases)
      expect(run(curve, rows, 1, options).result).toEqual(run(curve, rows, 1, options, { moments: false }).result);
  });

  it('is made above by itself, gives the same bits twice and asynchronously, and no mean absolute error of epochs on the way', async () => {
    const curve = CURVES.exponential as Curve;
    const { start } = curve;
    const { x, y } = columnsOf(curve, ROWS, 1);
    const errors: number[] = [];
    const once = run(curve, ROWS, 1, { start, onEpoch: ({ mae }) => errors.push(mae) });
    expect(once.result.stop.passes).toBeLessThan(9);
    expect(errors[0]).toBeGreaterThan(0);
    expect(errors.slice(1, -1).every(Number.isNaN)).toBe(true);
    const later = await runFitAsync(curve.formula, tableFromArrays({ x, y }), { start }, { pause: async () => {} });
    expect(later.result).toEqual(once.result);
    expect(fit(curve.formula, { x, y }, { start })).toEqual(once.result);
  });

  it('ends with as many epochs as were asked for, at parameters to 1e-9 of their standard errors and a mean absolute error of the rows to 1e-12', () => {
    const curve = CURVES.exponential as Curve;
    const options: FitOptions = { start: curve.start, epochs: 2 };
    const [plain, fast] = [false, true].map((moments) => run(curve, ROWS, 1, options, { moments }).result);
    expect(fast?.outcome).toBe('out-of-epochs');
    expect(apart(plain as FitResult, fast as FitResult, 1)).toBeLessThan(1e-9);
    expect(fast?.quality.mae).toBeCloseTo(plain?.quality.mae as number, 12);
  });

  it('takes as few passes over a stream, and ends with the bits of rows in memory', async () => {
    const curve = CURVES['a damped sine'] as Curve;
    const rows = 150_000;
    const { x, y } = columnsOf(curve, rows, 1);
    const source = {
      *blocks() {
        for (let from = 0; from < rows; from += 40_000)
          yield { x: x.subarray(from, from + 40_000), y: y.subarray(from, from + 40_000) };
      },
    };
    const options = { start: curve.start };
    const streamed = await fitStream(curve.formula, source, { ...options, memory: 1000 });
    const inMemory = fit(curve.formula, { x, y }, options);
    expect(streamed.parameters).toEqual(inMemory.parameters);
    expect(streamed.stop).toEqual(inMemory.stop);
    expect(streamed.stop.passes).toBeLessThan(10);
  });
});
