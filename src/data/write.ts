import type { Table } from './table.js';

/**
 * A table as CSV: a header, comma, `\n`; numbers in the shortest form that reads back to the same bits (−0 as `-0`, NaN as an empty cell), cells
 * as they were written; quotes only where they are needed. `readTable` reads it back.
 *
 * @example tableCsv(tableFromArrays({ x: [0.1, -0] })) // 'x\n0.1\n-0\n'
 */
export function tableCsv(table: Table): string {
  const columns = [...table.columns.values()];
  const lines = [columns.map((column) => quotedField(column.name)).join(',')];
  for (let row = 0; row < table.rows; row++) {
    lines.push(
      columns
        .map(({ values, cells }) => (values !== undefined ? numberText(values[row] as number) : quotedField(cells?.[row] ?? '')))
        .map((field) => (field === '' && columns.length === 1 ? '""' : field))
        .join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : Number.isNaN(value) ? '' : String(value));

/** `#` and `%` begin comments, and blanks around a field are cut off, when they are not quoted. */
const quotedField = (text: string): string => (/[",\r\n]|^[\s#%]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
