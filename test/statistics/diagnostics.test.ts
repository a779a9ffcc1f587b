import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dagostinoPearson } from '../../src/statistics/dagostino-pearson.js';
import { ascending, influence, largest, normality, quality, runsTest } from '../../src/statistics/index.js';
import { shapiroWilk } from '../../src/statistics/shapiro-wilk.js';

interface Sample {
  readonly values: readonly number[];
}
interface Linear {
  readonly t: readonly number[];
  readonly y: readonly number[];
  readonly sigma: readonly number[];
  readonly leverage: readonly number[];
  readonly internal: readonly number[];
  readonly external: readonly number[];
  readonly cook: readonly number[];
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly aicc: number;
  readonly chiSquared: number;
  readonly reducedChiSquared: number;
  readonly chiSquaredProbability: number;
}

/** By scripts/vectors/diagnostics.py: scipy, statsmodels, and AS R94 with 30 digits. */
const VECTORS = JSON.parse(readFileSync(new URL('../data/diagnostics-vectors.json', import.meta.url), 'utf8')) as {
  readonly shapiro: readonly (Sample & { readonly n: number; readonly w: string; readonly p: string })[];
  readonly omnibus: readonly (Sample & { readonly statistic: number; readonly p: number })[];
  readonly runs: readonly (Sample & { readonly z: number; readonly p: number })[];
  readonly linear: readonly Linear[];
};

const miss = (got: number | null | undefined, expected: string | number): number =>
  got === Number(expected)
    ? 0
    : got === null || got === undefined
      ? Number.POSITIVE_INFINITY
      : Math.abs(got / Number(expected) - 1);
const worst = (got: ArrayLike<number>, expected: readonly number[]): number =>
  Math.max(...expected.map((value, i) => Math.abs((got[i] as number) - value) / Math.max(Math.abs(value), 1e-3)));

describe('the test of Shapiro and Wilk', () => {
  it.each(VECTORS.shapiro)('W and p of $n values are those of AS R94 within 1e-11 of themselves', ({ values, w, p }) => {
    const found = shapiroWilk(Float64Array.from(values));
    expect(miss(found?.w, w)).toBeLessThan(1e-11);
    expect(miss(found?.p, p)).toBeLessThan(1e-11);
  });

  it('is null for two values, equal values, NaN and more than 5000, and never throws', () => {
    for (const values of [[1, 2], [3, 3, 3], [1, Number.NaN, 2], Array.from({ length: 5001 }, (_, i) => i)])
      expect(shapiroWilk(Float64Array.from(values))).toBeNull();
  });

  it('gives way to K² beyond 5000 values', () => {
    expect(normality(Float64Array.from({ length: 6000 }, (_, i) => i % 7))?.test).toBe('dagostino-pearson');
    expect(normality(Float64Array.from({ length: 600 }, (_, i) => i % 7))?.test).toBe('shapiro-wilk');
  });
});

describe("K² of D'Agostino and Pearson", () => {
  it.each(VECTORS.omnibus)('is that of scipy.stats.normaltest within 1e-11 of itself: $statistic', ({ values, statistic, p }) => {
    const found = dagostinoPearson(Float64Array.from(values));
    expect(miss(found?.statistic, statistic)).toBeLessThan(1e-11);
    expect(miss(found?.p, p)).toBeLessThan(1e-10);
  });
});

describe('the runs test', () => {
  it.each(VECTORS.runs)(
    'z and p are those of statsmodels runstest_1samp without correction within 1e-13: z = $z',
    ({ values, z, p }) => {
      const residuals = Float64Array.from(values);
      const found = runsTest(residuals, ascending(Float64Array.from(values.keys()), null));
      expect(miss(found?.z, z)).toBeLessThan(1e-13);
      expect(miss(found?.p, p)).toBeLessThan(1e-13);
    },
  );

  it('counts in the order of the column, ties in their own order, rows of weight 0 and zero residuals not at all', () => {
    const residuals = Float64Array.of(-1, 1, 5, 0, -2, 2);
    const order = ascending(Float64Array.of(2, 1, 0, 1.5, 3, 1), Float64Array.of(1, 1, 0, 1, 1, 1));
    expect([...order]).toEqual([1, 5, 3, 0, 4]);
    expect(runsTest(residuals, order)).toMatchObject({ runs: 2, positive: 2, negative: 2, expected: 3 });
  });

  it('is null where all residuals have one sign, are zero or NaN', () => {
    for (const values of [
      [1, 2, 3],
      [0, 0, 0],
      [1, -1],
      [1, Number.NaN, -1],
    ])
      expect(runsTest(Float64Array.from(values), ascending(Float64Array.from(values.keys()), null))).toBeNull();
  });
});

describe.each(VECTORS.linear)('a parabola through $y.length points with an outlier', (one) => {
  const rows = one.y.length;
  const weights = one.sigma.map((sigma) => 1 / (sigma * sigma));
  const factor = rows / weights.reduce((sum, weight) => sum + weight, 0);
  const columns = [(_: number) => 1, (t: number) => t, (t: number) => t * t];
  const [coefficients] = [normalSolution(one)];
  const predicted = Float64Array.from(one.t, (t) => columns.reduce((sum, f, j) => sum + f(t) * (coefficients[j] as number), 0));
  const scale = (i: number): number => 1 / ((one.sigma[i] as number) * Math.sqrt(rows));
  const found = influence({
    jacobian: Float64Array.from(one.t.flatMap((t, i) => columns.map((f) => f(t) * scale(i)))),
    residuals: predicted.map((value, i) => (value - (one.y[i] as number)) * scale(i)),
    rows,
    parameters: 3,
    degreesOfFreedom: rows - 3,
  });

  it('leverage, studentised residuals and Cook’s distance are those of statsmodels within 1e-10', () => {
    expect(worst(found.leverage, one.leverage)).toBeLessThan(1e-10);
    // statsmodels has response − prediction.
    const turned = (values: Float64Array): Float64Array => values.map((value) => -value);
    expect(worst(turned(found.internal), one.internal)).toBeLessThan(1e-10);
    expect(worst(turned(found.external), one.external)).toBeLessThan(1e-10);
    expect(worst(found.cook, one.cook)).toBeLessThan(1e-10);
  });

  it('the row that pulls most is the outlier', () => {
    expect(largest(found.external.map(Math.abs))?.row).toBe(Math.floor(rows / 2));
  });

  it('R², adjusted R², AICc and χ² with its probability are those of statsmodels and scipy within 1e-10', () => {
    const figures = quality({
      response: Float64Array.from(one.y),
      predicted,
      weights: Float64Array.from(weights, (weight) => weight * factor),
      loss: 0,
      mae: 0,
      parameters: 3,
      inference: 'squares',
      absolute: factor,
    });
    for (const key of [
      'rSquared',
      'adjustedRSquared',
      'aicc',
      'chiSquared',
      'reducedChiSquared',
      'chiSquaredProbability',
    ] as const)
      expect(miss(figures[key], one[key]), key).toBeLessThan(1e-10);
  });
});

it('figures that rows do not allow are null: adjusted R² and χ²/df without degrees of freedom, AICc of n ≤ k + 1, χ² of relative σ', () => {
  const figures = (rows: number, absolute: number | null) =>
    quality({
      response: Float64Array.from({ length: rows }, (_, i) => i * i),
      predicted: Float64Array.from({ length: rows }, (_, i) => i),
      weights: null,
      loss: 0,
      mae: 0,
      parameters: 2,
      inference: 'squares',
      absolute,
    });
  expect(figures(2, 1)).toMatchObject({
    adjustedRSquared: null,
    reducedChiSquared: null,
    chiSquaredProbability: null,
    chiSquared: 0,
  });
  expect(figures(4, 1).aicc).toBeNull();
  expect(figures(5, 1).aicc).not.toBeNull();
  expect(figures(5, null)).toMatchObject({ chiSquared: null, reducedChiSquared: null, chiSquaredProbability: null });
});

it('a row that alone decides a parameter has leverage 1 and no studentised residual', () => {
  const found = influence({
    jacobian: Float64Array.of(1, 0, 1, 0, 1, 0, 0, 3),
    residuals: Float64Array.of(1, -1, 0, 0),
    rows: 4,
    parameters: 2,
    degreesOfFreedom: 2,
  });
  expect(found.leverage[3]).toBeCloseTo(1, 14);
  expect(found.internal[3]).toBeNaN();
  expect(largest(found.cook)?.row).not.toBe(3);
});

/** Weighted least squares by the normal equations, which three well-scaled columns allow. */
function normalSolution({ t, y, sigma }: Linear): number[] {
  const rows = t.map((value, i) => [1, value, value * value, y[i] as number].map((x) => x / (sigma[i] as number)));
  const a = [0, 1, 2].map((i) =>
    [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0)),
  );
  for (let k = 0; k < 3; k++)
    for (let i = 0; i < 3; i++) {
      if (i === k) continue;
      const share = (a[i]![k] as number) / (a[k]![k] as number);
      for (let j = k; j < 4; j++) a[i]![j] = (a[i]![j] as number) - share * (a[k]![j] as number);
    }
  return a.map((row, i) => (row[3] as number) / (row[i] as number));
}
