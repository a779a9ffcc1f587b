import { DownhillError } from '../../base/errors.js';
import type { Values } from '../../base/values.js';
import type { ColumnMemory } from '../program.js';

/** Rows that come block by block, and again in every pass: the same rows in the same order. */
export interface RowSource {
  /** A new pass. Each block has the columns by name, of one length, which may differ from block to block; it may be overwritten by the next. */
  blocks(): AsyncIterable<RowBlock> | Iterable<RowBlock>;
}

export type RowBlock = Readonly<Record<string, ArrayLike<number>>>;

/**
 * One pass: fills a memory again and again and lets it be used, so that rows are dealt out to blocks of `fold.ts` as if all of them were in memory.
 *
 * Errors: `unknown-column`, `lengths-differ`, and what the source throws.
 * @param memory its columns are filled. @param use told how many rows there are, `memory.rows` but for the last time, and the number of the first.
 * @returns the number of rows.
 */
export async function eachChunk(
  source: RowSource,
  memory: ColumnMemory,
  names: readonly string[],
  use: (rows: number, first: number) => void,
): Promise<number> {
  let filled = 0;
  let first = 0;
  for await (const block of source.blocks()) {
    const rows = rowsOf(block, names);
    for (let at = 0; at < rows; ) {
      const count = Math.min(rows - at, memory.rows - filled);
      for (const name of names) memory.column(name, filled, count).set(part(block[name] as ArrayLike<number>, at, count));
      filled += count;
      at += count;
      if (filled < memory.rows) continue;
      use(filled, first);
      first += filled;
      filled = 0;
    }
  }
  if (filled > 0) use(filled, first);
  return first + filled;
}

/**
 * A number for the bits of all rows of a pass, by which passes are told apart: a multiplicative hash of their words, as of Fowler, Noll and Vo (FNV-1). Two that differ have the same one in a case of 4·10⁹.
 */
export class PassMark {
  private mark = 0x811c9dc5;

  /** Takes the rows of a chunk. */
  add(memory: ColumnMemory, names: readonly string[], rows: number): void {
    let mark = this.mark;
    for (const name of names) {
      const { buffer, byteOffset, byteLength } = memory.column(name, 0, rows);
      const words = new Int32Array(buffer, byteOffset, byteLength / 4);
      for (let i = 0; i < words.length; i++) mark = Math.imul(mark, 0x01000193) ^ (words[i] as number);
    }
    this.mark = mark;
  }

  get value(): number {
    return this.mark >>> 0;
  }
}

/** Rows of a block. */
export function rowsOf(block: RowBlock, names: readonly string[]): number {
  const [head] = names;
  for (const name of names) {
    const values = block[name];
    if (values === undefined)
      throw new DownhillError(
        'unknown-column',
        `a block of the source has no column "${name}"; its columns are ${Object.keys(block).join(', ')}`,
        'give every block all columns that the formula reads',
        { place: name },
      );
    if (values.length !== block[head as string]?.length)
      throw new DownhillError(
        'lengths-differ',
        `column "${name}" of a block has ${values.length} values, "${head}" has ${block[head as string]?.length}`,
        'give every column of a block the same number of values',
        { place: name },
      );
  }
  return head === undefined ? 0 : (block[head]?.length ?? 0);
}

const part = (values: ArrayLike<number>, at: number, count: number): ArrayLike<number> =>
  isTyped(values) ? values.subarray(at, at + count) : Array.prototype.slice.call(values, at, at + count);

const isTyped = (values: ArrayLike<number>): values is Values => values instanceof Float64Array || values instanceof Float32Array;
