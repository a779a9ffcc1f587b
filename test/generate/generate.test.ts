import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/base/random/stream.js';
import { tableCsv } from '../../src/data/write.js';
import { DRAWS } from '../../src/experiment/draws.js';
import { drawScalar, generateTable } from '../../src/experiment/generate.js';
import { told } from '../data-reading/bytes.js';

const json = (name: string): unknown => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));

interface Case {
  readonly random: 'numpy' | 'pcg64';
  readonly seed: number;
  readonly table: Readonly<Record<string, readonly number[]>>;
  readonly starts: readonly number[];
}
// Made by scripts/vectors/generated-tables.py.
const vectors = json('generated-tables') as {
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly starts: readonly string[];
  readonly cases: readonly Case[];
};

const sampled = (values: Float64Array): number[] => [
  ...values.filter((_, row) => row % 7 === 0),
  values[values.length - 1] as number,
];
const generated = ({ random, seed }: Pick<Case, 'random' | 'seed'>) =>
  generateTable({ rows: vectors.rows, columns: vectors.columns, seed, random });
const valuesOf = (made: ReturnType<typeof generateTable>, name: string): Float64Array =>
  made.table.columns.get(name)?.values as Float64Array;

describe.each(vectors.cases)('$random with seed $seed', (expected) => {
  test.each(['X', 'Y', 'die', 'order', 'both', 'row'])('column %s is what NumPy draws, bit for bit', (name) => {
    expect(sampled(valuesOf(generated(expected), name))).toEqual(expected.table[name]);
  });

  test.each(['Y_1', 'wide'])('column %s, of normal draws, is what NumPy draws within 1e-14 of its size', (name) => {
    for (const [i, value] of sampled(valuesOf(generated(expected), name)).entries()) {
      const wanted = expected.table[name]?.[i] as number;
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-14 * Math.max(10, Math.abs(wanted)));
    }
  });

  test('starts are drawn from the same stream, after the columns', () => {
    const { stream } = generated(expected);
    const starts = vectors.starts.map((text) => drawScalar(text, stream));
    expect(starts[0]).toBe(expected.starts[0]);
    expect(starts[1]).toBeCloseTo(expected.starts[1] as number, 13);
    expect(starts.slice(2)).toEqual(expected.starts.slice(2));
  });
});

describe('the post', () => {
  interface Run {
    readonly kind: 'line' | 'sine' | 'sine-noise';
    readonly seed: number;
    readonly start: { readonly W: number; readonly b: number };
    readonly X: readonly number[];
    readonly target: readonly number[];
  }
  const columns = {
    line: { X: 'uniform(0, 1)', target: '0.2*X + 0.5' },
    sine: { X: 'uniform(0, 1) * 10', target: '10*sin(X) + 1.5' },
    'sine-noise': { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5', target: 'Y + normal(0, 1)' },
  };

  test.each(json('post-runs') as Run[])(
    '$kind with seed $seed has the data of NumPy (target within 1e-14) and its starts, bit for bit',
    (run) => {
      const made = generateTable({ rows: 100, columns: columns[run.kind], seed: run.seed, random: 'numpy' });
      expect([...valuesOf(made, 'X').subarray(0, run.X.length)]).toEqual(run.X);
      for (const [i, wanted] of run.target.entries())
        expect(Math.abs((valuesOf(made, 'target')[i] as number) - wanted)).toBeLessThanOrEqual(1e-14 * 10);
      expect({ W: drawScalar('uniform(-1, 1)', made.stream), b: drawScalar('uniform(-1, 1)', made.stream) }).toEqual(run.start);
    },
  );
});

describe('generation', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    const csv = (seed: number) => tableCsv(generated({ random: 'pcg64', seed }).table);
    expect(csv(3)).toBe(csv(3));
    expect(csv(3)).not.toBe(csv(4));
  });

  test('columns may come as a map, with names in any order', () => {
    const { table } = generateTable({
      rows: 3,
      seed: 0,
      columns: new Map([
        ['b', 'index'],
        ['1', 'b*2'],
        ['a', '`1` + 1'],
      ]),
    });
    expect(tableCsv(table)).toBe('b,1,a\n0,0,1\n1,2,3\n2,4,5\n');
  });

  test.each([
    [0, '[rows-out-of-range] --rows: rows must be a whole number from 1 to 100000000, got 0 — try --rows 100'],
    [1.5, '[rows-out-of-range] --rows: rows must be a whole number from 1 to 100000000, got 1.5 — try --rows 100'],
    [Number.NaN, '[rows-out-of-range] --rows: rows must be a whole number from 1 to 100000000, got NaN — try --rows 100'],
  ])('%d rows are refused', (rows, expected) => {
    expect(told(() => generateTable({ rows, seed: 0, columns: { x: '1' } }))).toBe(expected);
  });

  test.each([
    ['normal(0, -1)', 'normal(0, -1) needs a finite mean and a standard deviation ≥ 0 (row 1)'],
    ['integers(3, 3)', 'integers(3, 3) needs two whole numbers, the second greater (row 1)'],
    ['integers(0, 1.5)', 'integers(0, 1.5) needs two whole numbers'],
    ['uniform(0, 1/0)', 'uniform(0, Infinity) has no finite range (row 1)'],
  ])('%s is refused', (text, message) => {
    expect(told(() => generateTable({ rows: 2, seed: 0, columns: { x: text } }))).toContain(`[draw-argument]`);
    expect(told(() => generateTable({ rows: 2, seed: 0, columns: { x: text } }))).toContain(message);
  });

  test('no column, and a name that no start knows, are refused', () => {
    expect(told(() => generateTable({ rows: 2, seed: 0, columns: {} }))).toContain('[no-columns]');
    expect(told(() => drawScalar('2*z', randomStream('pcg64', 0)))).toContain('"z" is not known here: there are no columns yet');
  });
});

describe.each(DRAWS)('$name', (draw) => {
  test('is drawn with its number of arguments, a finite value in every row', () => {
    const args = [1, 4].slice(0, draw.arity).join(', ');
    const { table } = generateTable({ rows: 50, seed: 1, columns: { x: `${draw.name}(${args})` } });
    const values = table.columns.get('x')?.values as Float64Array;
    expect(values.every(Number.isFinite)).toBe(true);
    expect(new Set(values).size).toBeGreaterThan(2);
  });

  test('is refused with another number of arguments', () => {
    const args = [1, 2, 3, 4].slice(0, draw.arity + 1).join(', ');
    expect(told(() => generateTable({ rows: 5, seed: 1, columns: { x: `${draw.name}(${args})` } }))).toMatch(/^\[/);
  });

  test('takes what NumPy takes: two draws written twice are two draws', () => {
    const args = [1, 4].slice(0, draw.arity).join(', ');
    const text = `${draw.name}(${args})`;
    const { table } = generateTable({ rows: 50, seed: 1, columns: { a: text, b: text, difference: `${text} - ${text}` } });
    expect(table.columns.get('a')?.values).not.toEqual(table.columns.get('b')?.values);
    expect(table.columns.get('difference')?.values?.some((value) => value !== 0)).toBe(true);
  });
});
