import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type DoubleDouble,
  difference,
  exp,
  expRounded,
  fromDecimal,
  fromDecimals,
  log,
  log1p,
  log1pRounded,
  logRounded,
  product,
  quotient,
  squareRoot,
  sum,
} from '../../src/base/double-double.js';
import { operationNamed } from '../../src/expression/operation-named.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';

const dd = { exp, log, log1p, squareRoot };
const data = JSON.parse(readFileSync(new URL('../data/elementary-double-double.json', import.meta.url), 'utf8')) as Record<
  'exp' | 'log' | 'log1p' | 'squareRoot',
  [x: number, high: number, low: number][]
> & { functions: Record<string, DoubleDouble[][]>; decimals: [text: string, high: number, low: number][] };

/** |a − b|/|b|. */
const distance = (a: DoubleDouble, b: DoubleDouble): number => {
  const [high, low] = difference(a, b);
  return Math.abs((high + low) / b[0]);
};

/** Where the function itself magnifies a rounding of an exponent or of a quotient. */
const BOUNDS: Record<string, number> = { mod: 1e-29, erfc: 1e-28, normalPdf: 1e-29 };

describe('Double-double', () => {
  for (const name of ['exp', 'log', 'log1p', 'squareRoot'] as const)
    it(`${name}: relative error < 1e-30 on ${data[name].length} points`, () => {
      for (const [x, high, low] of data[name]) expect(distance(dd[name]([x, 0]), [high, low]), `${x}`).toBeLessThan(1e-30);
    });

  it('logRounded, log1pRounded and expRounded are the correctly rounded values', () => {
    for (const [x, high] of data.log) expect(logRounded(x)).toBe(high);
    for (const [x, high] of data.log1p) expect(log1pRounded(x)).toBe(high);
    for (const [x, high] of data.exp) expect(expRounded(x)).toBe(high);
  });

  it('the rounded functions have the edges of log, log1p and exp', () => {
    const inf = Number.POSITIVE_INFINITY;
    expect([0, -1, inf, Number.NaN, 1].map(logRounded)).toEqual([-inf, Number.NaN, inf, Number.NaN, 0]);
    expect([-1, -2, inf, Number.NaN, -0, 1e-300].map(log1pRounded)).toEqual([-inf, Number.NaN, inf, Number.NaN, -0, 1e-300]);
    expect([-inf, inf, 710, -746, Number.NaN, 0].map(expRounded)).toEqual([0, inf, inf, 0, Number.NaN, 1]);
  });

  it('(a/b)·b and √a·√a return to a within 1e-30, sums are exact where 106 bits hold them', () => {
    const a: DoubleDouble = [Math.PI, 1.2246467991473532e-16];
    const b: DoubleDouble = [Math.E, 1.4456468917292502e-16];
    expect(distance(product(quotient(a, b), b), a)).toBeLessThan(1e-30);
    expect(distance(product(squareRoot(a), squareRoot(a)), a)).toBeLessThan(1e-30);
    expect(sum([1, 2 ** -80], [3, 2 ** -81])).toEqual([4, 3 * 2 ** -81]);
  });

  for (const [title, rows] of Object.entries(data.functions)) {
    const name = title.split(':')[0] as string;
    it(`${title} of two words: relative error < ${BOUNDS[title] ?? 1e-30} on ${rows.length} points from mpmath`, () => {
      const f = operationNamed(name)?.doubleDouble as (...args: DoubleDouble[]) => DoubleDouble;
      for (const row of rows) {
        const got = f(...row.slice(0, -1));
        expect(distance(got, row.at(-1) as DoubleDouble), `${name}(${row.slice(0, -1)}) = ${got}`).toBeLessThan(
          BOUNDS[title] ?? 1e-30,
        );
      }
    });
  }

  it('every operation with a double-double form has vectors', () => {
    expect(
      Object.keys(data.functions)
        .filter((name) => !name.includes(':'))
        .sort(),
    ).toEqual(
      OPERATIONS.filter((row) => row.doubleDouble !== undefined)
        .map((row) => row.name)
        .sort(),
    );
  });

  it('fromDecimal: the number that a decimal text means within 2⁻¹⁰⁶ of itself, whatever its length and exponent', () => {
    for (const [text, high, low] of data.decimals) {
      const got = fromDecimal(text);
      expect(got[0] === high, text).toBe(true);
      expect(Math.abs(got[1] - low), text).toBeLessThanOrEqual(Math.abs(low) * 2 ** -52);
    }
    expect(fromDecimal('one')).toEqual([Number.NaN, 0]);
    expect(fromDecimal('Infinity')).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect(fromDecimals(Float64Array.of(0.1, 3))).toEqual({
      high: Float64Array.of(0.1, 3),
      low: Float64Array.of(-5.551115123125783e-18, 0),
    });
    // In any order: a number with fewer places than the one before it, or with none that doubles can hold, is what its own text says.
    const mixed = [0.1, 12.3456789, 0.5, -7, 1e-30, 2.25, 0, 1 / 3, 123456.789, 1e22, Number.NaN, 0.07, 5e-324, 4.2];
    const { low } = fromDecimals(Float64Array.from(mixed));
    expect(Array.from(low)).toEqual(mixed.map((value) => fromDecimal(String(value))[1]));
  });
});
