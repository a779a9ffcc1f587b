import { describe, expect, test } from 'vitest';
import { columnOf } from '../../src/data/column.js';
import { numericTable } from '../../src/data/numeric.js';
import { readTable } from '../../src/data/read.js';
import { codes, hex, read, told, utf8 } from './bytes.js';

const ofBytes = (bytes: Uint8Array) => told(() => readTable(bytes, { source: 'data.csv' }));
const ofText = (text: string) => told(() => read(text));
const ofCell = (text: string) => told(() => numericTable(read(text), ['y']));

describe('files that are no tables', () => {
  test.each([
    ['nothing', '', '[empty-file] data.csv: data.csv is empty — give a file with a header row and at least one row of data'],
    [
      'blanks only',
      ' \n\n',
      '[empty-file] data.csv: data.csv is empty — give a file with a header row and at least one row of data',
    ],
    [
      'a header only',
      'x,y\n',
      '[no-rows] data.csv: data.csv has a header (x, y) and no usable row — give a file with a header row and at least one row of data',
    ],
    [
      'comments only',
      '# a\n',
      '[no-rows] data.csv: data.csv holds comment lines only — give a file with a header row and at least one row of data',
    ],
    [
      'JSON',
      '[{"x": 1}]',
      '[not-a-table] data.csv: data.csv is JSON, not a table (CSV) — convert it to CSV: a header row with the column names, then a line for each row',
    ],
    [
      'a web page',
      '<!DOCTYPE html>\n<html>',
      '[not-a-table] data.csv: data.csv is a web page (HTML), not a table (CSV) — download the data file itself; on GitHub: the "Raw" link',
    ],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
      '[not-a-table] data.csv: data.csv is a Git LFS pointer: the data themselves have not been fetched, not a table (CSV) — fetch them with: git lfs pull',
    ],
  ])('%s', (_, text, expected) => {
    expect(ofText(text)).toBe(expected);
  });

  test.each([
    [
      'an .xlsx',
      [...utf8('PK\x03\x04....[Content_Types].xml....xl/workbook.xml')],
      'an Excel workbook (.xlsx)',
      'save it as CSV',
    ],
    ['an .xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'an Excel workbook (.xls)', 'save it as CSV'],
    ['a zip', [...utf8('PK\x03\x04....data.csv')], 'a zip archive', 'decompress'],
    ['a gzip', [0x1f, 0x8b, 8, 0], 'compressed (gzip)', 'gunzip'],
    ['a Parquet file', [...utf8('PAR1\x15\x04')], 'a Parquet file', 'export it as CSV'],
    ['a PNG', [0x89, ...utf8('PNG\r\n')], 'a PNG image', 'CSV'],
    ['a NumPy array', [0x93, ...utf8('NUMPY\x01')], 'a NumPy array', 'savetxt'],
    ['other bytes with zeros', [1, 2, 0, 0, 5, 0, 0, 0, 7], 'a binary file (byte 3 is zero)', 'CSV'],
    ['16-bit samples', [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0], 'a binary file', 'CSV'],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x78, 0, 0, 0], 'UTF-32 text', 'UTF-8'],
  ])('%s is named', (_, bytes, what, advice) => {
    const text = ofBytes(Uint8Array.from(bytes));
    expect(text).toContain(`[not-text] data.csv: data.csv is ${what}`);
    expect(text).toContain(advice);
  });
});

describe('rows and quotes', () => {
  test.each([
    [
      'x,y\n1,2\n3\n4,5,6\n',
      '[ragged-row] data.csv:3:2: row 2 (line 3) has 1 field, the header has 2; 1 other row does not fit either — correct the rows (a delimiter inside a field needs quotes around the field), or leave such rows out with --skip-invalid',
    ],
    [
      'x,y\n1,2\n4,5,6\n7,8\n',
      '[ragged-row] data.csv:3:3: row 2 (line 3) has 3 fields, the header has 2 — correct the row (a delimiter inside a field needs quotes around the field), or leave such rows out with --skip-invalid',
    ],
    [
      'My data\nx,y\n1,2\n3,4\n',
      '[ragged-row] data.csv:2:2: row 1 (line 2) has 2 fields, the header has 1; 2 other rows do not fit either — delete what stands above the header (line 1), or begin those lines with #',
    ],
    [
      'x y\n1 0.5 0.3\n2 0.6 0.4\n',
      '[ragged-row] data.csv:2:3: row 1 (line 2) has 3 fields, the header has 2; 1 other row does not fit either — give the first column a name too: R writes row names without one (write.csv(data, row.names = FALSE))',
    ],
    [
      'x,y\n1,"2\n3,4\n',
      '[bad-quote] data.csv:2: a quote that opens on line 2 or later is never closed — put quotes around the whole field, and write a quote inside it twice: "5"" pipe"',
    ],
    [
      'x,y\n1,2\n5" pipe,4\n',
      '[bad-quote] data.csv:3: line 3 has a quote (") in the middle of a field — put quotes around the whole field, and write a quote inside it twice: "5"" pipe"',
    ],
  ])('%j', (text, expected) => {
    expect(ofText(text)).toBe(expected);
  });

  test('ragged rows are left out when that is asked, counted and placed in a note, and row numbers stay', () => {
    const table = read('x,y\n1,2\n3\n4,5\n', { skipInvalid: true });
    expect([table.rows, [...(table.lines ?? [])], [...(table.rowNumbers ?? [])]]).toEqual([2, [2, 4], [1, 3]]);
    expect(codes(table)).toEqual(['ragged-rows']);
    expect(table.notes[0]?.message.en).toBe(
      '1 row has another number of fields than the header and is left out (the first: data.csv:3)',
    );
  });
});

describe('cells', () => {
  test.each([
    [
      'x,y\n1,2\n2,abc\n3,4\n',
      '[not-a-number] data.csv:3:2: row 2 of column "y" holds "abc", which is not a number — correct it, or leave such rows out with --skip-invalid',
    ],
    [
      'x,y\n1,2\n2,\n3,NA\n4,5\n',
      '[empty-cell] data.csv:3:2: row 2 of column "y" is empty; so with 2 of the column\'s 4 cells — fill it in, or leave such rows out with --skip-invalid',
    ],
    [
      'x,y\n1,2\n2,NaN\n',
      '[not-finite] data.csv:3:2: row 2 of column "y" holds "NaN", not a finite number — correct it, or leave such rows out with --skip-invalid',
    ],
    [
      'x,y\n1,1e999\n2,3\n',
      '[not-finite] data.csv:2:2: row 1 of column "y" holds "1e999", not a finite number — correct it, or leave such rows out with --skip-invalid',
    ],
    [
      'x,y\n1,#DIV/0!\n2,3\n',
      '[not-a-number] data.csv:2:2: row 1 of column "y" holds "#DIV/0!", the result of a failed spreadsheet formula — correct it, or leave such rows out with --skip-invalid',
    ],
    ['x,y\n1,12%\n2,3%\n', '% (and divide by 100'],
    ['x,y\n1,$12\n2,3\n', 'currency'],
    ['x,y\n1,"₩1,000"\n2,3\n', 'currency'],
    ['x,y\n1,12 kg\n2,3\n', 'without the unit'],
    ['x,y\n1,(12)\n2,3\n', 'minus, not in brackets'],
    ['x,y\n1,0x1F\n2,3\n', 'decimal notation'],
    ['x,y\n1,2020-01-01\n2,2020-01-02\n', "--let 't = years(y)'"],
    [
      'x,y\n1,red\n2,blue\n',
      "none of the column's 2 cells is a finite number — it is a column of text: use a column of numbers, or one parameter for each of its values, b[y]",
    ],
    [`x,y\n1,${'a'.repeat(50)}\n2,3\n`, `"${'a'.repeat(39)}…"`],
  ])('%j', (text, expected) => {
    expect(ofCell(text)).toContain(expected);
  });

  test('an unknown column names the nearest and lists what there is', () => {
    expect(told(() => columnOf(read('time,y\n1,2\n'), 'tmie'))).toBe(
      '[unknown-column] tmie: data.csv has no column "tmie"; its columns are time, y — did you mean time?',
    );
    expect(told(() => columnOf(read('1,2\n3,4\n'), 'y'))).toBe(
      '[unknown-column] y: data.csv has no column "y"; its columns are x1, x2 — the file has no header row: call the columns x1, x2, or put a header row on top',
    );
  });

  test('Korean column names stand in messages', () => {
    // '이름,각도\n가,1\n나,2\n' in CP949.
    const table = readTable(hex('c0ccb8a72cb0a2b5b50ab0a12c310ab3aa2c320a'), { source: '자료.csv' });
    expect(told(() => numericTable(table, ['이름']))).toContain('[not-a-number] 자료.csv:2:1: row 1 of column "이름" holds "가"');
  });
});
