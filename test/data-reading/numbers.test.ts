import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/base/nearest.js';
import { type ColumnData, tableFromArrays } from '../../src/data/arrays.js';
import { numericColumn, numericTable } from '../../src/data/numeric.js';
import { selectRows } from '../../src/data/select.js';
import { errorOf, read, told } from './bytes.js';

const numbersOf = (...cells: string[]): number[] => [
  ...numericColumn(tableFromArrays({ x: cells }), 'x', { skipInvalid: true }).values,
];
const invalidOf = (cells: readonly string[]): number[] => [
  ...numericColumn(tableFromArrays({ x: cells }), 'x', { skipInvalid: true }).invalid,
];

describe('notations', () => {
  test.each([
    ['1', 1],
    ['-1.5e-3', -0.0015],
    ['+2.', 2],
    ['.5', 0.5],
    [' 7 ', 7],
    ['1E+03', 1000],
    ['1.5D+03', 1500],
    ['1d2', 100],
    ['\u22121.5', -1.5],
    ['1,234,567', 1_234_567],
    ['-1,234.5', -1234.5],
    ['1.234.567', 1_234_567],
    ['1.234,5', 1234.5],
    ['1,5', 1.5],
    ['-0,125', -0.125],
    ['12345,678', 12345.678],
    ['1,5e3', 1500],
    ['1 234 567', 1_234_567],
    ["1'234.5", 1234.5],
    ['1\u202f234,5', 1234.5],
    ['-0', -0],
    ['0.1', 0.1],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['4.9e-324', 5e-324],
  ])('%j is %d', (cell, value) => {
    expect(numbersOf(cell)).toEqual([value]);
  });

  test.each([
    '',
    'NA',
    'n/a',
    'null',
    '-',
    'abc',
    '1.2.3',
    '1,23,4',
    '1e',
    'e5',
    '0x10',
    '1 2',
    '--1',
    '1-2',
    '½',
    '٣',
    '1/2',
    'true',
    'inf',
    '-Infinity',
    'NaN',
    '1e400',
  ])('%j is not a finite number', (cell) => {
    expect(invalidOf(['1.5', cell])).toEqual([1]);
  });

  test('a column of decimal commas is read so, with whole numbers and what looks like thousands among them', () => {
    expect(numbersOf('1,5', '2', '1,234')).toEqual([1.5, 2, 1.234]);
    expect(numbersOf('1.234,5', '2.000', '3,5')).toEqual([1234.5, 2000, 3.5]);
  });

  test('a column with decimal points reads commas as thousands', () => {
    expect(numbersOf('1.5', '1,234')).toEqual([1.5, 1234]);
  });

  test('what can be read both ways is an error that names both readings', () => {
    expect(told(() => numbersOf('1,234', '5,678'))).toBe(
      '[ambiguous-number] <arrays>: row 1 of column "x" holds "1,234", which can be 1.234 (decimal sign) or 1234 (sign between thousands), and nothing else in the file decides it — write the numbers with a decimal point and without signs between the thousands',
    );
    expect(errorOf(() => numbersOf('1,234', '1.234')).code).toBe('ambiguous-number');
    expect(errorOf(() => numbersOf('1,5', '1.234')).code).toBe('ambiguous-number');
  });

  test('another column of the file decides it', () => {
    const german = read('a;b\n1,5;1,234\n2,5;5,678\n');
    expect([...numericColumn(german, 'b').values]).toEqual([1.234, 5.678]);
    const american = read('a,b\n1.5,"1,234"\n2.5,"5,678"\n');
    expect([...numericColumn(american, 'b').values]).toEqual([1234, 5678]);
  });

  test('points that may stand between thousands in a file of decimal commas are an error, not 1.234', () => {
    expect(errorOf(() => numericColumn(read('a;b\n1,5;1.234\n2,5;2.500\n'), 'b')).code).toBe('ambiguous-number');
    expect([...numericColumn(read('a;b\n1,5;12\n2,5;25\n'), 'b').values]).toEqual([12, 25]);
  });

  test('the decimal sign of the minority is not a number', () => {
    expect(invalidOf(['1.5', '2.5', '3,5'])).toEqual([2]);
    expect(invalidOf(['1,5', '2,5', '3.5'])).toEqual([2]);
    expect(told(() => numericColumn(tableFromArrays({ x: ['1.5', '2.5', '3,5'] }), 'x'))).toContain('with the same decimal sign');
  });

  test('rows that are left out still tell how the column is written', () => {
    const table = read('a;b\n1;1,5\n2;1,234\n3;5,678\n');
    const kept = selectRows(table, Uint8Array.of(0, 1, 1));
    expect([...numericColumn(kept, 'b').values]).toEqual([1.234, 5.678]);
    expect([...numericColumn(selectRows(kept, Uint32Array.of(1)), 'b').values]).toEqual([5.678]);
  });

  test('the notes name the columns that are read with decimal commas or thousands', () => {
    const { table } = numericTable(read('a;b;c\n1,5;2,5;1 000\n2,5;3,5;2\n'), ['a', 'b', 'c']);
    expect(table.notes.map((note) => [note.code, note.detail])).toEqual([
      ['decimal-comma', 'a, b'],
      ['thousands-separator', 'c'],
    ]);
  });

  test('every finite double is read to the same bits, with points and with commas', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 10 }), (values) => {
        const points = values.map(String);
        expect(numbersOf(...points, '0.5')).toEqual([...values.map((value) => (Object.is(value, -0) ? 0 : value)), 0.5]);
        const commas = points.map((text) => text.replace('.', ','));
        expect(numbersOf(...commas, '0,5')).toEqual([...values.map((value) => (Object.is(value, -0) ? 0 : value)), 0.5]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('rows that are left out', () => {
  const table = read('x,y,z\n1,2,a\nNA,3,b\n4,,c\n5,6,d\n');

  test('only rows with an invalid cell in a used column go, counted by column, with the first as example', () => {
    const { table: kept, skipped } = numericTable(table, ['x', 'y'], { skipInvalid: true });
    expect([...(kept.columns.get('x')?.values ?? [])]).toEqual([1, 5]);
    expect(kept.columns.get('z')?.cells).toEqual(['a', 'd']);
    expect([[...(kept.lines ?? [])], [...(kept.rowNumbers ?? [])]]).toEqual([
      [2, 5],
      [1, 4],
    ]);
    expect(skipped).toEqual({
      rows: 2,
      byColumn: { x: 1, y: 1 },
      example: { code: 'empty-cell', place: 'data.csv:3:1', message: 'row 2 of column "x" holds "NA", a missing value' },
    });
  });

  test('an unused column may hold anything', () => {
    expect(errorOf(() => numericTable(table, ['x'])).place).toBe('data.csv:3:1');
    expect(numericTable(read('x,z\n1,a\n2,\n'), ['x']).table.rows).toBe(2);
  });

  test('no usable row is an error that says why', () => {
    expect(told(() => numericTable(table, ['z'], { skipInvalid: true }))).toContain(
      '[no-rows] data.csv:2:3: no usable row is left of 4: row 1 of column "z" holds "a"',
    );
  });
});

describe('arrays', () => {
  test('a Float64Array is used without a copy, other arrays are copied', () => {
    const x = Float64Array.of(1, 2);
    const table = tableFromArrays({ x, y: [3, 4], s: ['a', 'b'], i: Int32Array.of(5, 6) });
    expect(numericColumn(table, 'x').values).toBe(x);
    expect(table.columns.get('y')?.values).toEqual(Float64Array.of(3, 4));
    expect(table.columns.get('i')?.values).toEqual(Float64Array.of(5, 6));
    expect(table.columns.get('s')?.cells).toEqual(['a', 'b']);
  });

  test.each([
    [{ x: [1, 2], y: [1] }, '[lengths-differ] y: column "y" has 1 values, "x" has 2'],
    [{}, '[no-rows] <arrays>: there are no columns'],
    [{ x: [] }, '[no-rows] x: column "x" is empty'],
    [{ x: [1, new Date(0)] }, '[column-type] <arrays>: x[1] is a object'],
    [{ x: 5 }, '[column-type] x: column "x" is no array'],
  ])('%j is refused', (data, message) => {
    expect(told(() => tableFromArrays(data as unknown as Record<string, ColumnData>))).toContain(message);
  });

  test('NaN in an array is named with its row', () => {
    expect(told(() => numericTable(tableFromArrays({ x: [1, Number.NaN, Number.POSITIVE_INFINITY] }), ['x']))).toContain(
      '[not-finite] <arrays>: row 2 of column "x" is NaN, not a finite number; so with 2 of the column\'s 3 cells',
    );
  });
});

describe('nearest names', () => {
  test.each([
    ['tmie', ['height', 'time'], 'time'],
    ['X', ['y', 'x'], 'x'],
    ['sinn', ['cos', 'sin'], 'sin'],
    ['temprature', ['temperature', 'pressure'], 'temperature'],
    ['y', ['x', 'z'], null],
    ['speed', ['mass', 'force'], null],
    ['온토', ['온도'], null],
    ['기온도', ['기온', '습도'], '기온'],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});
