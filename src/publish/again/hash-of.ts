import { sha256 } from '../../experiment/sha256.js';

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits. */
export function hashOf(data: string | Uint8Array): string {
  const hash = sha256();
  if (typeof data !== 'string') hash.update(data);
  else for (const piece of utf8Pieces(data)) hash.update(piece);
  return hash.hex();
}

/** UTF-8 of a text in pieces, each in the place of the one before: a page with its pictures in it is not copied as a whole. */
export function* utf8Pieces(text: string): Generator<Uint8Array> {
  const piece = new Uint8Array(3 * Math.min(PIECE + 1, text.length));
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = Math.min(at + PIECE, text.length);
    // A pair of surrogates is one character.
    if (end < text.length && isLead(text.charCodeAt(end - 1))) end++;
    yield piece.subarray(0, ENCODER.encodeInto(text.slice(at, end), piece).written);
  }
}

const PIECE = 2 ** 16;
const ENCODER = new TextEncoder();
const isLead = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** The hash of a text whose lines may have been given other ends since: Git does that on Windows. */
export const textHash = (text: string): string => hashOf(withoutReturns(text));

export const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');
