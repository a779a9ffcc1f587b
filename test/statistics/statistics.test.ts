import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QrAccumulator } from '../../src/base/linear-algebra/index.js';
import { randomStream } from '../../src/base/random/stream.js';
import {
  bands,
  covarianceOf,
  errorVariance,
  estimate,
  factorOf,
  intervalReach,
  intervals,
  predictionErrors,
  quality,
} from '../../src/statistics/index.js';

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly parameters: number;
  readonly jacobian: readonly number[];
  readonly response: readonly number[];
  readonly weights: readonly number[] | null;
  readonly values: readonly string[];
  readonly predicted: readonly string[];
  readonly standardErrors: readonly string[];
  readonly correlation: readonly (readonly string[])[];
  readonly unitCovariance: readonly string[];
  readonly interval: readonly (readonly [string, string])[];
  readonly conditionNumber: string;
  readonly rss: string;
  readonly rmse: string;
  readonly mae: string;
  readonly rSquared: string;
  readonly degreesOfFreedom: number;
  readonly residualStandardDeviation: string;
  readonly aic: string;
  readonly bic: string;
  readonly where: readonly number[];
  readonly curveErrors: readonly string[];
  readonly newErrors: readonly string[];
}

/** By scripts/vectors/statistics.py, with 60 digits. */
const CASES = JSON.parse(readFileSync(new URL('../data/statistics-vectors.json', import.meta.url), 'utf8')) as Case[];

/** Weights with mean 1. */
function normalised(weights: readonly number[] | null): Float64Array | null {
  if (weights === null) return null;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float64Array.from(weights, (weight) => (weight * weights.length) / sum);
}

/** R of the Jacobian with √(w/n) applied. */
function factor(jacobian: readonly number[], rows: number, parameters: number, weights: Float64Array | null): Float64Array {
  const accumulator = new QrAccumulator(parameters);
  const block = Float64Array.from(
    jacobian,
    (value, at) => value * Math.sqrt((weights?.[Math.floor(at / parameters)] ?? 1) / rows),
  );
  accumulator.add(block, rows);
  return accumulator.r();
}

const miss = (got: number | null | undefined, expected: string | number): number =>
  got === null || got === undefined ? Number.POSITIVE_INFINITY : Math.abs(got / Number(expected) - 1);

const worst = (got: ArrayLike<number>, expected: readonly string[]): number =>
  Math.max(...expected.map((value, i) => miss(got[i], value)));

const plain = { inference: 'squares', loss: 0, mae: 0 } as const;

describe.each(CASES)('$name', (one) => {
  const weights = normalised(one.weights);
  const { rows, parameters } = one;
  const r = factor(one.jacobian, rows, parameters, weights);
  const fit = estimate({ r, parameters, rows, variance: Number(one.rss) / one.degreesOfFreedom });
  // a standard error cannot be better than the Jacobian's rounding lets it
  const tolerance = Math.max(1e-13, Number(one.conditionNumber) * 2e-15);

  it('standard errors, covariance and correlation: relative error ≤ max(1e-13, condition·2e-15)', () => {
    expect(worst(fit?.standardErrors ?? [], one.standardErrors)).toBeLessThan(tolerance);
    const unit = Number(one.rss) / one.degreesOfFreedom;
    expect(
      worst(
        (fit?.covariance ?? new Float64Array(0)).map((value) => value / unit),
        one.unitCovariance,
      ),
    ).toBeLessThan(2 * tolerance);
    one.correlation.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(Math.abs((fit?.correlation?.[i]?.[j] ?? Number.NaN) - Number(value))).toBeLessThan(tolerance);
      });
    });
    expect(fit?.rank).toBe(parameters);
  });

  it('the condition number of the column-scaled Jacobian: relative error ≤ max(1e-13, condition·2e-15)', () => {
    expect(miss(fit?.conditionNumber, one.conditionNumber)).toBeLessThan(tolerance);
  });

  it('95% intervals: both ends to max(1e-13, condition·2e-15) of their distance from 0', () => {
    const got = intervals(one.values.map(Number), fit?.standardErrors ?? null, one.degreesOfFreedom);
    one.interval.forEach(([low, high], j) => {
      const size = Math.max(Math.abs(Number(low)), Math.abs(Number(high)));
      expect(Math.abs((got[j]?.[0] ?? Number.NaN) - Number(low)) / size).toBeLessThan(tolerance);
      expect(Math.abs((got[j]?.[1] ?? Number.NaN) - Number(high)) / size).toBeLessThan(tolerance);
    });
  });

  it('rss, rmse, R², residual standard deviation, AIC and BIC: relative error ≤ 1e-12', () => {
    const got = quality({
      ...plain,
      response: Float64Array.from(one.response),
      predicted: Float64Array.from(one.predicted, Number),
      weights,
      parameters,
      loss: Number(one.rss) / 2 / rows,
      mae: Number(one.mae),
    });
    for (const key of ['rss', 'rmse', 'mae', 'rSquared', 'residualStandardDeviation', 'aic', 'bic'] as const)
      expect(`${key} ${miss(got[key], one[key]) < 1e-12}`).toBe(`${key} true`);
    expect(got.degreesOfFreedom).toBe(one.degreesOfFreedom);
  });

  it('standard errors of the curve and of new observations, from the factor and from a stored result', () => {
    const gradients = Float64Array.from(one.where);
    const count = one.curveErrors.length;
    const fromFactor = predictionErrors(gradients, count, parameters, fit?.factor ?? new Float64Array(0));
    expect(worst(fromFactor, one.curveErrors)).toBeLessThan(tolerance);
    if (Number(one.conditionNumber) < 1e4) {
      const stored = factorOf(fit?.standardErrors ?? [], fit?.correlation ?? []);
      expect(worst(predictionErrors(gradients, count, parameters, stored), one.curveErrors)).toBeLessThan(1e-9);
    }
    const { confidence, prediction } = bands({
      predicted: new Float64Array(count),
      standardErrors: fromFactor,
      noise: Number(one.residualStandardDeviation),
      degreesOfFreedom: one.degreesOfFreedom,
    });
    const reach = intervalReach(0.95, one.degreesOfFreedom);
    expect(
      worst(
        confidence.upper.map((value) => value / reach),
        one.curveErrors,
      ),
    ).toBeLessThan(tolerance);
    expect(
      worst(
        (prediction?.upper ?? new Float64Array(0)).map((value) => value / reach),
        one.newErrors,
      ),
    ).toBeLessThan(tolerance);
    expect(confidence.lower).toEqual(confidence.upper.map((value) => -value));
  });
});

describe('Michaelis–Menten on the Puromycin data (Bates and Watts 1988, table A1.3 and p. 53)', () => {
  const concentration = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1];
  const rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
  const [v, k] = [212.6837, 0.06412128];
  const predicted = Float64Array.from(concentration, (c) => (v * c) / (k + c));
  const fitQuality = quality({ ...plain, response: Float64Array.from(rate), predicted, weights: null, parameters: 2 });
  const jacobian = concentration.flatMap((c) => [c / (k + c), (-v * c) / (k + c) ** 2]);
  const variance = errorVariance({ inference: 'squares', rss: fitQuality.rss ?? 0, degreesOfFreedom: 10, absolute: null });
  const fit = estimate({ r: factor(jacobian, 12, 2, null), parameters: 2, rows: 12, variance });

  it('s = 10.93 on 10 degrees of freedom, standard errors 6.947 and 0.008281, correlation 0.77', () => {
    expect(fitQuality.residualStandardDeviation?.toFixed(2)).toBe('10.93');
    expect(fitQuality.degreesOfFreedom).toBe(10);
    expect(fit?.standardErrors?.[0]?.toPrecision(4)).toBe('6.947');
    expect(fit?.standardErrors?.[1]?.toPrecision(4)).toBe('0.008281');
    expect(fit?.correlation?.[0]?.[1]?.toFixed(2)).toBe('0.77');
  });
});

describe('estimate', () => {
  const x = [1, 2, 3, 4, 5, 7];
  const rows = x.length;

  it('two columns that are multiples: rank 1, no standard errors, and the combination that changes nothing', () => {
    const fit = estimate({
      r: factor(
        x.flatMap((v) => [v, -2000 * v]),
        rows,
        2,
        null,
      ),
      parameters: 2,
      rows,
      variance: 1,
    });
    expect(fit?.rank).toBe(1);
    expect(fit?.conditionNumber).toBeGreaterThan(1e14);
    expect([fit?.standardErrors, fit?.covariance, fit?.correlation, fit?.factor]).toEqual([null, null, null, null]);
    expect(fit?.nullDirections.length).toBe(1);
    const [a, b] = fit?.nullDirections[0] ?? [];
    expect(a).toBe(1);
    expect(Math.abs((b ?? 0) / 0.0005 - 1)).toBeLessThan(1e-12);
  });

  it('two pairs that cannot be told apart give two directions of two', () => {
    const fit = estimate({
      r: factor(
        x.flatMap((v) => [v, v * v, 3 * v, 1, -v * v]),
        rows,
        5,
        null,
      ),
      parameters: 5,
      rows,
      variance: 1,
    });
    expect(fit?.rank).toBe(3);
    const involved = fit?.nullDirections.map((direction) => [...direction].map((part) => (part === 0 ? 0 : 1)).join('')).sort();
    expect(involved).toEqual(['01001', '10100']);
    for (const direction of fit?.nullDirections ?? []) {
      const change = x.map((v) =>
        [v, v * v, 3 * v, 1, -v * v].reduce((sum, part, j) => sum + part * (direction[j] as number), 0),
      );
      expect(Math.max(...change.map(Math.abs))).toBeLessThan(1e-13);
    }
  });

  it('a parameter without effect is named alone, with an infinite condition number', () => {
    const fit = estimate({
      r: factor(
        x.flatMap((v) => [1, 0, v]),
        rows,
        3,
        null,
      ),
      parameters: 3,
      rows,
      variance: 1,
    });
    expect(fit?.rank).toBe(2);
    expect(fit?.conditionNumber).toBe(Number.POSITIVE_INFINITY);
    expect(fit?.nullDirections.map((direction) => [...direction])).toEqual([[0, 1, 0]]);
  });

  it('fewer rows than parameters, one row, and no effect at all are a short rank, not a crash', () => {
    const fit = estimate({ r: factor([1, 2, 3, 4, 5, 7], 2, 3, null), parameters: 3, rows: 2, variance: null });
    expect([fit?.rank, fit?.nullDirections.length, fit?.standardErrors]).toEqual([2, 1, null]);
    expect(estimate({ r: factor([1, 2], 1, 2, null), parameters: 2, rows: 1, variance: 1 })?.rank).toBe(1);
    expect(estimate({ r: new Float64Array(4), parameters: 2, rows: 3, variance: 1 })?.nullDirections.length).toBe(2);
  });

  it('not finite gives null; an unknown variance gives no standard errors; an exact fit gives zeros; no parameters give nothing', () => {
    expect(estimate({ r: Float64Array.of(1, Number.NaN, 0, 1), parameters: 2, rows: 3, variance: 1 })).toBe(null);
    const line = factor(
      x.flatMap((v) => [1, v]),
      rows,
      2,
      null,
    );
    expect(estimate({ r: line, parameters: 2, rows, variance: null })?.standardErrors).toBe(null);
    expect(estimate({ r: line, parameters: 2, rows, variance: Number.NaN })?.standardErrors).toBe(null);
    const exact = estimate({ r: line, parameters: 2, rows, variance: 0 });
    expect(exact?.standardErrors).toEqual(new Float64Array(2));
    expect(exact?.correlation?.[0]?.[1]).toBeLessThan(-0.8);
    expect(estimate({ r: new Float64Array(0), parameters: 0, rows, variance: 1 })).toMatchObject({
      rank: 0,
      conditionNumber: 1,
      nullDirections: [],
    });
    expect(estimate({ r: Float64Array.of(2), parameters: 1, rows: 25, variance: 4 })?.standardErrors?.[0]).toBeCloseTo(0.2, 15);
  });

  it('units do not matter: columns scaled by 1e±150 scale the standard errors and nothing else', () => {
    const stream = randomStream('pcg64', 1);
    const jacobian = Array.from({ length: 30 }, () => stream.normal(0, 1));
    const scales = [1e150, 1, 1e-150];
    const one = estimate({ r: factor(jacobian, 10, 3, null), parameters: 3, rows: 10, variance: 2 });
    const other = estimate({
      r: factor(
        jacobian.map((value, at) => value * (scales[at % 3] as number)),
        10,
        3,
        null,
      ),
      parameters: 3,
      rows: 10,
      variance: 2,
    });
    expect(miss(other?.conditionNumber, one?.conditionNumber ?? 0)).toBeLessThan(1e-13);
    scales.forEach((scale, j) => {
      expect(miss((other?.standardErrors?.[j] ?? 0) * scale, one?.standardErrors?.[j] ?? 0)).toBeLessThan(1e-13);
    });
  });

  it('FFᵀ is the covariance, and so is what standard errors and correlation stand for, to 1e-12', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const stream = randomStream('pcg64', seed);
        const jacobian = Array.from({ length: (n + 4) * n }, () => stream.normal(0, 1));
        const fit = estimate({ r: factor(jacobian, n + 4, n, null), parameters: n, rows: n + 4, variance: 0.3 });
        const covariance = fit?.covariance as Float64Array;
        const stored = covarianceOf(fit?.standardErrors as Float64Array, fit?.correlation as number[][]);
        for (const f of [
          fit?.factor as Float64Array,
          factorOf(fit?.standardErrors as Float64Array, fit?.correlation as number[][]),
        ])
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              let sum = 0;
              for (let k = 0; k < n; k++) sum += (f[i * n + k] as number) * (f[j * n + k] as number);
              const size = Math.sqrt((covariance[i * n + i] as number) * (covariance[j * n + j] as number));
              expect(Math.abs(sum - (covariance[i * n + j] as number)) / size).toBeLessThan(1e-12);
              expect(Math.abs((stored[i * n + j] as number) - (covariance[i * n + j] as number)) / size).toBeLessThan(1e-15);
            }
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

describe('errorVariance', () => {
  it('is rss/df, the given factor, 1 for a likelihood, and null where nothing can be said', () => {
    const squares = { inference: 'squares', rss: 12, degreesOfFreedom: 4, absolute: null } as const;
    expect(errorVariance(squares)).toBe(3);
    expect(errorVariance({ ...squares, absolute: 0.5 })).toBe(0.5);
    expect(errorVariance({ ...squares, absolute: 0.5, degreesOfFreedom: 0 })).toBe(0.5);
    expect(errorVariance({ ...squares, inference: 'likelihood' })).toBe(1);
    expect(errorVariance({ ...squares, inference: 'none' })).toBe(null);
    for (const degreesOfFreedom of [0, -3]) expect(errorVariance({ ...squares, degreesOfFreedom })).toBe(null);
    expect(errorVariance({ ...squares, rss: Number.POSITIVE_INFINITY })).toBe(null);
  });

  it('absolute standard deviations: the mean of four values with σ = 2 has standard error 1, whatever they are', () => {
    // weights 1/σ² = ¼, with mean 1 they are 4·¼, so c = 4
    expect(estimate({ r: Float64Array.of(1), parameters: 1, rows: 4, variance: 4 })?.standardErrors).toEqual(Float64Array.of(1));
  });
});

describe('intervals', () => {
  it('are null without standard errors, without degrees of freedom, and where a bound is not finite', () => {
    expect(intervals([1, 2], null, 5)).toEqual([null, null]);
    expect(intervals([1], [0.1], 0)).toEqual([null]);
    expect(intervals([1, Number.NaN, 1], [Number.NaN, 1, Number.POSITIVE_INFINITY], 5)).toEqual([null, null, null]);
    expect([intervalReach(1, 5), intervalReach(0, 5), intervalReach(0.95, -1)].every(Number.isNaN)).toBe(true);
  });

  it('with infinite degrees of freedom reach 1.959963984540054 standard errors', () => {
    expect(intervals([1], [0.1], Number.POSITIVE_INFINITY)[0]?.[1]).toBe(1 + 1.959963984540054 * 0.1);
    expect(Math.abs(intervalReach(0.95, 10) / 2.2281388519862744 - 1)).toBeLessThan(1e-14);
  });
});

describe('quality', () => {
  const given = (response: number[], predicted: number[], more: object = {}) =>
    quality({
      ...plain,
      response: Float64Array.from(response),
      predicted: Float64Array.from(predicted),
      weights: null,
      parameters: 1,
      ...more,
    });

  it('a constant response has no R², also where only one value has weight', () => {
    expect(given([0.1, 0.1, 0.1], [0.1, 0.2, 0.1]).rSquared).toBe(null);
    expect(given([5, 5], [5, 5]).rSquared).toBe(null);
    expect(given([1, 2, 1], [1, 2, 1], { weights: Float64Array.of(1.5, 0, 1.5) }).rSquared).toBe(null);
  });

  it('R² is below 0 where the mean predicts better', () => {
    expect(given([1, 2, 3], [3, 2, 1]).rSquared).toBe(-3);
  });

  it('one row, no rows to spare and an exact fit give nulls, never NaN or ∞', () => {
    expect(given([3], [3])).toEqual({
      loss: 0,
      rss: 0,
      rmse: 0,
      mae: 0,
      rSquared: null,
      degreesOfFreedom: 0,
      residualStandardDeviation: null,
      aic: null,
      bic: null,
      adjustedRSquared: null,
      aicc: null,
      chiSquared: null,
      reducedChiSquared: null,
      chiSquaredProbability: null,
      conditionNumber: null,
    });
    expect(given([3, 4], [3, 5], { parameters: 3 })).toMatchObject({ degreesOfFreedom: -1, residualStandardDeviation: null });
  });

  it('predictions that are not finite or overflow give nulls', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e200])
      expect(
        given([1, 2, 4], [1, bad, 2], {
          loss: Number.NaN,
          mae: Number.POSITIVE_INFINITY,
          conditionNumber: Number.POSITIVE_INFINITY,
        }),
      ).toEqual({
        loss: null,
        rss: null,
        rmse: null,
        mae: null,
        rSquared: null,
        degreesOfFreedom: 2,
        residualStandardDeviation: null,
        aic: null,
        bic: null,
        adjustedRSquared: null,
        aicc: null,
        chiSquared: null,
        reducedChiSquared: null,
        chiSquaredProbability: null,
        conditionNumber: null,
      });
  });

  it('a common factor of the weights changes neither AIC nor BIC, to 1e-13', () => {
    const one = given([1, 2, 4, 3], [1.1, 1.8, 3.7, 3.3], { weights: Float64Array.of(0.5, 1.5, 1, 1) });
    const other = given([1, 2, 4, 3], [1.1, 1.8, 3.7, 3.3], { weights: Float64Array.of(5, 15, 10, 10) });
    expect(miss(other.aic, one.aic ?? 0)).toBeLessThan(1e-13);
    expect(miss(other.bic, one.bic ?? 0)).toBeLessThan(1e-13);
    expect(miss(other.rmse, one.rmse ?? 0)).toBeLessThan(1e-15);
    expect(miss(other.rSquared, one.rSquared ?? 0)).toBeLessThan(1e-15);
  });

  it('a likelihood: −2 log L + 2P and + P log n, no σ; unknown or no likelihood: null', () => {
    const fit = given([0, 1, 1, 0], [0.2, 0.7, 0.9, 0.4], { inference: 'likelihood', logLikelihood: -3, parameters: 2 });
    expect([fit.aic, fit.bic, fit.residualStandardDeviation]).toEqual([10, 6 + 2 * Math.log(4), null]);
    expect(given([0, 1], [0.2, 0.7], { inference: 'likelihood' }).aic).toBe(null);
    expect(given([0, 1], [0.2, 0.7], { inference: 'none' })).toMatchObject({ aic: null, bic: null });
  });
});

describe('bands', () => {
  it('a prediction band is wider than the confidence band, takes one noise per row, and is null without noise', () => {
    const input = {
      predicted: Float64Array.of(1, 2),
      standardErrors: Float64Array.of(3, 0),
      degreesOfFreedom: Number.POSITIVE_INFINITY,
    };
    const { confidence, prediction } = bands({ ...input, noise: Float64Array.of(4, 1) });
    const reach = 1.959963984540054;
    expect(worst(confidence.upper, [String(1 + reach * 3), '2'])).toBeLessThan(1e-15);
    expect(worst(prediction?.upper ?? [], [String(1 + reach * 5), String(2 + reach)])).toBeLessThan(1e-15);
    expect(worst(prediction?.lower ?? [], [String(1 - reach * 5), String(2 - reach)])).toBeLessThan(2e-14);
    expect(bands({ ...input, noise: null }).prediction).toBe(null);
    expect(bands({ ...input, noise: 1, level: 0.5 }).confidence.upper[0]).toBeLessThan(confidence.upper[0] as number);
  });

  it('a correlation that rounding made indefinite still gives a factor', () => {
    const f = factorOf(
      [1, 1],
      [
        [1, 1 + 1e-15],
        [1 + 1e-15, 1],
      ],
    );
    expect(f.every(Number.isFinite)).toBe(true);
    expect(predictionErrors(Float64Array.of(1, -1), 1, 2, f)[0]).toBeLessThan(1e-7);
  });
});
