import { allocateColumns } from '../backend/allocate-columns.js';
import { type RowBlock, type RowSource, rowsOf } from '../backend/stream/row-chunks.js';
import { DownhillError } from '../base/errors.js';
import type { Values } from '../base/values.js';
import { tableFromArrays } from '../data/arrays.js';
import { beyondFloats, floatRange } from '../data/float-range.js';
import type { Table } from '../data/table.js';

/** A table of one row of zeros: what columns there are. */
export async function columnsOf(source: RowSource, place: string): Promise<Table> {
  for await (const block of source.blocks()) {
    const names = Object.keys(block);
    // The numbers are not looked at: a file has columns of text too.
    if (names.length > 0) return tableFromArrays(Object.fromEntries(names.map((name) => [name, new Float64Array(1)])), place);
  }
  throw new DownhillError('no-rows', `${place} has no rows`, 'give at least one block with a row', { place });
}

/** All rows; null where there are more than `most`. */
export async function readWhole(
  source: RowSource,
  names: readonly string[],
  most: number,
): Promise<Readonly<Record<string, Values>> | null> {
  const read: Readonly<Record<string, Values>>[] = [];
  let rows = 0;
  for await (const block of source.blocks()) {
    rows += rowsOf(block, names);
    if (rows > most) return null;
    read.push(Object.fromEntries(names.map((name) => [name, copied(block[name] as ArrayLike<number>)])));
  }
  if (rows === 0) return Object.fromEntries(names.map((name) => [name, new Float64Array(0)]));
  const float32 = names.filter((name) => read.every((block) => block[name] instanceof Float32Array));
  const all = allocateColumns(names, rows, { float32 });
  let at = 0;
  // Each block is given up when it has been copied, so that all are there once.
  for (let block = read.shift(); block !== undefined; block = read.shift()) {
    for (const name of names) all[name]?.set(block[name] as ArrayLike<number>, at);
    at += rowsOf(block, names);
  }
  return all;
}

const copied = (values: ArrayLike<number>): Values =>
  values instanceof Float32Array ? values.slice() : new Float64Array(values);

/** The same rows with their numbers rounded to floats. Error: `float32-range` for one that they cannot hold. */
export async function* floats(source: RowSource, names: readonly string[], place: string): AsyncGenerator<RowBlock> {
  let before = 0;
  for await (const block of source.blocks()) {
    const rows = rowsOf(block, names);
    yield Object.fromEntries(names.map((name) => [name, rounded(name, block[name] as ArrayLike<number>, before, place)]));
    before += rows;
  }
}

function rounded(name: string, given: ArrayLike<number>, before: number, place: string): Float32Array {
  const values = new Float32Array(given);
  if (given instanceof Float32Array) return values;
  const bad = beyondFloats(values, (i) => given[i] as number);
  if (bad < 0) return values;
  const number = given[bad] as number;
  throw floatRange(`row ${before + bad + 1} of column "${name}"`, String(number), number, place);
}
