import { DownhillError } from '../../base/errors.js';
import type { Values } from '../../base/values.js';
import { decodeText } from '../decode.js';
import { signsIn } from '../number-style.js';
import { delimiterOf, type ReadOptions, readTable } from '../read.js';
import type { Column, Table } from '../table.js';
import { narrow } from './narrow.js';
import { Scanner } from './scanner.js';
import { BLANK, FEED, QUOTE, RETURN } from './signs.js';

/** The bytes of a file from its beginning, as often as they are asked for; a part may be overwritten by the next. */
export type FileBytes = () => AsyncIterable<Uint8Array>;

export interface PlainOptions extends ReadOptions {
  /** Whether the numbers of a column are needed, as far as its name tells. */
  readonly isUsed: (name: string) => boolean;
  /** Arrays for columns, of so many rows each. @throws DownhillError or RangeError where there is no memory for them. */
  readonly room: (names: readonly string[], rows: number) => Readonly<Record<string, Values>>;
}

/** From what size on. */
interface Sizes {
  /** Bytes that tell how the file is written. */
  readonly head: number;
  /** Rows among them at least. */
  readonly headRows: number;
  /** Of the file at least. */
  readonly rows: number;
}

/** The head has the rows that {@link signsIn} looks at; a file with fewer rows than that is read as text, which keeps all that may be asked of a table. */
const LARGE: Sizes = { head: 2 ** 18, headRows: 1000, rows: 100_001 };

/**
 * A large table whose used columns are written as plain numbers, read row by row into its columns and nothing else: the columns that are not used have neither values nor cells, and no text is kept. What it gives is what
 * {@link readTable} gives, or nothing.
 *
 * @returns null where the file is written otherwise (quotes, decimal commas, comments or blank lines between rows, used columns of text, …), where it is small, and where reading it as text is an error: to be read as text then.
 */
export async function plainTable(bytes: FileBytes, options: PlainOptions, sizes = LARGE): Promise<Table | null> {
  const layout = await headOf(bytes, options, sizes);
  if (layout === null) return null;
  const { head, names, used, delimiter, utf8 } = layout;
  const { feeds, ends } = await linesOf(bytes);
  const above = (head.lines?.[0] as number) - 1;
  const rows = feeds - above + (ends ? 0 : 1);
  if (rows < sizes.rows) return null;
  const room = unlessRefused(() => options.room(used, rows));
  if (room === null) return null;
  const places = new Map(used.map((name) => [name, room[name] as Values]));
  const scanner = new Scanner({ fields: names.map((name) => places.get(name) ?? null), delimiter, utf8 }, rows);
  if (!(await scanAll(bytes, scanner, above, delimiter === BLANK)) || scanner.rows !== rows) return null;
  const columns = new Map<string, Column>(
    names.map((name, field) => {
      const values = places.get(name);
      const written = scanner.written[field] as ReadonlyMap<number, string>;
      return [name, values === undefined ? { name } : { name, values, written }];
    }),
  );
  return { source: head.source, rows, columns, firstLine: above + 1, notes: head.notes };
}

interface Layout {
  /** The table of the first rows. */
  readonly head: Table;
  readonly names: readonly string[];
  /** The names of used columns. */
  readonly used: readonly string[];
  readonly delimiter: number;
  readonly utf8: boolean;
}

/** Null where the first rows already say that the file is to be read as text. */
async function headOf(bytes: FileBytes, options: PlainOptions, sizes: Sizes): Promise<Layout | null> {
  const start = await firstBytes(bytes, sizes.head);
  const end = start.lastIndexOf(FEED) + 1;
  if (start.length < sizes.head || end === 0 || start.includes(QUOTE) || hasLoneReturn(start)) return null;
  const part = start.subarray(0, end);
  const head = unlessRefused(() => readTable(part, options));
  if (head?.lines === undefined || head.rows < sizes.headRows || head.rowNumbers !== undefined || signsIn(head).comma)
    return null;
  const first = head.lines[0] as number;
  if (head.lines.some((line, row) => line !== first + row)) return null;
  const { text, notes } = decodeText(part, options.source, options.encoding);
  const utf8 = notes.length === 0 && (options.encoding === undefined || /^utf-?8$/i.test(options.encoding));
  // Of another encoding only what is ASCII is known to be the same in the whole file.
  if (!utf8 && part.some((byte) => byte > 0x7e)) return null;
  const delimiter = delimiterOf(text, options.delimiter);
  const names = [...head.columns.keys()];
  const used = names.filter(options.isUsed);
  // A column of one name is not cut at all.
  if (delimiter === null || delimiter.length !== 1 || delimiter > '~' || used.length === 0) return null;
  return { head, names, used, delimiter: delimiter.charCodeAt(0), utf8 };
}

/** A carriage return that ends a line by itself: then line feeds do not count the lines. */
const hasLoneReturn = (bytes: Uint8Array): boolean =>
  bytes.some((byte, at) => byte === RETURN && at + 1 < bytes.length && bytes[at + 1] !== FEED);

async function firstBytes(bytes: FileBytes, most: number): Promise<Uint8Array> {
  const start = new Uint8Array(most);
  let filled = 0;
  for await (const part of bytes()) {
    const taken = part.subarray(0, most - filled);
    start.set(taken, filled);
    filled += taken.length;
    if (filled === most) break;
  }
  return start.subarray(0, filled);
}

/** How many line feeds there are, and whether the last byte is one. */
async function linesOf(bytes: FileBytes): Promise<{ readonly feeds: number; readonly ends: boolean }> {
  let feeds = 0;
  let ends = true;
  for await (const part of bytes()) {
    for (let at = part.indexOf(FEED); at >= 0; at = part.indexOf(FEED, at + 1)) feeds++;
    if (part.length > 0) ends = part[part.length - 1] === FEED;
  }
  return { feeds, ends };
}

/** Longer lines are no rows of numbers. */
const LONGEST_LINE = 2 ** 22;

/** @param above lines that stand above the first row. @param aligned whether fields are cut at blanks, of any number. @returns whether all rows are plain. */
async function scanAll(bytes: FileBytes, scanner: Scanner, above: number, aligned: boolean): Promise<boolean> {
  const scan = (end: number): boolean => scanner.scan(room, aligned ? narrow(room, end) : end);
  let room = new Uint8Array(0);
  let left = 0;
  let skipped = 0;
  for await (const part of bytes()) {
    let start = 0;
    while (skipped < above && start < part.length) {
      const feed = part.indexOf(FEED, start);
      if (feed >= 0) skipped++;
      start = feed < 0 ? part.length : feed + 1;
    }
    if (room.length < left + part.length + 1) {
      if (left > LONGEST_LINE) return false;
      const larger = new Uint8Array(left + part.length + 4096);
      larger.set(room.subarray(0, left));
      room = larger;
    }
    room.set(part.subarray(start), left);
    const filled = left + part.length - start;
    const end = room.lastIndexOf(FEED, filled - 1) + 1;
    if (!scan(end)) return false;
    room.copyWithin(0, end, filled);
    left = filled - end;
  }
  if (left === 0) return true;
  room[left] = FEED;
  return scan(left + 1);
}

/** Null where it is refused, or there is no memory for it: then reading it as text says why. */
function unlessRefused<Result>(make: () => Result): Result | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof DownhillError || error instanceof RangeError) return null;
    throw error;
  }
}
