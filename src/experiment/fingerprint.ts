import type { Values } from '../base/values.js';
import { sha256 } from './sha256.js';

/**
 * What identifies the data of a fit: the used columns by name and the bits of their values in the rows that were used, so that
 * the same numbers have the same fingerprint whether they came from a file, an array or a generator.
 * @returns `sha256:` and 64 hexadecimal digits.
 */
export function fingerprint(columns: ReadonlyMap<string, Values>): string {
  const hash = sha256();
  const text = new TextEncoder();
  for (const name of [...columns.keys()].sort(byCodeUnit)) {
    const values = columns.get(name) as Values;
    hash.update(text.encode(`${name}\0${values.length}\0`));
    for (const bytes of parts(values)) hash.update(bytes);
  }
  return `sha256:${hash.hex()}`;
}

/** Rows that are hashed at a time: hosts refuse 2 GiB, and what has to be converted takes no room. */
const PART = 2 ** 16;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The bytes of the doubles, little-endian; what a part holds is overwritten by the next. */
function* parts(values: Values): Generator<Uint8Array> {
  const little = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  const room = new Float64Array(Math.min(values.length, PART));
  for (let start = 0; start < values.length; start += PART) {
    const part = values.subarray(start, start + PART);
    if (little && part instanceof Float64Array) {
      yield new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      continue;
    }
    room.set(part);
    if (!little) inOrder(room);
    yield new Uint8Array(room.buffer, 0, 8 * part.length);
  }
}

function inOrder(values: Float64Array): void {
  const view = new DataView(values.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i] as number, true);
}
