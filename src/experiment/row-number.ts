import type { Part } from './part.js';
import type { Prepared } from './prepare.js';

/** The 1-based number in the data of the row from which the i-th row in memory comes: of several responses each has its own rows. */
export function rowNumber({ table, parts }: Pick<Prepared, 'table' | 'parts'>, i: number): number {
  const part = parts.find(({ to }) => i < to) as Part;
  const row = part.tableRow(i - part.from);
  return table.rowNumbers?.[row] ?? row + 1;
}
