import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { numberBlocks } from '../../src/data/number-blocks.js';
import { numericColumn } from '../../src/data/numeric.js';
import { tableParts } from '../../src/data/parts.js';
import { readTable } from '../../src/data/read.js';
import type { Table } from '../../src/data/table.js';
import { largeFile } from '../../src/node/files.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function partsOf(text: string, size: number): Promise<Table[]> {
  const parts: Table[] = [];
  for await (const part of tableParts(cut(encode(text), size), { source: 'data.csv' }, 60)) parts.push(part);
  return parts;
}

const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => row(i)).join('\n');
const FILES = {
  'plain rows': `x,y\n${rows(200, (i) => `${i / 7},${i * i}`)}\n`,
  'no line feed at the end': `x;y\n${rows(50, (i) => `${i};${-i}`)}`,
  'comments, blank lines and Windows line ends': `# made by hand\r\n\r\nx\ty\r\n${rows(40, (i) => `${i}\t${i + 0.5}\r`)}\n\n\n`,
  'no header': rows(60, (i) => `${i},${3 * i}`),
  'no header, and text in every row but the first': `1,2,3\n${rows(60, (i) => `${i},#${i} of 60,name`)}\n`,
  'no header, and rows that begin with text, # or nothing': `1,2\n${rows(60, (i) => `${['n/a', '#3', '', '"a\nb"'][i % 4]},${i}`)}\n`,
  'names in a comment above the rows': `# time, site\n\n1,2\n${rows(60, (i) => `${i},north`)}\n`,
  'one column of decimal commas below whole numbers': `x\n${rows(120, (i) => `${i}`)}\n${rows(20, (i) => `${i},5`)}\n`,
  'quoted fields with line feeds, commas and quotes': `x,"the, ""name""",y\n${rows(80, (i) => `${i},"line\n${i}, ""a""",${i / 3}`)}\n`,
  'decimal commas': `x;y\n${rows(50, (i) => `${i},25;${i},5`)}\n`,
  'a byte order mark and Korean names': `\ufeff이름,값\n${rows(70, (i) => `${i},${2 * i}`)}\n`,
};

describe('a table that is read part by part', () => {
  it.each(Object.entries(FILES))(
    '%s: the columns, cells, lines and rows of the whole, for parts of 1 … 1000 bytes',
    async (_, text) => {
      const whole = readTable(encode(text), { source: 'data.csv' });
      for (const size of [1, 7, 64, 333, 1000]) {
        const parts = await partsOf(text, size);
        const joined = (of: (part: Table) => Iterable<unknown>): unknown[] => parts.flatMap((part) => [...of(part)]);
        for (const [name, { cells }] of whole.columns)
          expect(joined((part) => part.columns.get(name)?.cells ?? [])).toEqual(cells);
        expect(joined((part) => part.lines ?? [])).toEqual([...(whole.lines ?? [])]);
        const numbers = joined((part) => part.rowNumbers ?? Array.from({ length: part.rows }, (_, i) => i + 1));
        expect(numbers).toEqual(Array.from({ length: whole.rows }, (_, i) => i + 1));
        expect(parts[0]?.columns.size).toBe(whole.columns.size);
      }
    },
  );

  it('gives the numbers of the whole, and tells once how they are written', async () => {
    const text = FILES['decimal commas'];
    const told: string[] = [];
    const parts = tableParts(cut(encode(text), 100), { source: 'data.csv' }, 0);
    const read: number[] = [];
    for await (const block of numberBlocks(parts, (note) => told.push(note.code))) read.push(...(block.y ?? []));
    expect(read).toEqual([...numericColumn(readTable(encode(text), { source: 'data.csv' }), 'y').values]);
    expect(told).toEqual(['decimal-comma']);
  });

  it('says in which line and row of the file a cell is no number, a row has another number of fields', async () => {
    const good = rows(100, (i) => `${i},${i}`);
    const numbers = async (text: string): Promise<void> => {
      for await (const block of numberBlocks(tableParts(cut(encode(text), 50), { source: 'data.csv' }, 0), () => {}))
        block.y?.length;
    };
    await expect(numbers(`x,y\n${good}\n5,six\n`)).rejects.toMatchObject({
      code: 'not-a-number',
      place: 'data.csv:102:2',
      message: expect.stringContaining('row 101 of column "y"'),
    });
    await expect(numbers(`x,y\n${good}\n5\n`)).rejects.toMatchObject({
      code: 'ragged-row',
      message: expect.stringContaining('row 101 (line 102)'),
    });
  });

  it('refuses a decimal sign that changes, and text whose lines do not end', async () => {
    const two = async function* (): AsyncGenerator<Uint8Array> {
      yield encode(`x;y\n${rows(40, (i) => `${i};${i}.5`)}\n`);
      yield encode(`${rows(40, (i) => `${i};${i},5`)}\n`);
    };
    const reading = async (): Promise<void> => {
      const parts = tableParts(two(), { source: 'data.csv' }, 0);
      for await (const block of numberBlocks(parts, () => {})) block.y?.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'number-style-changes' });
    const wide = Uint8Array.from([0xff, 0xfe, ...[...'x,y\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0])]);
    const table = tableParts(cut(wide, 1000), { source: 'data.csv' });
    await expect(table.next()).rejects.toMatchObject({ code: 'part-without-end' });
  });
});

describe('largeFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-parts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the parts of a file above the limit, as often as they are asked for; null for others', async () => {
    const path = join(folder, 'data.csv');
    writeFileSync(path, 'x,y\n1,2\n');
    expect([await largeFile(path), await largeFile('-', 0), await largeFile(join(folder, 'missing.csv'), 0)]).toEqual([
      null,
      null,
      null,
    ]);
    const parts = await largeFile(path, 4, 3);
    for (let pass = 0; pass < 2; pass++) {
      const read: number[] = [];
      for await (const part of parts?.() ?? []) read.push(...part);
      expect(new TextDecoder().decode(Uint8Array.from(read))).toBe('x,y\n1,2\n');
    }
  });
});
