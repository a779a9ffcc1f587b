import { DownhillError } from '../base/errors.js';
import { emptiness, PLAIN_NUMBER, parseCell, withPlainSigns } from './cell.js';
import { columnOf } from './column.js';
import { type NumberStyle, numberStyle, PLAIN_STYLE, pointsAreDoubtful, styleNotes } from './number-style.js';
import { cellPlace, quoted } from './place.js';
import { selectRows } from './select.js';
import type { Column, Table } from './table.js';

export interface NumericOptions {
  /** Cells that are no finite number are listed instead of being an error. */
  readonly skipInvalid?: boolean;
}

/** A column as numbers. */
export interface NumericColumn {
  /** Length `rows`; NaN where the cell is no finite number. Not a copy where the table has numbers already. */
  readonly values: Float64Array;
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
 * `ambiguous-number`.
 *
 * @example numericColumn(tableFromArrays({ x: ['1,5', '2'] }), 'x').values // [1.5, 2]
 */
export function numericColumn(table: Table, name: string, options: NumericOptions = {}): NumericColumn {
  const column = columnOf(table, name);
  const { values, style } = convert(table, column);
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isFinite(values[row])) count++;
  const invalid = new Uint32Array(count);
  for (let row = 0, next = 0; next < count; row++) if (!Number.isFinite(values[row])) invalid[next++] = row;
  const example = count === 0 ? null : invalidCell(table, column, invalid[0] as number, count);
  if (example !== null && !options.skipInvalid) throw example;
  return { values, invalid, example, style };
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
  const columns = new Map(table.columns);
  const keep = new Uint8Array(table.rows).fill(1);
  const byColumn: [string, number][] = [];
  const styles: { name: string; style: NumberStyle }[] = [];
  let example: DownhillError | null = null;
  for (const name of new Set(names)) {
    const numeric = numericColumn(table, name, options);
    const column = columnOf(table, name);
    columns.set(column.name, { ...column, values: numeric.values });
    for (const row of numeric.invalid) keep[row] = 0;
    if (numeric.invalid.length > 0) byColumn.push([column.name, numeric.invalid.length]);
    example ??= numeric.example;
    styles.push({ name: column.name, style: numeric.style });
  }
  const kept = selectRows({ ...table, columns, notes: [...table.notes, ...styleNotes(styles)] }, keep);
  const rows = table.rows - kept.rows;
  if (kept.rows === 0 && example !== null) {
    throw new DownhillError('no-rows', `no usable row is left of ${table.rows}: ${example.message}`, example.advice, {
      place: example.place ?? table.source,
    });
  }
  return {
    table: kept,
    skipped: {
      rows,
      example: example === null ? null : { code: example.code, place: example.place ?? table.source, message: example.message },
      byColumn: Object.fromEntries(byColumn),
    },
  };
}

function convert(table: Table, column: Column): { values: Float64Array; style: NumberStyle } {
  if (column.values !== undefined) return { values: column.values, style: PLAIN_STYLE };
  const cells = column.cells ?? [];
  const values = new Float64Array(cells.length);
  const odd: number[] = [];
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as string;
    if (PLAIN_NUMBER.test(cell)) values[row] = Number(cell);
    else odd.push(row);
  }
  const numbers = odd.some((row) => /\d/.test(cells[row] as string));
  if (!numbers && !pointsAreDoubtful(table, column)) {
    for (const row of odd) values[row] = Number.NaN;
    return { values, style: PLAIN_STYLE };
  }
  const style = numberStyle(table, column);
  // With a decimal comma the points mean something else in the plain cells too.
  const again = style.decimal === ',' ? cells.keys() : odd;
  for (const row of again) values[row] = parseCell(withPlainSigns(cells[row] as string), style.decimal);
  return { values, style };
}

/** What is wrong with a cell, and what to do about it. */
function invalidCell(table: Table, column: Column, row: number, count: number): DownhillError {
  const { place, cell: where } = cellPlace(table, column, row);
  const all = count === table.rows && count > 1;
  const rest =
    count === 1
      ? ''
      : all
        ? `; none of the column's ${count} cells is a finite number`
        : `; so with ${count} of the column's ${table.rows} cells`;
  if (column.cells === undefined) {
    const value = column.values?.[row];
    return new DownhillError(
      'not-finite',
      `${where} is ${value}, not a finite number${rest}`,
      'correct the values or the expression that computes them, or leave such rows out with --skip-invalid',
      { place },
    );
  }
  const cell = column.cells[row] as string;
  const kind = PLAIN_NUMBER.test(cell) && !Number.isFinite(Number(cell)) ? 'not-finite' : emptiness(cell);
  const skip = 'correct it, or leave such rows out with --skip-invalid';
  if (kind === 'empty') {
    const what = cell === '' ? 'is empty' : `holds ${quoted(cell)}, a missing value`;
    return new DownhillError('empty-cell', `${where} ${what}${rest}`, skip.replace('correct it', 'fill it in'), { place });
  }
  if (kind === 'failed')
    return new DownhillError(
      'not-a-number',
      `${where} holds ${quoted(cell)}, the result of a failed spreadsheet formula${rest}`,
      skip,
      { place },
    );
  if (kind === 'not-finite')
    return new DownhillError('not-finite', `${where} holds ${quoted(cell)}, not a finite number${rest}`, skip, { place });
  return new DownhillError(
    'not-a-number',
    `${where} holds ${quoted(cell)}, which is not a number${rest}`,
    adviceFor(cell, column.name, all) ?? skip,
    { place },
  );
}

function adviceFor(cell: string, name: string, all: boolean): string | null {
  if (/^[+-]?\d[\d.,]*$/.test(cell))
    return 'write all numbers of the column with the same decimal sign, and none between the thousands';
  if (/^[+-]?[\d.,]+\s*%$/.test(cell)) return 'write the numbers without % (and divide by 100 where it is meant: --let)';
  if (/^[+-]?\s*[$€£¥₩]|[$€£¥₩원]$/.test(cell)) return 'write the amounts without the currency sign';
  if (/^\([\d.,]+\)$/.test(cell)) return 'write negative numbers with a minus, not in brackets';
  if (/^\d{1,4}[-/.년]\s*\d{1,2}[-/.월]/.test(cell))
    return `it looks like a date: --let 't = years(${nameText(name)})' makes decimal years of it`;
  if (/^[+-]?\d[\d.,]*\s*[^\d\s.,]{1,6}$/.test(cell))
    return 'write the numbers without the unit, which belongs into the column name';
  if (/^0[xb]/i.test(cell)) return 'write the number in decimal notation';
  if (all)
    return `it is a column of text: use a column of numbers, or one parameter for each of its values, b[${nameText(name)}]`;
  return null;
}

const nameText = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``);
