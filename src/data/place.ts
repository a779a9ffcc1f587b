import type { Column, Table } from './table.js';

/** How a cell is found again: `place` for the error, `row` for the sentence. */
export interface CellPlace {
  /** `data.csv:3:2` (line and field), or the source for tables without lines. */
  readonly place: string;
  /** `row 2 of column "y"`; rows count from 1 without the header. */
  readonly cell: string;
}

/** @param row 0-based index in the table. */
export function cellPlace(table: Table, column: Column, row: number): CellPlace {
  const number = table.rowNumbers?.[row] ?? row + 1;
  const line = lineOf(table, row);
  const field = [...table.columns.keys()].indexOf(column.name) + 1;
  // A column that was computed stands in no field of the file.
  const place =
    line === undefined
      ? table.source
      : column.cells === undefined && column.written === undefined
        ? `${table.source}:${line}`
        : `${table.source}:${line}:${field}`;
  return { place, cell: `row ${number} of column "${column.name}"` };
}

/** The line of the source on which a row starts; undefined for tables that were not read from text. */
export const lineOf = ({ lines, firstLine }: Pick<Table, 'lines' | 'firstLine'>, row: number): number | undefined =>
  firstLine === undefined ? lines?.[row] : firstLine + row;

/** A cell in quotes, cut to 40 characters. */
export function quoted(cell: string): string {
  const characters = [...cell.replace(/\s+/g, ' ')];
  return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')}"`;
}
