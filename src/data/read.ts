import { DownhillError } from '../base/errors.js';
import { refuseBinary, refuseDocument } from './content.js';
import { decodeText } from './decode.js';
import { type Delimiter, findDelimiter } from './delimiter.js';
import { namesWithoutHeader, uniqueNames } from './header.js';
import { type Preamble, readPreamble } from './preamble.js';
import { readRecords } from './records.js';
import { Rows } from './rows.js';
import type { Column, Note, Table } from './table.js';

export interface ReadOptions {
  /** What the file is called in messages and records: `data.csv`, `<stdin>`. */
  readonly source: string;
  /** `cp949`, `utf-16`, `latin1`, …; found out when absent. */
  readonly encoding?: string;
  /** One character, ` ` for any run of blanks; found out when absent. */
  readonly delimiter?: string;
  /** Rows with another number of fields are left out with a note, instead of an error. */
  readonly skipInvalid?: boolean;
  /** What stands before this text where it is a later part of a file. Default nothing. */
  readonly before?: Before;
}

/** What stands before a part of a file, whose text begins with the top of the file once more, up to its first record: so the header is decided as there. */
export interface Before {
  /** Lines of the file that the text lacks. */
  readonly lines: number;
  readonly rows: number;
  /** Of the whole file. */
  readonly delimiter: Delimiter;
}

/**
 * Reads CSV, TSV and their relatives: any line ends, quotes, a byte order mark, other encodings ({@link decodeText}), `,` `;` tab `|`
 * or aligned columns, comment lines (`#`, `%`) on top, Excel's `sep=;`, a delimiter at the end of all rows, no header.
 * Cells stay text; `numericColumn` makes numbers of them. What was guessed is told in the table's notes.
 *
 * Errors: `empty-file`, `not-text`, `not-a-table`, `no-rows`, `ragged-row`, `bad-quote`, `encoding-unknown`, `encoding-mismatch`,
 * `file-too-large`, `delimiter-unknown`.
 *
 * @example
 * const table = readTable(new TextEncoder().encode('x,y\n1,2\n3,4\n'), { source: 'data.csv' });
 * table.columns.get('y')?.cells // ['2', '4']
 */
export function readTable(bytes: Uint8Array, options: ReadOptions): Table {
  const { source } = options;
  refuseBinary(bytes, source);
  const decoded = decodeText(bytes, source, options.encoding);
  refuseDocument(decoded.text, source);
  const preamble = readPreamble(normalised(decoded.text));
  if (preamble.body === '') throw noRows(source, 'holds comment lines only');
  const { before } = options;
  const delimiter =
    options.delimiter === undefined && before !== undefined ? before.delimiter : cutAt(preamble, options.delimiter);

  const rows = new Rows(source, before?.rows);
  const head: { names: readonly string[] | null; note: Note | null } = { names: null, note: null };
  const { comment } = preamble;
  const firstLine = preamble.firstLine + (before?.lines ?? 0);
  const inner = readRecords(preamble.body, { source, delimiter, comment, firstLine }, (fields, line) => {
    if (head.names !== null) return rows.add(fields, line);
    rows.begin(fields.length, line);
    head.names = fields;
    const made = namesWithoutHeader(fields, preamble.lastComment, delimiter);
    if (made === null) return;
    Object.assign(head, made);
    // Above a later part stands a row that was read with the first.
    if (before === undefined) rows.add(fields, line);
  });
  const read = rows.finish(options.skipInvalid ?? false);
  const header = head.names ?? [];
  const { names, notes } = uniqueNames(header);
  if (read.lines.length === 0) {
    throw noRows(source, `has a header (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}) and no usable row`);
  }

  const columns = new Map<string, Column>();
  for (const [i, cells] of read.columns.entries()) {
    const unnamed = head.note?.code === 'no-header' || header[i]?.trim() === '';
    // What a delimiter at the end of every line leaves behind.
    if (before === undefined && i > 0 && i === read.columns.length - 1 && unnamed && cells.every((cell) => cell === '')) continue;
    const name = names[i] as string;
    columns.set(name, { name, cells });
  }
  const dropped = columns.size < names.length ? names[names.length - 1] : undefined;
  return {
    source,
    rows: read.lines.length,
    columns,
    lines: Uint32Array.from(read.lines),
    ...(read.numbers === null ? {} : { rowNumbers: Uint32Array.from(read.numbers) }),
    notes: [
      ...decoded.notes,
      ...(head.note === null ? [] : [head.note]),
      ...notes.filter((note) => note.code !== 'unnamed-column' || note.detail !== dropped),
      ...(preamble.comments + inner > 0 ? [commentsNote(preamble.comments + inner, comment as string)] : []),
      ...read.notes,
    ],
  };
}

/** What the fields of a text are cut at. @param given by the user. */
export const delimiterOf = (text: string, given?: string): Delimiter => cutAt(readPreamble(normalised(text)), given);

const cutAt = ({ delimiter, body }: Preamble, given: string | undefined): Delimiter =>
  given === undefined ? (delimiter ?? findDelimiter(body)) : named(given);

/** Line ends as `\n`, without the Ctrl-Z that DOS programs put at the end. */
function normalised(text: string): string {
  const body = text.endsWith('\u001a') ? text.slice(0, -1) : text;
  return body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
}

function named(delimiter: string): Delimiter {
  const word = NAMED_DELIMITERS.get(delimiter.trim().toLowerCase()) ?? delimiter;
  if (word.length === 1 && word !== '"' && word !== '\n' && word !== '\r') return word;
  throw new DownhillError(
    'delimiter-unknown',
    `"${delimiter.slice(0, 40)}" is no delimiter`,
    'give one character, or tab, comma, semicolon or blank',
    {
      place: '--delimiter',
      usage: true,
    },
  );
}

const NAMED_DELIMITERS = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
  ['blank', ' '],
  ['blanks', ' '],
  ['space', ' '],
]);

const noRows = (source: string, what: string): DownhillError =>
  new DownhillError('no-rows', `${source} ${what}`, 'give a file with a header row and at least one row of data', {
    place: source,
  });

const commentsNote = (count: number, sign: string): Note => ({
  code: 'comments',
  detail: String(count),
  message: {
    en: `${count} line${count === 1 ? '' : 's'} that begin${count === 1 ? 's' : ''} with ${sign} ${count === 1 ? 'is' : 'are'} taken as comments`,
    ko: `${sign} 기호로 시작하는 ${count}줄은 주석으로 보고 건너뛰었습니다`,
  },
});
