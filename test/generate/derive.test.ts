import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/base/random/stream.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { numericTable } from '../../src/data/numeric.js';
import { deriveColumns, filterRows } from '../../src/experiment/derive.js';
import { errorOf, read, told } from '../data-reading/bytes.js';

const table = tableFromArrays({ x: [1, 2, 3, Number.NaN], time: [10, 20, 30, 40], group: ['a', 'b', 'a', 'b'] });
const clean = tableFromArrays({ x: [1, 2, 3], y: [4, 5, 6] });
const derived = (text: string, from = clean): number[] => [...(deriveColumns(from, { t: text }).columns.get('t')?.values ?? [])];

describe('derived columns', () => {
  test.each([
    ['10*x + 1', [11, 21, 31]],
    ['7', [7, 7, 7]],
    ['index', [0, 1, 2]],
    ['x > 1', [0, 1, 1]],
    ['x > 1 ? y : -y', [-4, 5, 6]],
    ['where(x > 1, y, -y)', [-4, 5, 6]],
    ['max(x, 2) ^ 2', [4, 4, 9]],
    ['sqrt(y - 4)', [0, 1, Math.SQRT2]],
    ['y - x - 3', [0, 0, 0]],
  ])('%s', (text, expected) => {
    expect(derived(text)).toEqual(expected);
  });

  test('later ones see earlier ones, and all columns stay', () => {
    const made = deriveColumns(clean, { a: 'x + 1', b: 'a * 2' });
    expect([...made.columns.keys()]).toEqual(['x', 'y', 'a', 'b']);
    expect([...(made.columns.get('b')?.values ?? [])]).toEqual([4, 6, 8]);
  });

  test('dates become decimal years and days', () => {
    const dates = read('Date,y\n1958-03-01,1\n2021-07-02T12:00,2\n');
    expect(derived('years(Date) - 1958', dates)[0]).toBeCloseTo(59 / 365, 12);
    expect(derived('years(Date)', dates)[1]).toBe(2021.5);
    expect(derived('days(Date)', dates)).toEqual([-4324, 18_810.5]);
  });

  test('a column named index is that column', () => {
    expect(derived('index', tableFromArrays({ index: [5, 6] }))).toEqual([5, 6]);
  });

  test('a column can be replaced by an expression of itself only', () => {
    const made = deriveColumns(clean, { x: 'x/2' });
    expect([...made.columns.keys()]).toEqual(['x', 'y']);
    expect([...(made.columns.get('x')?.values ?? [])]).toEqual([0.5, 1, 1.5]);
    expect(made.notes.map((note) => note.code)).toEqual(['column-replaced']);
    expect(told(() => deriveColumns(clean, { x: '2*y' }))).toBe(
      '[column-exists] x: <arrays> has a column "x" already — give the new column another name; only an expression of itself (x = x/1000) replaces a column',
    );
  });

  test('an unknown column has a caret under it and the nearest name', () => {
    const error = errorOf(() => deriveColumns(table, { t: '2*tmie + 1' }));
    expect([error.code, error.span?.text.slice(error.span.start, error.span.end)]).toEqual(['unknown-column', 'tmie']);
    expect(error.advice).toBe('did you mean time?');
  });

  test('draws need a stream, and come from it in the order in which they are written', () => {
    expect(errorOf(() => derived('uniform(0, 1)')).code).toBe('no-stream');
    const made = deriveColumns(clean, { t: 'uniform(0, 1) - uniform(0, 1)' }, { stream: randomStream('numpy', 7) });
    const stream = randomStream('numpy', 7);
    const draws = Array.from({ length: 6 }, () => stream.uniform(0, 1));
    expect([...(made.columns.get('t')?.values ?? [])]).toEqual(
      [0, 1, 2].map((row) => (draws[row] as number) - (draws[row + 3] as number)),
    );
  });

  test('invalid cells are an error, or NaN that numericTable leaves out', () => {
    const dirty = read('x,y\n1,2\nNA,3\n4,5\n');
    expect(errorOf(() => deriveColumns(dirty, { t: 'x + y' })).place).toBe('data.csv:3:1');
    const made = deriveColumns(dirty, { t: 'x + y' }, { skipInvalid: true });
    expect([...(made.columns.get('t')?.values ?? [])]).toEqual([3, Number.NaN, 9]);
    const { table: kept, skipped } = numericTable(made, ['t'], { skipInvalid: true });
    expect([kept.rows, skipped.rows, skipped.example?.place]).toEqual([2, 1, 'data.csv:3']);
  });

  test.each(['b[group]', 'years(2020)', 'years(x + 1)', '2 +', 'sinn(x)', ''])('%j is an error with a place', (text) => {
    const error = errorOf(() => deriveColumns(table, { t: text }));
    expect(error.span ?? error.place).toBeDefined();
  });

  test('a constant or nothing cannot name a column', () => {
    expect(errorOf(() => deriveColumns(clean, { pi: '1' })).code).toBe('column-name');
    expect(errorOf(() => deriveColumns(clean, { ' ': '1' })).code).toBe('column-name');
  });

  test('an expression of 1e4 terms is evaluated', () => {
    expect(derived(Array.from({ length: 10_000 }, () => 'x').join(' + '))).toEqual([1e4, 2e4, 3e4]);
  });
});

describe('rows that are kept', () => {
  test.each([
    ['time > 15', [20, 30, 40]],
    ['x > 1', [20, 30]],
    ['1', [10, 20, 30, 40]],
    ['x', [10, 20, 30]],
    ['index < 2', [10, 20]],
  ])('%s', (where, expected) => {
    const kept = filterRows(table, where, { skipInvalid: true });
    expect([...(kept.columns.get('time')?.values ?? [])]).toEqual(expected);
    expect(kept.columns.get('group')?.cells?.length).toBe(expected.length);
  });

  test('a condition that no row fulfils is an error', () => {
    expect(told(() => filterRows(clean, 'x > 100'))).toBe(
      '[no-rows] --where: none of the 3 rows of <arrays> fulfils x > 100 — loosen the condition',
    );
  });

  test('lines of the file stay with their rows', () => {
    const kept = filterRows(read('x,y\n1,2\n3,4\n5,abc\n'), 'x > 1');
    expect(errorOf(() => numericTable(kept, ['y'])).place).toBe('data.csv:4:2');
    expect(errorOf(() => numericTable(kept, ['y'])).message).toContain('row 3 of column "y"');
  });
});
