import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Values } from '../../src/base/values.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { tableCsv } from '../../src/data/write.js';
import { runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { predictFrom } from '../../src/experiment/predict.js';
import type { Run } from '../../src/experiment/run-result.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { seriesSources } from '../../src/figure/series.js';

interface Case {
  readonly name: string;
  readonly formula: string;
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly options: FitOptions;
  readonly grid: readonly number[];
  readonly leverage: readonly number[];
  readonly standardized: readonly number[];
  readonly studentized: readonly number[] | null;
  readonly cook: readonly number[];
  readonly robustWeight?: readonly number[];
  readonly standardError: readonly number[];
  readonly meanHalf?: readonly number[];
  readonly newHalf?: readonly number[];
  readonly gridMeanHalf?: readonly number[];
  readonly gridNewHalf?: readonly number[];
  readonly meanLow?: readonly number[];
  readonly meanHigh?: readonly number[];
  readonly gridMeanLow?: readonly number[];
  readonly gridMeanHigh?: readonly number[];
}

/** By scripts/vectors/row-influence.py: statsmodels. */
const { fits: CASES } = JSON.parse(readFileSync(new URL('../data/row-influence.json', import.meta.url), 'utf8')) as {
  fits: Case[];
};

/** At most this far apart, relative to the largest: the ends of two fits differ by about as much. */
const TOLERANCE = 1e-7;

function expectClose(got: ArrayLike<number> | undefined, wanted: ArrayLike<number>, tolerance = TOLERANCE): void {
  expect(got?.length).toBe(wanted.length);
  const largest = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < wanted.length; i++)
    expect(Math.abs((got?.[i] as number) - (wanted[i] as number)), `row ${i}`).toBeLessThanOrEqual(tolerance * largest);
}

const minus = (a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): number[] =>
  Array.from(a ?? [], (value, i) => (value - (b?.[i] as number)) / 2);

const column = (run: Run, name: string): Values | undefined => run.fitted().columns.get(name)?.values;

const SEVERAL = 'y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)';
const T = Array.from({ length: 20 }, (_, i) => i / 4);
const WIDE = {
  t: T,
  y1: T.map((t, i) => 5 * Math.exp(-0.7 * t) + (((i * 37) % 11) - 5) / 50),
  y2: T.map((t, i) => (i % 4 === 3 ? Number.NaN : 200 * Math.exp(-0.7 * t) + (((i * 41) % 13) - 6) / 2)),
};
/** The same by hand: the rows below each other, and a parameter per response. */
const SECOND = [...T.keys()].filter((i) => i % 4 !== 3);
const LONG = {
  t: [...T, ...SECOND.map((i) => T[i] as number)],
  y: [...WIDE.y1, ...SECOND.map((i) => WIDE.y2[i] as number)],
  of: [...T.map(() => 'y1'), ...SECOND.map(() => 'y2')],
  s: [...T.map(() => 0.1), ...SECOND.map(() => 4)],
};

describe('what a fit says of its rows', () => {
  for (const one of CASES)
    it(`${one.name}: leverages, residuals, Cook's distances and bands are those of statsmodels, to 1e-7 of the largest`, () => {
      const run = runFit(one.formula, tableFromArrays(one.columns), one.options);
      expect(run.result.outcome).toBe('converged');
      const source = run.source();
      expectClose(source.leverage, one.leverage);
      expectClose(source.standardized, one.standardized);
      if (one.studentized === null) expect(source.studentized).toBeUndefined();
      else expectClose(source.studentized, one.studentized);
      expectClose(source.cook, one.cook);
      if (one.robustWeight === undefined) expect(column(run, 'robust_weight')).toBeUndefined();
      else expectClose(column(run, 'robust_weight'), one.robustWeight);
      expectClose(column(run, 'standard_error'), one.standardError);
      if (one.meanHalf !== undefined) expectClose(minus(column(run, 'mean_high'), column(run, 'mean_low')), one.meanHalf);
      if (one.newHalf !== undefined) expectClose(minus(column(run, 'new_high'), column(run, 'new_low')), one.newHalf);
      if (one.meanLow !== undefined) expectClose(column(run, 'mean_low'), one.meanLow);
      if (one.meanHigh !== undefined) expectClose(column(run, 'mean_high'), one.meanHigh);
    });

  for (const one of CASES)
    it(`${one.name}: the 90% bands of the curve are those of statsmodels, to 1e-7 of the largest`, () => {
      const source = runFit(one.formula, tableFromArrays(one.columns), one.options).source();
      const made = source.bands?.(Float64Array.from(one.grid), 0.9);
      const { confidence, prediction } = made as NonNullable<typeof made>;
      if (one.gridMeanHalf !== undefined) expectClose(minus(confidence.upper, confidence.lower), one.gridMeanHalf);
      if (one.gridMeanLow !== undefined) expectClose(confidence.lower, one.gridMeanLow);
      if (one.gridMeanHigh !== undefined) expectClose(confidence.upper, one.gridMeanHigh);
      // Nobody knows the weight of a new row, and a likelihood has no noise of its own.
      if (one.options.weights !== undefined || one.gridNewHalf === undefined) expect(prediction).toBeNull();
      else expectClose(minus(prediction?.upper, prediction?.lower), one.gridNewHalf);
    });

  it('bands in the table are those of `predict`, to 1e-12', () => {
    const [enzyme] = CASES as [Case];
    const table = tableFromArrays(enzyme.columns);
    const run = runFit(enzyme.formula, table);
    const predicted = predictFrom(run.result, table);
    expectClose(column(run, 'prediction'), predicted.prediction, 1e-12);
    expectClose(column(run, 'mean_low'), predicted.confidence?.low ?? [], 1e-12);
    expectClose(column(run, 'new_high'), predicted.observation?.high ?? [], 1e-12);
  });

  it('with standard deviations that are known, new rows have those, and the quantile is that of the normal distribution', () => {
    const sigma = [0.1, 0.2, 0.1, 0.3, 0.1];
    const run = runFit('y ~ a', tableFromArrays({ y: [1, 2, 1.5, 1.2, 1.4], s: sigma }), { sigma: 's', absoluteSigma: true });
    const deviation = 1 / Math.sqrt(sigma.reduce((sum, s) => sum + 1 / (s * s), 0));
    expectClose(column(run, 'standard_error'), new Float64Array(5).fill(deviation), 1e-12);
    const half = sigma.map((s) => 1.959963984540054 * Math.sqrt(deviation * deviation + s * s));
    expectClose(minus(column(run, 'new_high'), column(run, 'new_low')), half, 1e-12);
    expect(column(run, 'studentized_residual')).toBeUndefined();
    expect(column(run, 'standardized_residual')).toBeDefined();
  });

  it('rows that were left out keep their numbers, and a column of the data keeps its name', () => {
    const text = 'x,prediction,y,unused\n0,1,1.1,a\n1,2,,b\n2,3,5.2,c\n3,4,6.9,d\n4,6,8.9,e\n';
    const table = readTable(new TextEncoder().encode(text), { source: 'data.csv', skipInvalid: true });
    const fitted = runFit('y ~ a*x + b*prediction', table, { skipInvalid: true }).fitted();
    expect([...fitted.columns.keys()].slice(0, 6)).toEqual(['row', 'x', 'prediction', 'y', 'prediction_2', 'residual']);
    expect([...(fitted.columns.get('row')?.values ?? [])]).toEqual([1, 3, 4, 5]);
  });

  it('the table is CSV that reads back to the same bits, with columns of the caller at its end', () => {
    const run = runFit('log(y) ~ a + b*x', tableFromArrays({ x: [0, 1, 2, 3], y: [1, 2.5, 7, 21] }));
    const own = Float64Array.of(4, 3, 2, 1);
    const text = tableCsv(run.fitted([{ name: 'own', values: own }]));
    const header = text.split('\n')[0];
    expect(header).toBe(
      'x,y,log(y),prediction,residual,standard_error,mean_low,mean_high,new_low,new_high,standardized_residual,studentized_residual,leverage,cooks_distance,own',
    );
    const again = readTable(new TextEncoder().encode(text), { source: 'fitted.csv' });
    expect(again.columns.get('mean_low')?.cells?.map(Number)).toEqual([...(column(run, 'mean_low') as Float64Array)]);
  });

  it('levels of a parameter are told by the text of their column', () => {
    const table = tableFromArrays({ y: [1, 2, 3, 4, 5, 7], group: ['A', 'A', 'B', 'B', 'C', 'C'] });
    const fitted = runFit('y ~ b[group]', table).fitted();
    expect(tableCsv(fitted).split('\n')[1]).toMatch(/^1,A,1\.5,0\.5,/);
  });

  it('a parameter that stands at its bound has no leverage', () => {
    const table = tableFromArrays({ x: [0, 1, 2, 3, 4], y: [1.1, 1.9, 3.2, 3.8, 5.1] });
    const free = runFit('y ~ a + x', table).source();
    const held = runFit('y ~ a + b*x', table, { bounds: 'b <= 0.5' });
    expect(held.result.parameters.b?.value).toBe(0.5);
    expectClose(held.source().leverage, free.leverage ?? [], 1e-12);
  });

  it('a curve and its bands are over the column that the model reads, whatever weighs the rows or stands on the left', () => {
    const columns = { x: [1, 2, 3, 4], y: [1, 2.5, 7, 21], w: [1, 2, 1, 2] };
    const source = runFit('log(y) ~ a + b*x', tableFromArrays(columns), { weights: 'w' }).source();
    expect([source.abscissa.name, typeof source.curve, typeof source.bands]).toEqual(['x', 'function', 'function']);
  });

  it('several responses have columns of their own, empty where a row is not used: those of one formula with a parameter for each, to 1e-9', () => {
    const run = runFit(SEVERAL, tableFromArrays(WIDE), { sigma: '0.1, 4', skipInvalid: true });
    const long = runFit('y ~ A[of]*exp(-k*t)', tableFromArrays(LONG), { sigma: 's' });
    const { columns, rows } = run.fitted();
    expect(rows).toBe(20);
    for (const name of [
      'prediction',
      'residual',
      'standard_error',
      'mean_high',
      'standardized_residual',
      'studentized_residual',
      'leverage',
    ]) {
      const own = long.fitted().columns.get(name)?.values as Float64Array;
      expectClose(columns.get(`${name}_y1`)?.values, own.subarray(0, 20), 1e-9);
      expectClose(columns.get(`${name}_y2`)?.values?.filter(Number.isFinite), own.subarray(20), 1e-9);
    }
    expect(Number.isNaN(columns.get('cooks_distance_y2')?.values?.[3])).toBe(true);
    const [header = '', ...lines] = tableCsv(run.fitted()).split('\n');
    const at = header.split(',').indexOf('prediction_y2');
    expect(lines.slice(0, 4).map((line) => (line.split(',')[at] as string) === '')).toEqual([false, false, false, true]);
  });

  it('several responses have bands as `predict` has them, in the table and around their curves, to 1e-12', () => {
    const run = runFit(SEVERAL, tableFromArrays(WIDE), { sigma: '0.1, 4', skipInvalid: true });
    const { responses } = predictFrom(run.result, tableFromArrays({ t: WIDE.t }));
    const { series } = run.source();
    for (const [k, name] of ['y1', 'y2'].entries()) {
      const known = responses[k]?.observation?.high as Float64Array;
      const own = run.fitted().columns.get(`new_high_${name}`)?.values as Float64Array;
      const used = [...own.keys()].filter((i) => Number.isFinite(own[i]));
      expect(used).toHaveLength(k === 0 ? 20 : 15);
      expectClose(
        used.map((i) => own[i] as number),
        used.map((i) => known[i] as number),
        1e-12,
      );
      expectClose(series?.[k]?.bands?.(Float64Array.from(WIDE.t), 0.95)?.prediction?.upper, known, 1e-12);
    }
  });

  it('a row of several responses is named by its number in the data and its response', () => {
    const far = { ...WIDE, y2: WIDE.y2.map((y, i) => (i === 18 ? 500 : y)) };
    const run = runFit(SEVERAL, tableFromArrays(far), { sigma: '0.1, 4', skipInvalid: true });
    expect(run.result.diagnostics?.cook?.row).toBe(19);
    const leverage = CHARTS.find(({ name }) => name === 'leverage');
    expect(leverage?.draw(run.source(), {}).description).toMatch(/row 19 of y2/);
    const [, second] = seriesSources(run.source());
    expect([second?.leverage?.length, second?.cook?.length, second?.rowNumbers?.length]).toEqual([15, 15, 15]);
  });

  it('the minima of all searches are told, with as many searches as the result says', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 10);
    const run = runFit(
      'y ~ sin(w*x)',
      tableFromArrays({ x, y: x.map((value, i) => Math.sin(5 * value) + (((i * 37) % 11) - 5) / 20) }),
    );
    const { minima } = run.source();
    expect(run.result.search?.starts).toBeGreaterThan(1);
    expect(minima?.reduce((sum, { count }) => sum + count, 0)).toBe(run.result.search?.starts);
    expect(minima?.[0]?.loss).toBe(run.result.search?.minima[0]?.loss);
    expect(runFit('y ~ a + b*x', tableFromArrays({ x: [0, 1, 2], y: [1, 2, 4] })).source().minima).toBeUndefined();
  });

  it('profiles are those of the run, with the standard errors of the result', () => {
    const [enzyme] = CASES as [Case];
    const run = runFit(enzyme.formula, tableFromArrays(enzyme.columns));
    const profiles = run.source().profiles?.() ?? [];
    expect(profiles.map(({ parameter }) => parameter)).toEqual(['V', 'K']);
    expect(profiles[0]?.standardError).toBe(run.result.parameters.V?.standardError);
    expect(profiles[0]?.tau).toEqual(run.profiles()[0]?.roots);
  });

  it('the level of the fit is that of the bands', () => {
    const [enzyme] = CASES as [Case];
    const run = runFit(enzyme.formula, tableFromArrays(enzyme.columns), { level: 0.9 });
    const predicted = predictFrom(run.result, tableFromArrays(enzyme.columns), { level: 0.9 });
    expectClose(column(run, 'mean_low'), predicted.confidence?.low ?? [], 1e-12);
    expect(run.source().level).toBe(0.9);
  });

  it('without standard errors there are predictions and residuals only, and no band', () => {
    const run = runFit('y ~ a + b*x', tableFromArrays({ x: [0, 1, 2, 3], y: [1, 2, 3.5, 9] }), { loss: 'mae' });
    const expected = run.result.correlation === null ? ['x', 'y', 'prediction', 'residual'] : [];
    if (expected.length > 0) expect([...run.fitted().columns.keys()]).toEqual(expected);
    const few = runFit('y ~ a + b*x', tableFromArrays({ x: [0, 1], y: [1, 2] }));
    expect([...few.fitted().columns.keys()]).toEqual(['x', 'y', 'prediction', 'residual']);
    expect(few.source().bands?.(Float64Array.of(0, 1), 0.95)).toBeNull();
    expect(few.source().leverage).toBeUndefined();
  });
});
