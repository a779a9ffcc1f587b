import { DownhillError } from '../base/errors.js';
import type { RandomStream } from '../base/random/stream.js';
import { selectRows } from '../data/select.js';
import type { Column, Note, Table } from '../data/table.js';
import { namesIn } from '../expression/node.js';
import { parseExpression } from '../language/index.js';
import { evaluateRows } from './data-expression.js';

/** Expressions by the name of the column that they make, in order. A record must not have names that are integers: JavaScript reorders those. */
export type Expressions = Readonly<Record<string, string>> | ReadonlyMap<string, string>;

export interface DeriveOptions {
  /** Where draws come from. */
  readonly stream?: RandomStream;
  /** Cells that are no number or date make NaN, which is left out where it is used, instead of being an error. */
  readonly skipInvalid?: boolean;
}

/**
 * The table with derived columns, each over the columns before it: `{ t: 'years(Date) - 1958', half: 't/2' }`. A column can be replaced by an
 * expression of itself (`x: 'x/1000'`, with a note); another expression under a name that is taken is an error.
 *
 * Errors: `column-exists`, `column-name`, and those of {@link evaluateRows}.
 *
 * @example deriveColumns(tableFromArrays({ x: [1, 2] }), { y: '10*x + 1' }).columns.get('y')?.values // [11, 21]
 */
export function deriveColumns(table: Table, expressions: Expressions, options: DeriveOptions = {}): Table {
  let derived = table;
  for (const [written, text] of expressions instanceof Map ? expressions : Object.entries(expressions)) {
    const name = columnName(written);
    const replaced = derived.columns.has(name);
    if (replaced && !namesIn(parseExpression(text, { functions: 'data' }).expression).includes(name)) {
      throw new DownhillError(
        'column-exists',
        `${derived.source} has a column "${name}" already`,
        `give the new column another name; only an expression of itself (${name} = ${name}/1000) replaces a column`,
        { place: name },
      );
    }
    const column: Column = { name, values: evaluateRows(text, { ...options, table: derived }) };
    const notes = replaced ? [...derived.notes, replacedNote(name, text)] : derived.notes;
    derived = { ...derived, columns: new Map([...derived.columns, [name, column]]), notes };
  }
  return derived;
}

/**
 * The rows in which the expression is not 0: `x > 0`. A comparison with NaN is 0, and NaN itself does not keep a row.
 * Errors: `no-rows` when none is left, and those of {@link evaluateRows}.
 */
export function filterRows(table: Table, where: string, options: DeriveOptions = {}): Table {
  const values = evaluateRows(where, { ...options, table });
  const keep = Uint8Array.from(values, (value) => (value !== 0 && !Number.isNaN(value) ? 1 : 0));
  const kept = selectRows(table, keep);
  if (kept.rows > 0) return kept;
  throw new DownhillError(
    'no-rows',
    `none of the ${table.rows} rows of ${table.source} fulfils ${where}`,
    'loosen the condition',
    {
      place: '--where',
      span: { text: where, start: 0, end: where.length },
    },
  );
}

const CONSTANTS = new Set(['pi', 'π']);

function columnName(written: string): string {
  const name = written.normalize('NFC').trim();
  if (name !== '' && !CONSTANTS.has(name)) return name;
  throw new DownhillError(
    'column-name',
    name === '' ? 'a derived column has no name' : `${name} is a constant and cannot name a column`,
    'write it as t = years(Date)',
    {
      place: '--let',
    },
  );
}

const replacedNote = (name: string, text: string): Note => ({
  code: 'column-replaced',
  detail: name,
  message: { en: `column "${name}" is replaced by ${text}`, ko: `"${name}" 열을 ${text} 값으로 바꾸었습니다` },
});
