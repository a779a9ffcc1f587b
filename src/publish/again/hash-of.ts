import { sha256 } from '../../experiment/sha256.js';

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits. */
export function hashOf(data: string | Uint8Array): string {
  const hash = sha256();
  if (typeof data !== 'string') hash.update(data);
  else {
    // In pieces: a page with its pictures in it is not copied as a whole for this.
    const piece = new Uint8Array(3 * Math.min(PIECE + 1, data.length));
    for (let at = 0, end = 0; at < data.length; at = end) {
      end = Math.min(at + PIECE, data.length);
      // A pair of surrogates is one character.
      if (end < data.length && isLead(data.charCodeAt(end - 1))) end++;
      hash.update(piece.subarray(0, ENCODER.encodeInto(data.slice(at, end), piece).written));
    }
  }
  return hash.hex();
}

const PIECE = 2 ** 16;
const ENCODER = new TextEncoder();
const isLead = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** The hash of a text whose lines may have been given other ends since: Git does that on Windows. */
export const textHash = (text: string): string => hashOf(withoutReturns(text));

export const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');
