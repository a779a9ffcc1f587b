import { DownhillError } from '../../src/base/errors.js';
import type { ReadOptions } from '../../src/data/read.js';
import { readTable } from '../../src/data/read.js';
import type { Table } from '../../src/data/table.js';

/** Bytes from hexadecimal digits, as `python -c "print('…'.encode('cp949').hex())"` prints them. */
export const hex = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const read = (text: string, options: Partial<ReadOptions> = {}): Table =>
  readTable(utf8(text), { source: 'data.csv', ...options });

export const names = (table: Table): string[] => [...table.columns.keys()];
export const cells = (table: Table, name: string): readonly string[] | undefined => table.columns.get(name)?.cells;
export const codes = (table: Table): string[] => table.notes.map((note) => note.code);

/** The DownhillError that a call throws; anything else fails the test. */
export function errorOf(call: () => unknown): DownhillError {
  try {
    call();
  } catch (error) {
    if (error instanceof DownhillError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** One line for golden comparisons. */
export const told = (call: () => unknown): string => {
  const { code, place, message, advice } = errorOf(call);
  return `[${code}] ${place ?? ''}: ${message} — ${advice}`;
};
