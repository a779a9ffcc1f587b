import type { Values } from '../base/values.js';
import { sha256 } from './sha256.js';

/**
 * What identifies the data of a fit: the used columns by name and the bits of their values in the rows that were used, so that
 * the same numbers have the same fingerprint whether they came from a file, an array or a generator.
 * @returns `sha256:` and 64 hexadecimal digits.
 */
export function fingerprint(columns: ReadonlyMap<string, Values>): string {
  const hash = new ColumnsHash();
  for (const name of [...columns.keys()].sort(byCodeUnit)) {
    const values = columns.get(name) as Values;
    hash.begin(name, values.length);
    hash.add(values);
  }
  return hash.hex();
}

/** {@link fingerprint} of columns that come one after the other, by their names in the order of code units, each in parts. */
export class ColumnsHash {
  private readonly hash = sha256();

  /** @param rows of the column that follows. */
  begin(name: string, rows: number): void {
    this.hash.update(new TextEncoder().encode(`${name}\0${rows}\0`));
  }

  add(values: Values): void {
    for (const bytes of parts(values)) this.hash.update(bytes);
  }

  /** Ends it. */
  hex(): string {
    return `sha256:${this.hash.hex()}`;
  }
}

/** Rows that are hashed where they lie: hosts refuse 2 GiB. */
const MOST_AT_ONCE = 2 ** 16;
/** Rows that are converted at a time. */
const PART = 2 ** 13;

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The bytes of the doubles, little-endian; what a part holds is overwritten by the next. */
function* parts(values: Values): Generator<Uint8Array> {
  const little = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  if (little && values instanceof Float64Array) {
    for (let start = 0; start < values.length; start += MOST_AT_ONCE) {
      const { buffer, byteOffset, byteLength } = values.subarray(start, start + MOST_AT_ONCE);
      yield new Uint8Array(buffer, byteOffset, byteLength);
    }
    return;
  }
  const room = new Float64Array(Math.min(values.length, PART));
  for (let start = 0; start < values.length; start += PART) {
    const part = values.subarray(start, start + PART);
    room.set(part);
    if (!little) inOrder(room);
    yield new Uint8Array(room.buffer, 0, 8 * part.length);
  }
}

function inOrder(values: Float64Array): void {
  const view = new DataView(values.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i] as number, true);
}
