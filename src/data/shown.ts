import type { Table } from './table.js';

/** Which decimal signs stand for certain in the columns of a table. */
export interface Signs {
  readonly comma: boolean;
  readonly point: boolean;
}

/** What a column of an earlier part has settled of how its numbers are written. */
export interface Settled {
  readonly decimal: '.' | ',';
  /** Whether it has points between thousands. */
  readonly dotGroups: boolean;
}

/** What the parts of a file before this one have shown of how a column is written. */
export interface Shown {
  /** Null where none of its numbers has a sign of either kind. */
  readonly column: Settled | null;
  readonly file: Signs;
}

/** What a column has settled when its numbers, in this part, were read with this sign; what it had where they would be the same with the other. */
export function settledBy({ columns }: Table, name: string, decimal: '.' | ',', before: Settled | null): Settled | null {
  const cells = columns.get(name)?.cells ?? [];
  const points = (): boolean => cells.some((cell) => cell.includes('.'));
  if (decimal === ',') {
    const dotGroups = before?.dotGroups || points();
    return before !== null || dotGroups || cells.some((cell) => cell.includes(',')) ? { decimal, dotGroups } : null;
  }
  return before ?? (points() || cells.some((cell) => cell.includes(',')) ? { decimal, dotGroups: false } : null);
}
