import { DownhillError } from '../base/errors.js';
import { decodeText, utf16WithoutMark } from './decode.js';
import type { Delimiter } from './delimiter.js';
import { delimiterOf, type ReadOptions, readTable } from './read.js';
import type { Table } from './table.js';

const FEED = 0x0a;
const QUOTE = 0x22;
/** A line that is longer is no line of a table. */
const LONGEST_LINE = 2 ** 26;
/** Of the first part at least, which tells how the file is written. */
const HEAD = 2 ** 16;
/** Notes of files whose first record is a row. */
const WITHOUT_HEADER = new Set(['no-header', 'header-in-comment']);

/**
 * Reads a text table like {@link readTable}, part by part: each part is cut at the end of a record, read below the first record of the file, which alone decides whether it is a header, and keeps its line and row numbers.
 *
 * Errors: those of `readTable`, and `part-without-end` for UTF-16 and for text without line feeds.
 * @param chunks of a file's bytes, each the size of a part. @param least bytes of the first part, if there are so many. @returns a table for each part that has rows.
 */
export async function* tableParts(chunks: AsyncIterable<Uint8Array>, options: ReadOptions, least = HEAD): AsyncGenerator<Table> {
  let head: Head | null = null;
  let before = { lines: 0, rows: 0 };
  for await (const part of records(chunks, options.source, least)) {
    if (head === null) {
      const table = readTable(part, options);
      head = headOf(part, table, options);
      before = { lines: feeds(part), rows: table.rows };
      yield table;
      continue;
    }
    const { prefix, lines, delimiter } = head;
    const above = { lines: before.lines - lines, rows: before.rows, delimiter };
    const table = readBelow(joined(prefix, part), { ...options, before: above });
    before = { lines: before.lines + feeds(part), rows: before.rows + (table?.rows ?? 0) };
    if (table !== null) yield table;
  }
}

/** The top of the file down to its first record, header or row, which is put above every part. */
interface Head {
  readonly prefix: Uint8Array;
  readonly lines: number;
  readonly delimiter: Delimiter;
}

function headOf(part: Uint8Array, { lines, notes }: Table, { source, encoding }: ReadOptions): Head {
  let end = 0;
  for (let line = 1; line < (lines?.[0] ?? 1); line++) end = part.indexOf(FEED, end) + 1;
  if (notes.some(({ code }) => WITHOUT_HEADER.has(code))) end = endOfRecord(part, end);
  const prefix = part.slice(0, end);
  return { prefix, lines: feeds(prefix), delimiter: delimiterOf(decodeText(part, source, encoding).text) };
}

/** Null where only blank lines are left. */
function readBelow(bytes: Uint8Array, options: ReadOptions): Table | null {
  try {
    return readTable(bytes, options);
  } catch (error) {
    if (error instanceof DownhillError && error.code === 'no-rows') return null;
    throw error;
  }
}

/** The bytes, cut behind line feeds that stand in no quotes. */
async function* records(chunks: AsyncIterable<Uint8Array>, source: string, least: number): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  let needed = least;
  for await (const chunk of chunks) {
    const bytes = joined(rest, chunk);
    const end = bytes.length < needed ? 0 : lastEnd(bytes);
    if (bytes.length - end > LONGEST_LINE || isWide(bytes)) throw withoutEnd(source);
    rest = bytes.slice(end);
    if (end === 0) continue;
    needed = 0;
    yield bytes.subarray(0, end);
  }
  if (rest.length > 0) yield rest;
}

/** Behind the record that begins at `start`. */
function endOfRecord(bytes: Uint8Array, start: number): number {
  let quoted = false;
  for (let i = start; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) quoted = !quoted;
    else if (bytes[i] === FEED && !quoted) return i + 1;
  }
  return bytes.length;
}

/** Behind the last record that is whole. */
function lastEnd(bytes: Uint8Array): number {
  if (!bytes.includes(QUOTE)) return bytes.lastIndexOf(FEED) + 1;
  let [end, quoted] = [0, false];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) quoted = !quoted;
    else if (bytes[i] === FEED && !quoted) end = i + 1;
  }
  return end;
}

const isWide = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || utf16WithoutMark(bytes) !== null;

function feeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(FEED); at >= 0; at = bytes.indexOf(FEED, at + 1)) count++;
  return count;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const withoutEnd = (source: string): DownhillError =>
  new DownhillError(
    'part-without-end',
    `${source} is read in parts because of its size, and where its lines end is not seen`,
    'write it as UTF-8 (iconv -t UTF-8) with line feeds and whole quotes',
    { place: source },
  );
