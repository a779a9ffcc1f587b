import { sha256 } from '../../experiment/sha256.js';

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits. */
export function hashOf(data: string | Uint8Array): string {
  const hash = sha256();
  hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  return hash.hex();
}

/** The hash of a text whose lines may have been given other ends since: Git does that on Windows. */
export const textHash = (text: string): string => hashOf(withoutReturns(text));

export const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');
