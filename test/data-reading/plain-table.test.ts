import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { numericTable } from '../../src/data/numeric.js';
import { cellPlace } from '../../src/data/place.js';
import { plainTable } from '../../src/data/plain/plain-table.js';
import { readTable } from '../../src/data/read.js';
import type { Table } from '../../src/data/table.js';
import { fileBytes } from '../../src/node/files.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const SMALL = { head: 200, headRows: 2, rows: 5 };

const plainOf = (bytes: Uint8Array, used: readonly string[], size = 7): Promise<Table | null> =>
  plainTable(
    async function* () {
      const room = new Uint8Array(size);
      for (let at = 0; at < bytes.length; at += size) {
        const part = bytes.subarray(at, at + size);
        room.set(part);
        yield room.subarray(0, part.length);
      }
    },
    {
      source: 'data.csv',
      isUsed: (name) => used.includes(name),
      room: (names, rows) => Object.fromEntries(names.map((name) => [name, new Float64Array(rows)])),
    },
    SMALL,
  );

/** What is left of a table when the columns are numbers, or the error that it is. */
function numbersOf(table: Table, names: readonly string[], skipInvalid: boolean): unknown {
  try {
    const { table: numeric, skipped } = numericTable(table, names, { skipInvalid });
    const rows = Array.from({ length: numeric.rows }, (_, row) => row);
    return {
      rows: numeric.rows,
      values: names.map((name) => [...(numeric.columns.get(name)?.values ?? [])]),
      places: rows.map((row) => cellPlace(numeric, { name: 'x' }, row)).map(({ cell, place }) => [cell, place.split(':')[1]]),
      notes: numeric.notes,
      skipped,
    };
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error;
    const { code, message, advice, place } = error;
    return { code, message, advice, place };
  }
}

const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => row(i)).join('\n');
const PLAIN = {
  'numbers and text': `x,name,y\n${rows(40, (i) => `${i / 7},no ${i},${i * i}e-3`)}\n`,
  'no line feed at the end': `x;y\n${rows(30, (i) => `${i};${-i}.5`)}`,
  'Windows line ends and blanks': `x\ty\r\n${rows(40, (i) => ` ${i} \t${i + 0.5}\r`)}\n`,
  'comments and blank lines above, missing cells': `# made by hand\n\nx,y\n${rows(40, (i) => `${i},${i % 5 === 4 ? ['NA', '', 'inf', '-'][i % 4] : i}`)}\n`,
  'a byte order mark and Korean names': `\ufeffx,이름,y\n${rows(40, (i) => `${i},값 ${i},${2 * i}`)}\n`,
  'characters of 2 … 4 bytes that come late': `x,name,y\n${rows(60, (i) => `${i},${i < 50 ? 'a' : 'é 값 🌊'},${i}`)}\n`,
  'columns with the names of what every object has': `x,__proto__,y,constructor\n${rows(60, (i) => `${i},1,${i},2`)}\n`,
  'aligned columns': `x    name\t y\r\n${rows(40, (i) => `  ${i}${' '.repeat(1 + (i % 4))}a${i} \t${i % 7 === 6 ? 'NA' : `${i}.5`} \r`)}\n`,
  'what numpy.savetxt writes': `# x y\n${rows(40, (i) => `${(i / 7).toExponential(18)} ${(-i * i).toExponential(18)}`)}\n`,
  "Excel's line and a pipe": `sep=|\nx|y\n${rows(40, (i) => `${i}|${i}`)}\n`,
};
const OTHERS = {
  quotes: `x,y\n${rows(30, (i) => `${i},${i}`)}\n"1",2\n`,
  'decimal commas': `x;y\n${rows(40, (i) => `${i};${i},5`)}\n`,
  'decimal commas in another column': `x;y;z\n${rows(40, (i) => `1.500;2;${i},5`)}\n`,
  'a comment between rows': `x,y\n${rows(30, (i) => `${i},${i}`)}\n# half of it\n1,2\n`,
  'a blank line between rows': `x,y\n${rows(30, (i) => `${i},${i}`)}\n\n1,2\n`,
  'blank lines at the end': `x,y\n${rows(30, (i) => `${i},${i}`)}\n\n\n`,
  'rows of other lengths': `x,y\n${rows(30, (i) => `${i},${i}`)}\n1,2,3\n`,
  'used columns of names': `x,y\n${rows(60, (i) => `${i < 50 ? i : 'calm'},${i}`)}\n`,
  'used columns of text': `x,y\n${rows(40, (i) => `site ${i},${i}`)}\n`,
  'a delimiter at the end of all rows': `x,y\n${rows(40, (i) => `${i},${i},`)}\n`,
  'a lone carriage return above the rows': `# made by\r# tool\nx,y\n${rows(60, (i) => `${i},${i}`)}\n`,
  'a lone carriage return behind the header': `x,y\r1,2\n${rows(60, (i) => `${i},${i}`)}\n`,
  'a number of 300,000 digits': `x,y\n${rows(60, (i) => `${i},${i}`)}\n0.${'3'.repeat(300_000)},1\n`,
  'a cell of 300,000 letters': `x,y\n${rows(60, (i) => `${i},${i}`)}\n${'z'.repeat(300_000)},1\n`,
  'few bytes': 'x,y\n1,2\n3,4\n',
};

describe('a large table of plain numbers', () => {
  it.each(Object.entries(PLAIN))(
    '%s: numbers, rows, lines, notes and errors of the text, for parts of 1 … 100 bytes',
    async (_, text) => {
      const whole = readTable(encode(text), { source: 'data.csv' });
      for (const size of [1, 7, 100]) {
        const plain = await plainOf(encode(text), ['x', 'y'], size);
        expect(plain).not.toBeNull();
        expect([...(plain as Table).columns.keys()]).toEqual([...whole.columns.keys()]);
        for (const skip of [true, false])
          expect(numbersOf(plain as Table, ['x', 'y'], skip)).toEqual(numbersOf(whole, ['x', 'y'], skip));
      }
    },
  );

  it.each(Object.entries(OTHERS))('leaves %s to the reader of text', async (_, text) => {
    expect(await plainOf(encode(text), ['x', 'y'])).toBeNull();
  });

  it('leaves bytes that are no UTF-8 to the reader of text, wherever they stand', async () => {
    const bad = [[0xff], [0xc3], [0xc0, 0xaf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xb0, 0xa1]];
    for (const bytes of bad) {
      const text = encode(`x,name,y\n${rows(60, (i) => `${i},a,${i}`)}\n7,@,7\n`);
      const at = text.lastIndexOf(0x40);
      const spoilt = Uint8Array.from([...text.subarray(0, at), ...bytes, ...text.subarray(at + 1)]);
      expect(await plainOf(spoilt, ['x', 'y']), String(bytes)).toBeNull();
    }
  });

  it('gives what the reader of text gives, or nothing, for 3,000 random files', async () => {
    const cell = fc.oneof(
      { weight: 150, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '',
          'NA',
          '-',
          'nan',
          ' 7',
          '+1',
          '.5',
          '1.',
          '1,5',
          '1.234',
          '"3"',
          'x',
          '5 m',
          '#',
          '1e400',
          '−2',
        ),
      },
    );
    const file = fc.record({
      cells: fc.array(fc.tuple(cell, cell, cell), { minLength: 10, maxLength: 30 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|', '  '),
      end: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      odd: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.tuple(fc.nat(29), fc.constantFrom('', '# note', ';;', ',,', '1')) },
      ),
    });
    let read = 0;
    await fc.assert(
      fc.asyncProperty(file, async ({ cells, delimiter, end, last, odd }) => {
        const lines = cells.map((row) => row.join(delimiter));
        if (odd !== null) lines.splice(odd[0] % lines.length, 0, odd[1]);
        const bytes = encode(['x', 'z', 'y'].join(delimiter) + end + lines.join(end) + (last ? end : ''));
        const plain = await plainOf(bytes, ['x', 'y'], 11);
        if (plain === null) return;
        read++;
        const whole = readTable(bytes, { source: 'data.csv' });
        for (const skip of [true, false]) expect(numbersOf(plain, ['x', 'y'], skip)).toEqual(numbersOf(whole, ['x', 'y'], skip));
      }),
      { numRuns: 3000 },
    );
    // Most are plain: the comparison is no empty one.
    expect(read).toBeGreaterThan(1000);
  });

  it('gives nothing where there is no memory for its columns', async () => {
    const bytes = encode(PLAIN['numbers and text']);
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes;
    };
    const room = (): never => {
      throw new RangeError('out of memory');
    };
    expect(await plainTable(source, { source: 'data.csv', isUsed: () => true, room }, SMALL)).toBeNull();
  });
});

describe('fileBytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the bytes of a large file as often as they are asked for, and null for small files, folders and standard input', async () => {
    const path = join(folder, 'data.csv');
    const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);
    writeFileSync(path, bytes);
    expect([
      await fileBytes(path),
      await fileBytes(folder, 0),
      await fileBytes('-', 0),
      await fileBytes(join(folder, 'none'), 0),
    ]).toEqual([null, null, null, null]);
    const parts = await fileBytes(path, 1000);
    for (let again = 0; again < 2; again++) {
      const read: Uint8Array[] = [];
      for await (const part of (parts as NonNullable<typeof parts>)()) read.push(part.slice());
      expect(Buffer.concat(read).equals(bytes)).toBe(true);
    }
  });
});
