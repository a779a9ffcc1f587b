import { DownhillError } from '../base/errors.js';
import type { Values } from '../base/values.js';
import { PLAIN_NUMBER, parseCell, withPlainSigns } from './cell.js';
import { columnOf } from './column.js';
import { beyondFloats, floatRange } from './float-range.js';
import { invalidCell } from './invalid-cell.js';
import { type NumberStyle, numberStyle, PLAIN_STYLE, pointsAreDoubtful, styleNotes } from './number-style.js';
import { cellPlace, quoted } from './place.js';
import { selectRows } from './select.js';
import type { Shown } from './shown.js';
import type { Column, Table } from './table.js';

export interface NumericOptions {
  /** Cells that are no finite number are listed instead of being an error. */
  readonly skipInvalid?: boolean;
  /** Where the numbers of a column of text go; default fresh doubles. */
  readonly room?: (name: string, rows: number) => Values;
  /** Of a part of a file: what those before it have shown. */
  readonly before?: Shown;
}

/** A column as numbers. */
export interface NumericColumn {
  /** Length `rows`; NaN where the cell is no finite number. Not a copy where the table has numbers already. */
  readonly values: Values;
  /** Indices of those rows, ascending; empty unless `skipInvalid`. */
  readonly invalid: Uint32Array;
  /** The error that the first of them would have been. */
  readonly example: DownhillError | null;
  readonly style: NumberStyle;
}

/**
 * Numbers of a column: decimal point or comma ({@link numberStyle}), exponents (also Fortran's `1.5D+03`), signs between thousands,
 * the typographic minus.
 *
 * Errors: `unknown-column`, `empty-cell`, `not-a-number`, `not-finite` (each for the first such cell, with the count),
 * `ambiguous-number`; `float32-range` where `room` is of floats and a number does not fit them, also for `skipInvalid`: the rows are good.
 *
 * @example numericColumn(tableFromArrays({ x: ['1,5', '2'] }), 'x').values // [1.5, 2]
 */
export function numericColumn(table: Table, name: string, options: NumericOptions = {}): NumericColumn {
  const column = columnOf(table, name);
  const { values, style } = convert(table, column, options);
  refuseBeyondFloats(table, column, values, style);
  let count = 0;
  if (!isAllFinite(values)) for (let row = 0; row < values.length; row++) if (!Number.isFinite(values[row])) count++;
  const invalid = new Uint32Array(count);
  for (let row = 0, next = 0; next < count; row++) if (!Number.isFinite(values[row])) invalid[next++] = row;
  const example = count === 0 ? null : invalidCell(table, column, invalid[0] as number, count);
  if (example !== null && !options.skipInvalid) throw example;
  return { values, invalid, example, style };
}

/** Floats of a table that has them already are as they were given. */
function refuseBeyondFloats(table: Table, column: Column, values: Values, { decimal }: NumberStyle): void {
  const { cells } = column;
  if (cells === undefined || column.values !== undefined) return;
  // Zeros are asked for too, and may be half of a column.
  const exact = (row: number): number => (cells[row] === '0' ? 0 : parseCell(withPlainSigns(cells[row] as string), decimal));
  const bad = beyondFloats(values, exact);
  if (bad < 0) return;
  const { place, cell } = cellPlace(table, column, bad);
  throw floatRange(cell, quoted(cells[bad] as string), exact(bad), place);
}

const doubles = (_: string, rows: number): Values => new Float64Array(rows);

/** A third of the time that asking each takes: a number times 0 is ±0, ∞ and NaN give NaN. */
function isAllFinite(values: Values): boolean {
  // Four sums, which do not wait for each other.
  let [z0, z1, z2, z3] = [0, 0, 0, 0];
  let row = 0;
  for (; row + 4 <= values.length; row += 4) {
    z0 += (values[row] as number) * 0;
    z1 += (values[row + 1] as number) * 0;
    z2 += (values[row + 2] as number) * 0;
    z3 += (values[row + 3] as number) * 0;
  }
  for (; row < values.length; row++) z0 += (values[row] as number) * 0;
  return z0 + z1 + z2 + z3 === 0;
}

/** Rows that were left out, for a finding. */
export interface Skipped {
  readonly rows: number;
  /** `data.csv:3:2`, and what is wrong there. */
  readonly example: { readonly code: string; readonly place: string; readonly message: string } | null;
  /** Invalid cells by column, only columns that have any. */
  readonly byColumn: Readonly<Record<string, number>>;
}

/**
 * The table with the named columns as numbers in all rows: rows with an invalid cell in one of them are left out when
 * `skipInvalid`, else they are an error. Its notes gain `decimal-comma` and `thousands-separator`.
 *
 * Errors: those of {@link numericColumn}, and `no-rows` when none is left.
 */
export function numericTable(
  table: Table,
  names: Iterable<string>,
  options: NumericOptions = {},
): { readonly table: Table; readonly skipped: Skipped } {
  const { table: kept, skipped } = numericRows(table, [{ names, of: '' }], options);
  return { table: kept, skipped };
}

/** Columns that are read together. */
export interface ColumnGroup {
  readonly names: Iterable<string>;
  /** What reads them, for messages; empty where all is meant. */
  readonly of: string;
}

/**
 * Like {@link numericTable} for several readers of one table, each with columns of its own: a row is left out where none of them can use it, and its cells
 * that are no numbers are NaN where only some can.
 *
 * @param groups at least one. @returns beside the table, per group the rows of it that this group can use, ascending; null for all of them.
 * Errors: those of {@link numericColumn}, and `no-rows` when none is left for a group.
 */
export function numericRows(
  table: Table,
  groups: readonly ColumnGroup[],
  options: NumericOptions = {},
): { readonly table: Table; readonly rows: readonly (Uint32Array | null)[]; readonly skipped: Skipped } {
  const columns = new Map(table.columns);
  const styles: { name: string; style: NumberStyle }[] = [];
  const converted = new Map<string, NumericColumn>();
  const numeric = (name: string): NumericColumn => {
    const column = columnOf(table, name);
    let found = converted.get(column.name);
    if (found === undefined) {
      found = numericColumn(table, name, options);
      converted.set(column.name, found);
      columns.set(column.name, { ...column, values: found.values });
      styles.push({ name: column.name, style: found.style });
    }
    return found;
  };
  const masks = groups.map(({ names, of }) => usable(table, [...new Set(names)].map(numeric), of));
  const keep = union(masks);
  const whole = { ...table, columns, notes: [...table.notes, ...styleNotes(styles)] };
  const kept = keep === null ? whole : selectRows(whole, keep);
  const invalid = [...converted].filter(([, column]) => column.invalid.length > 0);
  const example = invalid[0]?.[1].example ?? null;
  return {
    table: kept,
    rows: masks.map((mask) => rowsOf(mask, keep)),
    skipped: {
      rows: table.rows - kept.rows,
      example: example === null ? null : { code: example.code, place: example.place ?? table.source, message: example.message },
      byColumn: Object.fromEntries(invalid.map(([name, column]) => [name, column.invalid.length])),
    },
  };
}

/** A byte a row, not 0 where it counts; null where all rows do, as in most data, however large. */
type Mask = Uint8Array | null;

/** The rows in which all of the columns are numbers. */
function usable(table: Table, columns: readonly NumericColumn[], of: string): Mask {
  if (columns.every(({ invalid }) => invalid.length === 0)) return null;
  const mask = new Uint8Array(table.rows).fill(1);
  for (const { invalid } of columns) for (const row of invalid) mask[row] = 0;
  const example = columns.find((column) => column.example !== null)?.example ?? null;
  if (example !== null && !mask.includes(1))
    throw new DownhillError(
      'no-rows',
      `no usable row is left of ${table.rows}${of === '' ? '' : ` for ${of}`}: ${example.message}`,
      example.advice,
      { place: example.place ?? table.source },
    );
  return mask;
}

/** The rows that count in one of the masks. */
function union(masks: readonly Mask[]): Mask {
  const [first = null, ...others] = masks;
  if (first === null || others.includes(null)) return null;
  return others.length === 0 ? first : first.map((own, row) => (others.some((mask) => mask?.[row] !== 0) ? 1 : own));
}

/** Where the rows of a mask stand among those that are kept. */
function rowsOf(mask: Mask, keep: Mask): Uint32Array | null {
  if (mask === null || mask === keep) return null;
  const rows = new Uint32Array(mask.length);
  let count = 0;
  let at = 0;
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] !== 0) rows[count++] = at;
    if (keep === null || keep[row] !== 0) at++;
  }
  return rows.subarray(0, count);
}

function convert(
  table: Table,
  column: Column,
  { room = doubles, before }: NumericOptions,
): { values: Values; style: NumberStyle } {
  if (column.values !== undefined) return { values: column.values, style: PLAIN_STYLE };
  const { cells } = column;
  if (cells === undefined) throw new Error(`column "${column.name}" was not read`);
  const values = room(column.name, cells.length);
  const odd: number[] = [];
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as string;
    if (PLAIN_NUMBER.test(cell)) values[row] = Number(cell);
    else odd.push(row);
  }
  const numbers = odd.some((row) => /\d/.test(cells[row] as string));
  if (!numbers && !pointsAreDoubtful(table, column, before)) {
    for (const row of odd) values[row] = Number.NaN;
    return { values, style: PLAIN_STYLE };
  }
  const style = numberStyle(table, column, before);
  // With a decimal comma the points mean something else in the plain cells too.
  const again = style.decimal === ',' ? cells.keys() : odd;
  for (const row of again) values[row] = parseCell(withPlainSigns(cells[row] as string), style.decimal);
  return { values, style };
}
