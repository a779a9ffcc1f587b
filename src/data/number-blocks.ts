import { DownhillError } from '../base/errors.js';
import { asDoubles } from '../base/values.js';
import { type NumberStyle, styleNotes } from './number-style.js';
import { numericColumn } from './numeric.js';
import type { Note, Table } from './table.js';

/**
 * Tables that are parts of one, as blocks of numbers by column; a column is converted when it is asked for.
 *
 * @param tell told how the numbers of a column are written, where that is worth a note.
 * Errors: those of {@link numericColumn}, and `number-style-changes` where a later part of a column shows another decimal sign than the first.
 */
export async function* numberBlocks(
  parts: AsyncIterable<Table>,
  tell: (note: Note) => void,
): AsyncGenerator<Readonly<Record<string, Float64Array>>> {
  const styles = new Map<string, NumberStyle['decimal']>();
  for await (const table of parts) {
    const block: Record<string, Float64Array> = {};
    for (const name of table.columns.keys()) {
      let values: Float64Array | undefined;
      Object.defineProperty(block, name, {
        enumerable: true,
        get: () => {
          values ??= converted(table, name, styles, tell);
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
  styles: Map<string, NumberStyle['decimal']>,
  tell: (note: Note) => void,
): Float64Array {
  const { values, style } = numericColumn(table, name);
  if (!styles.has(name)) for (const note of styleNotes([{ name, style }])) tell(note);
  const before = styles.get(name) ?? style.decimal;
  styles.set(name, before);
  if (before === style.decimal) return asDoubles(values);
  const line = table.lines?.[0];
  throw new DownhillError(
    'number-style-changes',
    `column "${name}" is written with a decimal ${before === ',' ? 'comma' : 'point'} at first, and otherwise from line ${line} on or later`,
    'write its numbers with a decimal point: a file that is read in parts has to show how from its first part on',
    { place: table.source },
  );
}
