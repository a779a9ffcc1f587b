import type { RowBlock, RowSource } from '../backend/stream/row-chunks.js';
import { DownhillError } from '../base/errors.js';
import { kindOf } from './check-arguments.js';

/** A source as a program without types may give it, looked at in every pass. */
export interface CheckedSource {
  /**
   * The source, of whose columns these are looked at: what a block has beside them may be costly to make.
   *
   * Errors of a pass: `wrong-type` for what gives no blocks, `column-type` for a column of anything but numbers, `data-changed` where an earlier pass used up the iterator.
   */
  of(names: readonly string[]): RowSource;
}

/** @throws DownhillError `wrong-type` where the source has no `blocks()`. */
export function checkedSource(source: unknown, place: string): CheckedSource {
  if (!hasBlocks(source)) throw wrongType('the source must be an object with a method blocks()', source);
  let last: unknown = null;
  let begun = false;
  const pass = async function* (names: readonly string[]): AsyncGenerator<RowBlock> {
    const blocks = source.blocks();
    if (!isIterable(blocks)) throw wrongType('blocks() must give an iterable of blocks', blocks);
    // A list may be given again, an iterator goes through its rows once.
    if (blocks === last && 'next' in blocks) throw usedUp(place);
    last = blocks;
    let any = false;
    for await (const block of blocks) {
      any = true;
      begun = true;
      if (!isBlock(block)) throw wrongType('a block must be an object of columns', block);
      for (const name of names) if (name in block) checkColumn(name, block[name], place);
      yield block as RowBlock;
    }
    if (begun && !any) throw usedUp(place);
  };
  return { of: (names) => ({ blocks: () => pass(names) }) };
}

function checkColumn(name: string, values: unknown, place: string): void {
  if (values instanceof Float64Array || values instanceof Float32Array) return;
  if (typeof values !== 'object' || values === null || !('length' in values) || typeof values.length !== 'number')
    throw columnType(`column "${name}" of a block is ${kindOf(values)}`, 'an array of numbers', place);
  const items = values as ArrayLike<unknown>;
  for (let i = 0; i < items.length; i++)
    if (typeof items[i] !== 'number') throw columnType(`${name}[${i}] of a block is ${kindOf(items[i])}`, 'a number', place);
}

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasBlocks = (value: unknown): value is { blocks(): unknown } =>
  typeof value === 'object' && value !== null && 'blocks' in value && typeof value.blocks === 'function';

const isIterable = (value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> =>
  typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);

const wrongType = (expected: string, got: unknown): DownhillError =>
  new DownhillError(
    'wrong-type',
    `${expected}, got ${kindOf(got)}${isBlock(got) ? ' without it' : ''}`,
    'write { blocks: () => [{ x: [1, 2], y: [3, 4] }] }, or a generator: { *blocks() { yield { x, y }; } }; for columns in memory use fit',
    { place: 'source', usage: true },
  );

const columnType = (got: string, expected: string, place: string): DownhillError =>
  new DownhillError(
    'column-type',
    `${got}; it must be ${expected}`,
    'convert it in the blocks (text, big integers: Number(value)), and leave out rows that have no number there',
    { place },
  );

const usedUp = (place: string): DownhillError =>
  new DownhillError(
    'data-changed',
    `blocks() of ${place} gave rows when it was called first, and none of them again: its iterator is used up`,
    'begin anew in each call of blocks(): write { *blocks() { … } } or { blocks: () => readRows() }, and make no generator outside of it',
    { place },
  );
