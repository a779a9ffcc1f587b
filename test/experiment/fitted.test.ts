import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { tableCsv } from '../../src/data/write.js';
import { runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { predictFrom } from '../../src/experiment/predict.js';
import type { Run } from '../../src/experiment/run-result.js';

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

const column = (run: Run, name: string): Float64Array | undefined => run.fitted().columns.get(name)?.values;

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
      if (one.options.weights !== undefined || one.options.loss !== undefined) expect(prediction).toBeNull();
      else expectClose(minus(prediction?.upper, prediction?.lower), one.gridNewHalf ?? []);
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
