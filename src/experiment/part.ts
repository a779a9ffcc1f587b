import { picked, type Values } from '../base/values.js';
import type { Table } from '../data/table.js';
import { EQUATION, RESPONSES } from '../problem/several.js';
import type { ResolvedEquation } from './resolve.js';

/** An equation's share of the rows in memory. */
export interface Part {
  readonly equation: ResolvedEquation;
  /** Its rows in memory: from … to − 1. */
  readonly from: number;
  readonly to: number;
  /** The values of a column of the table in these rows. */
  readonly pick: (values: Values) => Values;
  /** The row of the table from which the i-th of these rows comes. */
  readonly tableRow: (i: number) => number;
}

/**
 * @param rows per equation the rows of the table that it can use, null for all. A single one uses all rows, in place.
 * @param all how many rows the table has.
 */
export function partsOf(equations: readonly ResolvedEquation[], rows: readonly (Uint32Array | null)[], all: number): Part[] {
  if (equations.length === 1)
    return equations.map((equation) => ({
      equation,
      from: 0,
      to: all,
      pick: (values) => values,
      tableRow: (i) => i,
    }));
  let to = 0;
  return equations.map((equation, k) => {
    const own = rows[k] ?? Uint32Array.from({ length: all }, (_, row) => row);
    const from = to;
    to += own.length;
    return {
      equation,
      from,
      to,
      pick: (values) => picked(values, own),
      tableRow: (i) => own[i] as number,
    };
  });
}

/** The number in the data, from 1 on, of a row in memory. */
export function rowNumber({ parts, table }: { readonly parts: readonly Part[]; readonly table: Table }, i: number): number {
  const part = parts.find(({ to }) => i < to) as Part;
  const row = part.tableRow(i - part.from);
  return table.rowNumbers?.[row] ?? row + 1;
}

/**
 * What several equations read, their rows below each other: every column that a right side reads, {@link EQUATION}, and {@link RESPONSES}. Memory: a copy of
 * each such column per equation. A cell that is no number in a row whose equation does not read it holds the column's first number instead.
 *
 * @param columns of the table, NaN where a cell is no number. @param reads the columns of the right sides. @param responses per equation.
 */
export function stacked(
  parts: readonly Part[],
  columns: ReadonlyMap<string, Values>,
  reads: readonly string[],
  responses: readonly Values[],
): Map<string, Float64Array> {
  const rows = parts.at(-1)?.to ?? 0;
  const below = (of: (part: Part, k: number) => Values): Float64Array => {
    const all = new Float64Array(rows);
    for (const [k, part] of parts.entries()) all.set(of(part, k), part.from);
    return all;
  };
  const all = new Map<string, Float64Array>();
  for (const [name, values] of columns) {
    if (!reads.includes(name)) continue;
    const spare = values.find(Number.isFinite) ?? 0;
    all.set(
      name,
      below((part) => part.pick(values).map((value) => (Number.isFinite(value) ? value : spare))),
    );
  }
  all.set(
    EQUATION,
    below((part, k) => new Float64Array(part.to - part.from).fill(k)),
  );
  all.set(
    RESPONSES,
    below((_, k) => responses[k] as Values),
  );
  return all;
}
