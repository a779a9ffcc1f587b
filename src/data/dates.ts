import { DownhillError } from '../base/errors.js';
import { emptiness } from './cell.js';
import { daysOf, type Moment, yearsOf } from './civil.js';
import { columnOf } from './column.js';
import { type DayOrder, orderShown, parseDate } from './date-format.js';
import type { NumericOptions } from './numeric.js';
import { cellPlace, quoted } from './place.js';
import type { Column, Table } from './table.js';

/**
 * A column of dates as decimal years: the year + (day of the year − 1 + part of the day) / days in the year, in UTC. Forms: see
 * {@link parseDate}. `7/8/2022` is read by what the other cells of the column show (`7/24/2022`).
 *
 * Errors: `unknown-column`, `not-a-date`, `empty-cell`, `ambiguous-date`; with `skipInvalid` such cells are NaN (`ambiguous-date` stays).
 *
 * @example years(tableFromArrays({ Date: ['1958-03-01'] }), 'Date') // [1958 + 59/365]
 */
export const years = (table: Table, name: string, options: NumericOptions = {}): Float64Array =>
  moments(table, name, yearsOf, options);

/** A column of dates as days since 1970-01-01T00:00Z; otherwise as {@link years}. @example days(…'1970-01-02T12:00') // [1.5] */
export const days = (table: Table, name: string, options: NumericOptions = {}): Float64Array =>
  moments(table, name, daysOf, options);

function moments(table: Table, name: string, measure: (moment: Moment) => number, options: NumericOptions): Float64Array {
  const column = columnOf(table, name);
  const cells = column.cells ?? Array.from(column.values ?? [], String);
  const whole = column.cutFrom ?? { table, column };
  const order = dayOrder(whole.table, whole.column, whole.column.cells ?? cells);
  const values = new Float64Array(cells.length);
  let first = -1;
  let count = 0;
  for (let row = 0; row < cells.length; row++) {
    const moment = parseDate(cells[row] as string, order);
    values[row] = moment === null ? Number.NaN : measure(moment);
    if (moment !== null) continue;
    if (first < 0) first = row;
    count++;
  }
  if (count > 0 && !options.skipInvalid) throw notADate(table, column, cells[first] as string, first, count);
  return values;
}

function dayOrder(table: Table, column: Column, cells: readonly string[]): DayOrder | null {
  const first: Partial<Record<DayOrder | 'both', number>> = {};
  for (let row = 0; row < cells.length; row++) {
    const shown = orderShown(cells[row] as string);
    if (shown !== null) first[shown] ??= row;
  }
  const dayFirst = first['day-first'];
  const monthFirst = first['month-first'];
  if (dayFirst !== undefined && monthFirst !== undefined) {
    throw new DownhillError(
      'ambiguous-date',
      `column "${column.name}" mixes day/month and month/day: ${quoted(cells[monthFirst] as string)} and ${quoted(cells[dayFirst] as string)}`,
      'write the dates as 2022-07-24',
      { place: cellPlace(table, column, Math.max(dayFirst, monthFirst)).place },
    );
  }
  if (first.both === undefined || dayFirst !== undefined || monthFirst !== undefined) {
    return dayFirst !== undefined ? 'day-first' : monthFirst !== undefined ? 'month-first' : null;
  }
  const { place, cell } = cellPlace(table, column, first.both);
  throw new DownhillError(
    'ambiguous-date',
    `${cell} holds ${quoted(cells[first.both] as string)}, which can be month/day or day/month, and no other cell decides it`,
    'write the dates as 2022-07-24',
    { place },
  );
}

function notADate(table: Table, column: Column, cell: string, row: number, count: number): DownhillError {
  const { place, cell: where } = cellPlace(table, column, row);
  const rest = count === 1 ? '' : `; so with ${count} of the column's ${table.rows} cells`;
  const skip = 'correct it, or leave such rows out with --skip-invalid';
  if (emptiness(cell) !== null) {
    return new DownhillError(
      'empty-cell',
      `${where} ${cell === '' ? 'is empty' : `holds ${quoted(cell)}`} where a date is expected${rest}`,
      skip,
      { place },
    );
  }
  const number = /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
  const advice =
    number > 1000 && number < 3000
      ? `these are decimal years already: use the column as it is (${column.name} - 1958)`
      : number > 15000 && number < 80000
        ? 'it looks like an Excel serial number: 1900 + (number - 2)/365.2425 is about the year, or format the cells as 2022-07-24 before saving'
        : 'write dates as 2022-07-24, 2022-07 or 2022-07-24T15:04:05, or leave such rows out with --skip-invalid';
  return new DownhillError('not-a-date', `${where} holds ${quoted(cell)}, which is not a date${rest}`, advice, { place });
}
