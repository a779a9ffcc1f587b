import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredTail,
  fisherFCdf,
  fisherFQuantile,
  fisherFTail,
  incompleteBeta,
  incompleteGamma,
  normalCdf,
  normalQuantile,
  studentTCdf,
  studentTQuantile,
} from '../../src/base/distributions/index.js';

interface Vectors {
  readonly normalCdf: readonly { readonly z: number; readonly p: string }[];
  readonly normalQuantile: readonly { readonly p: number; readonly z: string }[];
  readonly studentTail: readonly { readonly t: number; readonly df: number; readonly p: string }[];
  readonly studentQuantile: readonly { readonly p: number; readonly df: number; readonly t: string }[];
  readonly gamma: readonly { readonly a: number; readonly x: number; readonly lower: string; readonly upper: string }[];
  readonly beta: readonly {
    readonly a: number;
    readonly b: number;
    readonly x: number;
    readonly lower: string;
    readonly upper: string;
  }[];
  readonly fTail: readonly { readonly f: number; readonly df1: number; readonly df2: number; readonly p: string }[];
  readonly fQuantile: readonly { readonly upper: number; readonly df1: number; readonly df2: number; readonly f: string }[];
  readonly chiSquaredQuantile: readonly { readonly upper: number; readonly df: number; readonly x: string }[];
}

/** By scripts/vectors/distributions.py, with 50 digits. */
const VECTORS = JSON.parse(readFileSync(new URL('../data/distribution-vectors.json', import.meta.url), 'utf8')) as Vectors;

/** The largest relative error, with the case that has it. Where doubles have no value above 1e-307 the case is left out. */
function worst<Case>(
  cases: readonly Case[],
  got: (one: Case) => number,
  expected: (one: Case) => string,
): { error: number; at: Case | null } {
  let error = 0;
  let at: Case | null = null;
  for (const one of cases) {
    const truth = Number(expected(one));
    if (Math.abs(truth) < 1e-307 && truth !== 0) continue;
    const miss = truth === 0 ? Math.abs(got(one)) : Math.abs(got(one) / truth - 1);
    if (!(miss <= error)) [error, at] = [miss, one];
  }
  return { error, at };
}

/** Fails with the case in the message. */
function within<Case>(limit: number, { error, at }: { error: number; at: Case | null }): void {
  expect(error <= limit ? 'within' : `${error} at ${JSON.stringify(at)}`).toBe('within');
}

describe('normal', () => {
  it('cdf: relative error ≤ 2e-15 from −37.5 to 9', () => {
    within(
      2e-15,
      worst(
        VECTORS.normalCdf,
        ({ z }) => normalCdf(z),
        ({ p }) => p,
      ),
    );
  });
  it('quantile: relative error ≤ 1e-15 from 1e-300 to 0.99999', () => {
    within(
      1e-15,
      worst(
        VECTORS.normalQuantile,
        ({ p }) => normalQuantile(p),
        ({ z }) => z,
      ),
    );
  });
  it('ends at ±∞, and NaN is NaN', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY), normalCdf(Number.NaN)]).toEqual([
      0,
      1,
      Number.NaN,
    ]);
    expect([0, 1, 0.5, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('Student’s t', () => {
  it('lower tail: relative error ≤ 1e-13 for 1 to 1e9 degrees of freedom', () => {
    within(
      1e-13,
      worst(
        VECTORS.studentTail,
        ({ t, df }) => studentTCdf(-t, df),
        ({ p }) => p,
      ),
    );
  });
  it('quantile: relative error ≤ 1e-13 for 1 to 1e9 degrees of freedom, p from 1e-12', () => {
    within(
      1e-13,
      worst(
        VECTORS.studentQuantile,
        ({ p, df }) => studentTQuantile(p, df),
        ({ t }) => t,
      ),
    );
  });
  it('cdf of quantile gives p back to 1e-13, quantiles are odd in p − ½, rise with p, for any degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1e8, noNaN: true }), fc.double({ min: 1e-30, max: 0.5, noNaN: true }), (df, p) => {
        const t = studentTQuantile(p, df);
        expect(Math.abs(studentTCdf(t, df) / p - 1)).toBeLessThan(1e-13);
        if (1 - p > 0.5 && 1 - (1 - p) === p) expect(studentTQuantile(1 - p, df)).toBe(-t);
        if (p < 0.4) expect(studentTQuantile(p * 1.1, df)).toBeGreaterThan(t);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
  it('with one degree of freedom the tail is 1/(πt), also at 1e200', () => {
    expect(Math.abs(studentTCdf(-1e200, 1) * Math.PI * 1e200 - 1)).toBeLessThan(1e-13);
    expect(Math.abs(studentTQuantile(1e-250, 1) / (-1e250 / Math.PI) - 1)).toBeLessThan(1e-12);
  });
  it('with infinite degrees of freedom it is the normal', () => {
    expect(studentTCdf(-1.5, Number.POSITIVE_INFINITY)).toBe(normalCdf(-1.5));
    expect(studentTQuantile(0.1, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.1));
  });
  it('ends at ±∞ and is NaN where it means nothing', () => {
    expect([studentTQuantile(0, 3), studentTQuantile(1, 3), studentTQuantile(0.5, 3)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
    ]);
    expect([studentTCdf(0, 3), studentTCdf(Number.NEGATIVE_INFINITY, 3), studentTCdf(Number.POSITIVE_INFINITY, 3)]).toEqual([
      0.5, 0, 1,
    ]);
    expect(
      [
        studentTQuantile(0.1, 0),
        studentTQuantile(2, 3),
        studentTQuantile(0.1, Number.NaN),
        studentTCdf(1, -1),
        studentTCdf(Number.NaN, 3),
      ].every(Number.isNaN),
    ).toBe(true);
  });
  it('the docstrings’ examples hold to 1e-14', () => {
    expect(Math.abs(studentTQuantile(0.975, 10) / 2.2281388519862744 - 1)).toBeLessThan(1e-14);
    expect(Math.abs(studentTCdf(-12.706204736174696, 1) / 0.025 - 1)).toBeLessThan(1e-14);
  });
});

describe('incomplete functions', () => {
  it('gamma: both sides to 1e-13 of themselves for a from ½ to 500, to 1e-12 for a up to 5e8', () => {
    for (const side of ['lower', 'upper'] as const) {
      const moderate = VECTORS.gamma.filter(({ a }) => a <= 500);
      within(
        1e-13,
        worst(
          moderate,
          ({ a, x }) => incompleteGamma(a, x)[side],
          (one) => one[side],
        ),
      );
      within(
        1e-12,
        worst(
          VECTORS.gamma,
          ({ a, x }) => incompleteGamma(a, x)[side],
          (one) => one[side],
        ),
      );
    }
  });
  it('beta: both sides to 1e-13 of themselves, a and b from ½ to 2000', () => {
    const moderate = VECTORS.beta.filter(({ lower, upper }) => Number(lower) > 1e-100 && Number(upper) > 1e-100);
    within(
      1e-13,
      worst(
        moderate,
        ({ a, b, x }) => incompleteBeta(a, b, x, 1 - x).lower,
        ({ lower }) => lower,
      ),
    );
    within(
      1e-13,
      worst(
        moderate,
        ({ a, b, x }) => incompleteBeta(a, b, x, 1 - x).upper,
        ({ upper }) => upper,
      ),
    );
    within(
      2e-12,
      worst(
        VECTORS.beta,
        ({ a, b, x }) => incompleteBeta(a, b, x, 1 - x).lower,
        ({ lower }) => lower,
      ),
    );
    within(
      2e-12,
      worst(
        VECTORS.beta,
        ({ a, b, x }) => incompleteBeta(a, b, x, 1 - x).upper,
        ({ upper }) => upper,
      ),
    );
  });
  it('are 0 and 1 at the ends and NaN where they mean nothing', () => {
    expect([incompleteGamma(2, 0).lower, incompleteGamma(2, Number.POSITIVE_INFINITY).lower]).toEqual([0, 1]);
    expect([incompleteBeta(2, 3, 0, 1).lower, incompleteBeta(2, 3, 1, 0).lower]).toEqual([0, 1]);
    for (const bad of [
      incompleteGamma(0, 1),
      incompleteGamma(1, -1),
      incompleteGamma(1, Number.NaN),
      incompleteBeta(0, 1, 0.5, 0.5),
      incompleteBeta(1, 1, Number.NaN, 0.5),
    ])
      expect(bad.lower).toBeNaN();
  });
});

describe('F and χ²', () => {
  it('F tail: relative error ≤ 1e-13', () => {
    within(
      1e-13,
      worst(
        VECTORS.fTail,
        ({ f, df1, df2 }) => fisherFTail(f, df1, df2),
        ({ p }) => p,
      ),
    );
  });
  it('F quantile: relative error ≤ 1e-13', () => {
    within(
      1e-13,
      worst(
        VECTORS.fQuantile,
        ({ upper, df1, df2 }) => fisherFQuantile(1 - upper, df1, df2),
        ({ f }) => f,
      ),
    );
  });
  it('χ² quantile: relative error ≤ 1e-13', () => {
    within(
      1e-13,
      worst(
        VECTORS.chiSquaredQuantile,
        ({ upper, df }) => chiSquaredQuantile(1 - upper, df),
        ({ x }) => x,
      ),
    );
  });
  it('cdf of quantile gives p back to 1e-12 for any degrees of freedom, and the sides sum to 1', () => {
    const df = fc.double({ min: 0.5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(df, df, fc.double({ min: 1e-20, max: 1 - 1e-9, noNaN: true }), (df1, df2, p) => {
        const x = chiSquaredQuantile(p, df1);
        if (x > 1e-290) expect(Math.abs(chiSquaredCdf(x, df1) / p - 1)).toBeLessThan(1e-12);
        expect(Math.abs(chiSquaredCdf(x, df1) + chiSquaredTail(x, df1) - 1)).toBeLessThan(1e-15);
        const f = fisherFQuantile(p, df1, df2);
        if (f > 1e-290) expect(Math.abs(fisherFCdf(f, df1, df2) / p - 1)).toBeLessThan(1e-12);
        expect(Math.abs(fisherFCdf(f, df1, df2) + fisherFTail(f, df1, df2) - 1)).toBeLessThan(1e-15);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
  it('ends at 0 and ∞, is 0 below 0, and is NaN where it means nothing', () => {
    expect([chiSquaredQuantile(0, 2), chiSquaredQuantile(1, 2), fisherFQuantile(0, 2, 2), fisherFQuantile(1, 2, 2)]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect([chiSquaredCdf(-1, 2), fisherFCdf(-1, 2, 2), chiSquaredTail(-1, 2)]).toEqual([0, 0, 1]);
    expect(
      [
        chiSquaredQuantile(-1, 2),
        chiSquaredQuantile(0.5, 0),
        fisherFQuantile(0.5, 0, 1),
        fisherFCdf(Number.NaN, 1, 1),
        chiSquaredCdf(Number.NaN, 1),
      ].every(Number.isNaN),
    ).toBe(true);
  });
});
