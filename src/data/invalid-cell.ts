import { DownhillError } from '../base/errors.js';
import { emptiness, PLAIN_NUMBER } from './cell.js';
import { cellPlace, quoted } from './place.js';
import type { Column, Table } from './table.js';

/** What is wrong with a cell that is no finite number, and what to do about it. @param count of such cells in the column. */
export function invalidCell(table: Table, column: Column, row: number, count: number): DownhillError {
  const { place, cell: where } = cellPlace(table, column, row);
  const all = count === table.rows && count > 1;
  const rest =
    count === 1
      ? ''
      : all
        ? `; none of the column's ${count} cells is a finite number`
        : `; so with ${count} of the column's ${table.rows} cells`;
  const cell = column.cells?.[row] ?? column.written?.get(row);
  if (cell === undefined) {
    const value = column.values?.[row];
    return new DownhillError(
      'not-finite',
      `${where} is ${value}, not a finite number${rest}`,
      'correct the values or the expression that computes them, or leave such rows out with --skip-invalid',
      { place },
    );
  }
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
