import type { Values } from '../base/values.js';
import type { Workspace } from './column-memory.js';

/** A memory whose columns were handed out to be filled. */
export interface Home extends Workspace {
  /** Rows of its columns. */
  readonly rows: number;
  /** Rows that a column has room for. */
  readonly capacity: number;
  /** Addresses of whole columns. */
  readonly addresses: ReadonlySet<number>;
}

const homes = new WeakMap<ArrayBufferLike, Home>();

/** Remembers whose memory the arrays over a buffer are; for as long as there is one of them. */
export function settle(buffer: ArrayBufferLike, home: Home): void {
  homes.set(buffer, home);
}

/**
 * The memory in which all of these arrays lie; null where there is none, and where a column has no room behind its rows.
 * @param rows that are read of each. @param spareRows that will be written behind them: never over what else the arrays show.
 */
export function homeOf(columns: Iterable<Values>, rows: number, spareRows: number): Home | null {
  let found: Home | null = null;
  for (const { buffer, byteOffset, length } of columns) {
    const home = homes.get(buffer);
    if (home === undefined || (found !== null && found !== home) || length < rows) return null;
    const whole = rows === home.rows && home.addresses.has(byteOffset);
    if (spareRows > 0 && !(whole && rows + spareRows <= home.capacity)) return null;
    found = home;
  }
  return found;
}
