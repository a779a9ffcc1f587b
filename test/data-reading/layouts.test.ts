import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { findDelimiter } from '../../src/data/delimiter.js';
import { readTable } from '../../src/data/read.js';
import { tableCsv } from '../../src/data/write.js';
import { cells, codes, errorOf, names, read } from './bytes.js';

const XY = { x: ['1', '3'], y: ['2', '4'] };
const columnsOf = (text: string) => Object.fromEntries([...read(text).columns].map(([name, column]) => [name, column.cells]));

describe('delimiters', () => {
  test.each([
    ['commas', 'x,y\n1,2\n3,4\n'],
    ['semicolons', 'x;y\n1;2\n3;4\n'],
    ['tabs', 'x\ty\n1\t2\n3\t4\n'],
    ['bars', 'x|y\n1|2\n3|4\n'],
    ['aligned columns', '   x    y\n   1    2\n   3    4\n'],
    ['blanks around commas', ' x , y \n1 , 2\n3, 4\n'],
    ['CRLF', 'x,y\r\n1,2\r\n3,4\r\n'],
    ['CR alone', 'x,y\r1,2\r3,4\r'],
    ['no line end at the end', 'x,y\n1,2\n3,4'],
    ['blank lines between and after', '\n\nx,y\n1,2\n\n3,4\n\n\n'],
    ['quotes', '"x","y"\n"1","2"\n"3","4"\n'],
    ['quotes behind blanks', '"x", "y"\n1, "2"\n3, 4\n'],
    ["Excel's sep line", 'sep=;\nx;y\n1;2\n3;4\n'],
    ['a delimiter at the end of all rows', 'x,y,\n1,2,\n3,4,\n'],
    ['a delimiter at the end of the data rows', 'x,y\n1,2,\n3,4,\n'],
    ["Excel's rows of nothing at the end", 'x,y\n1,2\n3,4\n,\n,\n'],
    ['comments above', '# made by hand\n# 2022\nx,y\n1,2\n3,4\n'],
    ['comments between, when there are some above', '% a\nx y\n1 2\n% b\n3 4\n'],
    ['the header in a comment', '# x y\n1 2\n3 4\n'],
    ['a header of numpy.savetxt', '# x,y\n1,2\n3,4\n'],
  ])('a table with %s is read', (_, text) => {
    expect(columnsOf(text)).toEqual(XY);
  });

  test.each([
    ['x;y\n1,5;2,3\n2,5;3,5\n', ';'],
    ['1,5;2,3\n2,5;3,5\n', ';'],
    ['1,5 2,3\n2,5 3,5\n', ' '],
    ['x\ty\n1,5\t2,3\n', '\t'],
    ['name,text\nA,"1;2;3"\nB,"4;5;6"\n', ','],
    ['Date,price a|b\n2020-01-01 12:00,1\n', ','],
    ['x,y\n1,2\n3\n4,5\n6,7,8\n', ','],
    ['x\n1,5\n2,5\n', null],
    ['x\n1\n2\n', null],
    ['city\nNew York\nLos Angeles\n', null],
    ['a,b;c\n1,2\n3,4\n', ','],
  ])('%j is cut at %j', (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });

  test('a delimiter can be named', () => {
    expect(names(read('x:y\n1:2\n', { delimiter: ':' }))).toEqual(['x', 'y']);
    expect(names(read('x y\t1\n1 2\t3\n', { delimiter: 'tab' }))).toEqual(['x y', '1']);
    expect(errorOf(() => read('x', { delimiter: 'abc' })).code).toBe('delimiter-unknown');
  });

  test('quoted delimiters, quotes and line ends stay inside their field, and rows know their lines', () => {
    const table = read('name,x\n"a, ""b""\nc",1\n\nd,2\n');
    expect(cells(table, 'name')).toEqual(['a, "b"\nc', 'd']);
    expect([...(table.lines ?? [])]).toEqual([2, 5]);
  });

  test('lines are counted with comments and blank lines', () => {
    expect([...(read('# a\n\nx,y\n1,2\n\n3,4\n').lines ?? [])]).toEqual([4, 6]);
    expect([...(read('# a\n\n"x",y\n1,2\n# b\n3,4\n').lines ?? [])]).toEqual([4, 6]);
  });

  test('thousands of columns are read', () => {
    const width = 4000;
    const header = Array.from({ length: width }, (_, i) => `c${i}`).join(',');
    const row = Array.from({ length: width }, (_, i) => i).join(',');
    const table = read(`${header}\n${row}\n${row}\n`);
    expect(table.columns.size).toBe(width);
    expect(cells(table, 'c3999')).toEqual(['3999', '3999']);
  });

  test('a blank line inside a single column is an empty cell, at the end it is nothing', () => {
    expect(cells(read('x\n1\n\n3\n\n'), 'x')).toEqual(['1', '', '3']);
  });
});

describe('headers', () => {
  test('a first row of numbers is data, and the note says what the columns are called', () => {
    const table = read('1.5,2\n3,4\n');
    expect(names(table)).toEqual(['x1', 'x2']);
    expect(table.rows).toBe(2);
    expect(table.notes).toEqual([
      {
        code: 'no-header',
        detail: 'x1, x2',
        message: {
          en: 'the first row holds numbers, so there is no header; the columns are called x1, x2',
          ko: '첫 행이 숫자라서 머리글이 없는 파일로 보고, 열 이름을 x1, x2로 붙였습니다',
        },
      },
    ]);
  });

  test('a first row of dates and missing values is data too', () => {
    expect(read('2020-01-01,NA,3\n2020-01-02,2,3\n').rows).toBe(2);
  });

  test('a comment with as many words is the header when the row below it holds a number', () => {
    const table = read('#id,name\n1,A\n2,B\n');
    expect([names(table), table.rows, codes(table)]).toEqual([['id', 'name'], 2, ['header-in-comment', 'comments']]);
    expect(names(read('# made by hand\nname,x\nA,1\n'))).toEqual(['name', 'x']);
    expect(names(read('%RH T\n45 20\n50 21\n'))).toEqual(['RH', 'T']);
  });

  test('years beside a name are a header', () => {
    expect(names(read('country,2019,2020\nKorea,1,2\n'))).toEqual(['country', '2019', '2020']);
  });

  test('empty and repeated names become unique, with a note each', () => {
    const table = read('x,,x,x_2\n1,2,3,4\n');
    expect(names(table)).toEqual(['x', 'column2', 'x_3', 'x_2']);
    expect(codes(table)).toEqual(['unnamed-column', 'repeated-column']);
  });

  test('an index column without a name is kept', () => {
    expect(names(read(',x,y\n0,1,2\n'))).toEqual(['column1', 'x', 'y']);
  });

  test('a decimal number among the names is told', () => {
    expect(codes(read('A,1.5\nB,2.5\n'))).toEqual(['number-as-name']);
  });
});

describe('properties', () => {
  const seeded = { seed: 7, numRuns: 300 };

  test('random bytes are a table or a DownhillError, with any encoding', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom(...'12,;\t"\n\r #%.x가é\0[{<'), { maxLength: 80 })
        .map((characters) => new TextEncoder().encode(characters.join(''))),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(undefined, 'cp949', 'utf-16', 'latin1'),
        fc.boolean(),
        (input, encoding, skipInvalid) => {
          try {
            const table = readTable(input, { source: 'a.csv', skipInvalid, ...(encoding === undefined ? {} : { encoding }) });
            for (const column of table.columns.values()) expect(column.cells?.length).toBe(table.rows);
            expect(table.lines?.length).toBe(table.rows);
          } catch (error) {
            if (!(error instanceof DownhillError)) throw error;
          }
        },
      ),
      { ...seeded, numRuns: 2000 },
    );
  });

  test('a table that was written is read back to the same cells', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1.,;"\n\t #%가-'), maxLength: 6 }).map((cell) => cell.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (rows) => {
        // A last row of nothing is what Excel leaves, and is dropped.
        const all = [...rows, ['end', 'end'] as const];
        const table = tableFromArrays({ first: all.map(([cell]) => cell), second: all.map(([, cell]) => cell) });
        const back = read(tableCsv(table), { delimiter: ',' });
        expect([...back.columns.values()].map((column) => column.cells)).toEqual(
          [...table.columns.values()].map((column) => column.cells),
        );
      }),
      seeded,
    );
  });

  test('numbers that were written are read back to the same bits', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }), (numbers) => {
        const back = read(tableCsv(tableFromArrays({ x: numbers })));
        expect(cells(back, 'x')?.map(Number)).toEqual(numbers);
      }),
      seeded,
    );
  });

  test('text without quotes is split as csv-parse splits it with them', () => {
    const field = fc.string({ unit: fc.constantFrom(...'ab12.가 '), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 6 }), (rows) => {
        const lines = [['p', 'q', 'r'], ...rows, ['1', '2', '3']];
        const plain = read(lines.map((fields) => fields.join(',')).join('\n'), { delimiter: ',' });
        const quoted = read(['"p",q,r', ...lines.slice(1).map((fields) => fields.join(','))].join('\n'), { delimiter: ',' });
        expect(quoted).toEqual(plain);
      }),
      seeded,
    );
  });
});
