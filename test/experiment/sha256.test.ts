import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/experiment/sha256.js';

afterEach(() => vi.unstubAllGlobals());

const digest = (...parts: readonly Uint8Array[]): string => {
  const hash = sha256();
  for (const part of parts) hash.update(part);
  return hash.hex();
};
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** NIST FIPS 180-4, examples of SHA-256: one block, two blocks, none. */
const KNOWN: readonly (readonly [string, string])[] = [
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
];

describe('SHA-256', () => {
  for (const host of ['with a hash of its own', 'without one'])
    it(`on a host ${host} has the digests of FIPS 180-4, in whatever parts bytes come`, () => {
      if (host === 'without one') vi.stubGlobal('process', undefined);
      for (const [words, hex] of KNOWN) {
        expect(digest(text(words))).toBe(hex);
        expect(digest(text(words.slice(0, 2)), text(words.slice(2)))).toBe(hex);
      }
      expect(digest(...Array<Uint8Array>(1000).fill(text('a'.repeat(1000))))).toBe(
        'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
      );
    });
});
