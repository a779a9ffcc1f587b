import { asDoubles, type Values } from '../base/values.js';
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
    // In parts: hosts refuse 2 GiB at once.
    for (let start = 0; start < values.length; start += PART)
      hash.update(littleEndian(asDoubles(values.subarray(start, start + PART))));
  }
  return `sha256:${hash.hex()}`;
}

/** Rows. */
const PART = 2 ** 20;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function littleEndian(values: Float64Array): Uint8Array {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1)
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [i, value] of values.entries()) view.setFloat64(8 * i, value, true);
  return new Uint8Array(view.buffer);
}
