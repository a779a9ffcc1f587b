import { emptiness, looksLikeValue } from './cell.js';

/** What stands between fields. ` ` means any run of blanks and tabs (aligned columns), null that there is one column only. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ' | (string & {}) | null;

/** On equal merit the first is taken: a decimal comma beside another delimiter must not win. */
const CANDIDATES = ['\t', ';', '|', ',', ' '] as const;
const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_RECORDS = 100;

/**
 * The delimiter of a text table: the one that cuts the rows into as many fields as the header, then the one whose fields are numbers
 * more often. So `1,5;2,3` is cut at the semicolon and `x, y` at the comma.
 *
 * @param text begins with the header.
 */
export function findDelimiter(text: string): Delimiter {
  const [header, ...rows] = sampleRecords(text);
  if (header === undefined) return null;
  const sample = rows.length > 0 ? rows : [header];
  let best: Delimiter = null;
  let bestMerit = [0, 0];
  for (const candidate of CANDIDATES) {
    const width = split(header, candidate).length;
    if (width < 2) continue;
    const cut = sample.map((row) => split(row, candidate));
    const agreeing = cut.filter(
      (fields) => fields.length === width || (fields.length === width + 1 && fields[width] === ''),
    ).length;
    const values = cut.flat();
    const numbers = values.filter((field) => looksLikeValue(field) || emptiness(field) !== null).length;
    // In tenths: a few spoilt rows must not make another delimiter look better.
    const merit = [Math.round((10 * agreeing) / sample.length), Math.round((10 * numbers) / values.length)];
    if (best === null || compare(merit, bestMerit) > 0) {
      best = candidate;
      bestMerit = merit;
    }
  }
  // A header that no row agrees with is no header but a title above it, or one of R's: then the rows know better.
  return bestMerit[0] === 0 ? (delimiterOfRows(rows) ?? best) : best;
}

/** Rows with more fields than the header are ragged, and the error should count them right, unless the comma is a decimal one. */
function delimiterOfRows(rows: readonly string[]): Delimiter {
  for (const candidate of CANDIDATES) {
    const several = rows.filter((row) => split(row, candidate).length > 1);
    if (several.length === 0 || several.length < rows.length / 2) continue;
    if (candidate === ',' && several.every((row) => /^\s*[+-]?\d*,\d+\s*$/.test(row))) return null;
    if (candidate === ' ' && !several.every((row) => split(row, ' ').every(looksLikeValue))) return null;
    return candidate;
  }
  return null;
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const i = a.findIndex((value, k) => value !== b[k]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
};

/** The first records: lines, where a line end inside quotes does not count; blank lines are left out. */
function sampleRecords(text: string): string[] {
  const cut = text.length > SAMPLE_CHARACTERS;
  const lines = text.slice(0, SAMPLE_CHARACTERS).split('\n');
  // The last line may be half a line.
  if (cut && lines.length > 1) lines.pop();
  const records: string[] = [];
  let open: string | null = null;
  for (const line of lines) {
    const record: string = open === null ? line : `${open}\n${line}`;
    if ((record.split('"').length - 1) % 2 === 1) {
      open = record;
      continue;
    }
    open = null;
    if (record.trim() !== '') records.push(record);
    if (records.length === SAMPLE_RECORDS) return records;
  }
  // A quote that never closes is no quote (`5" pipe`): take the lines as they are.
  return open === null
    ? records
    : [...records, ...open.split('\n').filter((line) => line.trim() !== '')].slice(0, SAMPLE_RECORDS);
}

/** The fields of one record, quotes heeded and left on. */
export function split(record: string, delimiter: string): string[] {
  if (delimiter === ' ') return record.match(/"(?:[^"]|"")*"|[^ \t]+/g) ?? [''];
  if (!record.includes('"')) return record.split(delimiter);
  const fields: string[] = [];
  let field = '';
  for (const piece of record.split(delimiter)) {
    field = field === '' ? piece : `${field}${delimiter}${piece}`;
    if ((field.split('"').length - 1) % 2 === 1) continue;
    fields.push(field);
    field = '';
  }
  if (field !== '') fields.push(...field.split(delimiter));
  return fields;
}
