import { allocateColumns } from '../backend/allocate-columns.js';
import { columnOf } from '../data/column.js';
import type { ColumnGroup, NumericOptions } from '../data/numeric.js';
import type { Note, Table } from '../data/table.js';
import type { FitOptions } from './options.js';

/** Below this a copy costs less than a memory of its own. */
const LEAST_ROWS = 100_000;

/** The used columns whose numbers are still text. */
export function textColumns(table: Table, groups: readonly ColumnGroup[]): string[] {
  const names = new Set(groups.flatMap((group) => [...group.names]));
  return [...new Set([...names].map((name) => columnOf(table, name)))]
    .filter(({ values }) => values === undefined)
    .map(({ name }) => name);
}

/** Where the numbers of columns of text go: of many rows to where the kernel reads them, if nothing but they are read. */
export function roomFor(
  table: Table,
  groups: readonly ColumnGroup[],
  { float32 = false, weights, sigma }: FitOptions,
): Pick<NumericOptions, 'room'> {
  const own = textColumns(table, groups);
  const used = new Set(groups.flatMap((group) => [...group.names]));
  const inPlace = own.length === used.size && groups.length === 1 && weights === undefined && sigma === undefined;
  if (inPlace && own.length > 0 && table.rows >= LEAST_ROWS) {
    const columns = allocateColumns(own, table.rows, { float32 });
    return { room: (name) => columns[name] as Float64Array | Float32Array };
  }
  return float32 ? { room: (_, rows) => new Float32Array(rows) } : {};
}

export const FLOAT32: Note = {
  code: 'float32',
  detail: 'float32',
  message: {
    en: 'the numbers of the data were kept with 7 digits (--float32), and rounded to them where they had more',
    ko: '데이터의 수를 7자리(--float32)로 보관했고, 그보다 긴 수는 반올림했습니다',
  },
  advice: { en: 'Leave --float32 out where more digits count.', ko: '더 많은 자릿수가 중요하면 --float32를 빼세요.' },
};
