import { picked } from '../base/values.js';
import { lineOf } from './place.js';
import type { Column, Table } from './table.js';

/**
 * The table with some of its rows, in order; all its columns are cut. Line and row numbers stay those of the source.
 *
 * @param keep a mask of length `rows` (not 0: keep), or ascending row indices.
 * @example selectRows(table, Uint8Array.of(1, 0, 1)).rows // 2
 */
export function selectRows(table: Table, keep: Uint8Array | Uint32Array): Table {
  if (keep instanceof Uint8Array && !keep.includes(0)) return table;
  const rows = keep instanceof Uint8Array ? indices(keep) : keep;
  if (rows.length === table.rows) return table;
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    columns.set(name, {
      name,
      ...(column.values === undefined ? {} : { values: picked(column.values, rows) }),
      ...(column.written === undefined ? {} : { written: kept(column.written, rows) }),
      ...(column.cells === undefined
        ? {}
        : { cells: Array.from(rows, (row) => column.cells?.[row] as string), cutFrom: column.cutFrom ?? { table, column } }),
    });
  }
  const numbers = Uint32Array.from(rows, (row) => table.rowNumbers?.[row] ?? row + 1);
  const hasLines = table.lines !== undefined || table.firstLine !== undefined;
  const lines = hasLines ? { lines: Uint32Array.from(rows, (row) => lineOf(table, row) as number) } : {};
  return { source: table.source, rows: rows.length, columns, ...lines, rowNumbers: numbers, notes: table.notes };
}

function indices(mask: Uint8Array): Uint32Array {
  let count = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] !== 0) count++;
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] !== 0) rows[next++] = row;
  return rows;
}

/** Cells by the rows that are left. */
function kept(written: ReadonlyMap<number, string>, rows: Uint32Array): Map<number, string> {
  const left = new Map<number, string>();
  if (written.size === 0) return left;
  for (const [to, from] of rows.entries()) {
    const cell = written.get(from);
    if (cell !== undefined) left.set(to, cell);
  }
  return left;
}
