import { DownhillError } from '../base/errors.js';
import type { Column, Table } from './table.js';

/** A column as a program has it: numbers, or text (categories, dates, numbers as text). */
export type ColumnData = ArrayLike<number> | readonly string[];

/**
 * A table of arrays. A `Float64Array` or `Float32Array` is used as it is, without a copy: do not change it afterwards; other number arrays are copied.
 * An array with any text in it is a text column.
 *
 * Errors: `no-rows`, `lengths-differ`, `column-type` (anything but numbers and text, with its index).
 *
 * @param source default `<arrays>`.
 * @example tableFromArrays({ x: [1, 2, 3], y: Float64Array.of(2, 4, 6) }).rows // 3
 */
export function tableFromArrays(
  data: Readonly<Record<string, ColumnData>> | ReadonlyMap<string, ColumnData>,
  source = '<arrays>',
): Table {
  const entries = data instanceof Map ? [...data] : Object.entries(data);
  const [first] = entries;
  if (first === undefined)
    throw new DownhillError('no-rows', 'there are no columns', 'give at least one: { x: [1, 2], y: [3, 4] }', { place: source });
  const columns = new Map<string, Column>();
  for (const [written, values] of entries) {
    const name = written.normalize('NFC');
    columns.set(name, columnFrom(name, values, source));
    if (values.length !== first[1].length) {
      throw new DownhillError(
        'lengths-differ',
        `column "${name}" has ${values.length} values, "${first[0]}" has ${first[1].length}`,
        'give every column the same number of values',
        { place: name },
      );
    }
  }
  if (first[1].length === 0)
    throw new DownhillError('no-rows', `column "${first[0]}" is empty`, 'give at least one row', { place: first[0] });
  return { source, rows: first[1].length, columns, notes: [] };
}

function columnFrom(name: string, data: ColumnData, source: string): Column {
  if (data instanceof Float64Array || data instanceof Float32Array) return { name, values: data };
  if (typeof data !== 'object' || data === null || typeof data.length !== 'number') {
    throw new DownhillError('column-type', `column "${name}" is no array`, 'give an array of numbers or of text', {
      place: name,
    });
  }
  const items: readonly unknown[] = Array.from(data as ArrayLike<unknown>);
  const wrong = items.findIndex(
    (item) => typeof item !== 'number' && typeof item !== 'string' && item !== null && item !== undefined,
  );
  if (wrong >= 0) {
    throw new DownhillError(
      'column-type',
      `${name}[${wrong}] is a ${typeof items[wrong]}; a column holds numbers or text`,
      'convert it first (dates: date.toISOString(), big integers: Number(value))',
      { place: source },
    );
  }
  if (items.some((item) => typeof item === 'string'))
    return { name, cells: items.map((item) => (item === null || item === undefined ? '' : String(item))) };
  return { name, values: Float64Array.from(items, (item) => (typeof item === 'number' ? item : Number.NaN)) };
}
