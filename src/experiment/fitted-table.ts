import type { Column, Table } from '../data/table.js';

/** A column that is added to a table. */
export interface NamedColumn {
  readonly name: string;
  /** Of the length of the table; undefined: there is none, nothing is added. */
  readonly values: Float64Array | undefined;
}

/**
 * What a fit read and what it says of it, row by row: `row` (the number of the row in the data) where rows were left out, the columns that the fit reads in
 * their order there, then the columns that are given. A column of the data keeps its name: `prediction_2` stands beside `prediction`.
 *
 * @param table of the fit: the rows that are used. @param used names of its columns. @param added in their order.
 */
export function fittedTable(table: Table, used: readonly string[], added: readonly NamedColumn[]): Table {
  const columns = new Map<string, Column>();
  const wanted = new Set(used);
  const known = [...table.columns.values()].filter(({ name }) => wanted.has(name) || wanted.has(name.normalize('NFC')));
  const taken = new Set(known.map(({ name }) => name));
  const add = ({ name, values }: NamedColumn): void => {
    if (values === undefined) return;
    const free = freeName(name, taken);
    taken.add(free);
    columns.set(free, { name: free, values });
  };
  if (table.rowNumbers !== undefined) add({ name: 'row', values: Float64Array.from(table.rowNumbers) });
  for (const column of known) columns.set(column.name, column);
  for (const column of added) add(column);
  return { source: table.source, rows: table.rows, columns, notes: [] };
}

/** `prediction`, or `prediction_2` where that is taken. */
export function freeName(name: string, taken: { has(name: string): boolean }): string {
  let candidate = name;
  for (let i = 2; taken.has(candidate); i++) candidate = `${name}_${i}`;
  return candidate;
}
