import { describe, expect, it } from 'vitest';
import { doubleDoubleProgram } from '../../src/backend/double-double/program.js';
import type { DoubleDouble } from '../../src/base/double-double.js';
import { fromDecimal, fromDecimals } from '../../src/base/double-double.js';
import { numbers } from '../../src/base/elementary/numbers.js';
import { call, type Expression, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import type { Operation } from '../../src/expression/operations/operation.js';
import { parseExpression } from '../../src/language/index.js';

const x = Float64Array.of(-2.5, -0.1, 0, 0.5, 1.5, 3);

/** The rows of an expression in x, y and the parameters a, b. */
function rows(
  text: string | Expression,
  point: readonly DoubleDouble[] = [],
  columns = new Map([['x', x]]),
): DoubleDouble[] | null {
  const expression = typeof text === 'string' ? parseExpression(text).expression : text;
  const count = columns.values().next().value?.length ?? 0;
  const parameters = ['a', 'b'].slice(0, point.length);
  const data = new Map([...columns].map(([column, values]) => [column, fromDecimals(values)]));
  const program = doubleDoubleProgram({ parameters, columns: [...columns.keys()], outputs: [expression] }, data, count);
  program.moveTo(point);
  const out = program.outputs(0, 1)?.[0];
  return out === undefined ? null : Array.from(out.high, (high, i): DoubleDouble => [high, out.low[i] as number]);
}

const highs = (text: string, point: readonly DoubleDouble[] = []): number[] => (rows(text, point) ?? []).map(([high]) => high);

/** Gamma and its relatives. */
const WITHOUT = ['digamma', 'gamma', 'lgamma', 'polygamma', 'trigamma'];

describe('Double-double programs', () => {
  const arity = (row: Operation): number => (typeof row.arity === 'number' ? row.arity : row.arity[0]);
  const samples = (row: Operation) =>
    new Map(
      Array.from({ length: arity(row) }, (_, k) => {
        const [low, high] = row.sample[Math.min(k, row.sample.length - 1)] as readonly [number, number];
        const at = (i: number): number => low + (high - low) * ((0.37 * (k + 1) + 0.6180339887498949 * i) % 1);
        return [`x${k}`, Float64Array.from({ length: 40 }, (_unused, i) => at(i))];
      }),
    );

  it.each(OPERATIONS.filter((row) => !WITHOUT.includes(row.name)).map((row) => [row.name, row] as const))(
    '%s: the interpreter’s double is the rounded value, within its bound in ulp',
    (_, row) => {
      const columns = samples(row);
      const got = rows(call(row.name, ...[...columns.keys()].map((column) => name(column))), [], columns) as DoubleDouble[];
      got.forEach(([high, low], i) => {
        const plain = row.lower(numbers, ...[...columns.values()].map((column) => column[i] as number));
        // The decimal of an argument is up to half an ulp from its double.
        const bound = (row.ulp + 8) * 2 ** -52 * Math.max(1, Math.abs(plain));
        expect(Math.abs(high - plain + low), `row ${i}`).toBeLessThanOrEqual(bound);
        expect(Math.abs(low)).toBeLessThanOrEqual(Math.abs(high) * 2 ** -53);
      });
    },
  );

  it('operations without a double-double form are these: digamma, gamma, lgamma, polygamma, trigamma', () => {
    const missing = OPERATIONS.filter((row) => {
      const columns = samples(row);
      return rows(call(row.name, ...[...columns.keys()].map((column) => name(column))), [], columns) === null;
    });
    expect(missing.map((row) => row.name).sort()).toEqual(WITHOUT);
    expect(rows('x + y')).toBeNull();
  });

  it('numbers of a formula are decimals, π is that of mathematics: 0.1·3 − 0.3, 1/3·3 − 1 and sin π are 0 within 1e-31', () => {
    for (const text of ['0.1*3 - 0.3', '1/3*3 - 1', 'sin(pi)', 'x*10 - x/0.1'])
      for (const [high] of rows(text) as DoubleDouble[]) expect(Math.abs(high), text).toBeLessThan(1e-31);
  });

  it('comparisons, rounding and choices look at the low part: a = 3 + 1e-25 is above 3, its floor 3, its ceiling 4', () => {
    const above: DoubleDouble = [3, 1e-25];
    expect(highs('where(a > 3, 1, 0) + x*0', [above])).toEqual([1, 1, 1, 1, 1, 1]);
    expect(highs('floor(a)', [above])[0]).toBe(3);
    expect(highs('floor(a)', [[3, -1e-25]])[0]).toBe(2);
    expect(highs('ceil(a)', [above])[0]).toBe(4);
    expect(highs('round(a)', [[2.5, 1e-25]])[0]).toBe(3);
    expect(highs('round(a)', [[2.5, -1e-25]])[0]).toBe(2);
    expect(highs('round(x)')).toEqual([-2, -0, 0, 0, 2, 3].map((value) => value + 0));
    expect(highs('max(a, 3) - 3', [above])[0]).toBe(1e-25);
    expect(highs('min(a, 3) - 3', [above])[0]).toBe(0);
    expect(highs('clip(x, a, b)', [[-1, 0], above])).toEqual([-1, -0.1, 0, 0.5, 1.5, 3]);
    expect(highs('abs(x)')).toEqual([2.5, 0.1, 0, 0.5, 1.5, 3]);
    expect(highs('sign(a)', [[-2, 0]])[0]).toBe(-1);
  });

  it('infinities do what they do in doubles: 1/(1 + exp(800)) is 0, log(0) −∞, and no NaN comes from the side not taken', () => {
    expect(highs('1/(1 + exp(800*a))', [[1, 0]])[0]).toBe(0);
    expect(highs('1/(1 + exp(800*a))^0.7', [[1, 0]])[0]).toBe(0);
    expect(highs('log(a)', [[0, 0]])[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(highs('where(x == 0, 0, 1/x)*x')).toEqual([1, 1, 0, 1, 1, 1]);
    expect(highs('log(x)')[0]).toBeNaN();
    expect(highs('a*x/0', [[1, 0]])).toEqual([-Infinity, -Infinity, Number.NaN, Infinity, Infinity, Infinity]);
  });

  it('what depends on parameters follows them from call to call, what does not stays', () => {
    const data = new Map([['x', fromDecimals(x)]]);
    const outputs = ['x*x + a', 'x*x*b', 'exp(b)'].map((text) => parseExpression(text).expression);
    const program = doubleDoubleProgram({ parameters: ['a', 'b'], columns: ['x'], outputs }, data, x.length);
    for (const [a, b] of [
      [1, 2],
      [3, -1],
    ] as const) {
      program.moveTo([
        [a, 0],
        [b, 0],
      ]);
      const first = program.outputs(0, 1)?.[0]?.high;
      const [second, third] = program.outputs(1, 3) ?? [];
      x.forEach((value, i) => {
        const [square] = [fromDecimal(String(value))[0] ** 2];
        expect(first?.[i]).toBeCloseTo(square + a, 14);
        expect(second?.high[i]).toBeCloseTo(square * b, 14);
      });
      expect(third?.high).toHaveLength(x.length);
      expect(third?.high[5]).toBeCloseTo(Math.exp(b), 14);
    }
  });
});
