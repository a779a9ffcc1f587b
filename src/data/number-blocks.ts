import { DownhillError } from '../base/errors.js';
import { asDoubles } from '../base/values.js';
import { signsIn, styleNotes } from './number-style.js';
import { numericColumn } from './numeric.js';
import { type Settled, type Signs, settledBy } from './shown.js';
import type { Note, Table } from './table.js';

/**
 * Tables that are parts of one, as blocks of numbers by column; a column is converted when it is asked for. How it is written is decided by the first part that shows it, and
 * where none of its own does, by the other columns of the parts so far.
 *
 * @param tell told how the numbers of a column are written, where that is worth a note.
 * Errors: those of {@link numericColumn}, and `number-style-changes` where a later part of a column shows another decimal sign.
 */
export async function* numberBlocks(
  parts: AsyncIterable<Table>,
  tell: (note: Note) => void,
): AsyncGenerator<Readonly<Record<string, Float64Array>>> {
  const columns = new Map<string, Settled>();
  const told = new Set<string>();
  const once = (note: Note): void => {
    const key = `${note.code} ${note.detail}`;
    if (!told.has(key)) tell(note);
    told.add(key);
  };
  let file: Signs | undefined;
  for await (const table of parts) {
    const signs = signsIn(table, file);
    file = signs;
    const block: Record<string, Float64Array> = {};
    for (const name of table.columns.keys()) {
      let values: Float64Array | undefined;
      Object.defineProperty(block, name, {
        enumerable: true,
        get: () => {
          values ??= converted(table, name, columns, signs, once);
          return values;
        },
      });
    }
    yield block;
  }
}

function converted(
  table: Table,
  name: string,
  columns: Map<string, Settled>,
  file: Signs,
  tell: (note: Note) => void,
): Float64Array {
  const before = columns.get(name) ?? null;
  const { values, style } = numericColumn(table, name, { before: { column: before, file } });
  const settled = settledBy(table, name, style.decimal, before);
  if (settled !== null) columns.set(name, settled);
  for (const note of styleNotes([{ name, style }])) tell(note);
  if (before === null || before.decimal === style.decimal) return asDoubles(values);
  throw new DownhillError(
    'number-style-changes',
    `column "${name}" is written with a decimal ${before.decimal === ',' ? 'comma' : 'point'} at first, and otherwise from line ${table.lines?.[0]} on or later`,
    'write all of its numbers with the same decimal sign, best with a decimal point',
    { place: table.source },
  );
}
