import { DownhillError, type Span } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import type { Column, Table } from './table.js';

/**
 * The column of that name (in any Unicode normal form). Error: `unknown-column`, with the nearest name and the names there are.
 *
 * @param span where the name was written, for a caret.
 */
export function columnOf(table: Table, name: string, span?: Span): Column {
  const column = table.columns.get(name) ?? table.columns.get(name.normalize('NFC'));
  if (column !== undefined) return column;
  const names = [...table.columns.keys()];
  if (names.length === 0) {
    throw new DownhillError(
      'unknown-column',
      `"${name.slice(0, 80)}" is not known here: there are no columns yet`,
      'use numbers, pi and draws such as uniform(-1, 1)',
      span === undefined ? { place: table.source } : { place: table.source, span },
    );
  }
  const near = nearest(name, names);
  const shown =
    names.length === 0
      ? 'none'
      : names.length > 12
        ? `${names.slice(0, 12).join(', ')}, … (${names.length} in all)`
        : names.join(', ');
  const nameless = table.notes.some((note) => note.code === 'no-header');
  throw new DownhillError(
    'unknown-column',
    `${table.source} has no column "${name.slice(0, 80)}"; its columns are ${shown}`,
    near !== null
      ? `did you mean ${near}?`
      : nameless
        ? `the file has no header row: call the columns ${names.slice(0, 3).join(', ')}, or put a header row on top`
        : 'use one of these names, or derive the column with --let',
    span === undefined ? { place: name.slice(0, 80) } : { place: table.source, span },
  );
}
