import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOf, utf8Pieces } from '../../../src/publish/again/hash-of.js';

describe('the hash of a text', () => {
  it('is that of its UTF-8, wherever the pieces of 65,536 units are cut, between the halves of a character too', () => {
    for (const text of [
      '',
      'a',
      '가나다',
      `${'x'.repeat(65_535)}😀끝`,
      '😀'.repeat(70_000),
      `${'한'.repeat(65_536)}a`,
      `${'x'.repeat(65_535)}\ud800`,
    ]) {
      const whole = new TextEncoder().encode(text);
      expect(hashOf(text)).toBe(createHash('sha256').update(whole).digest('hex'));
      const pieces: number[] = [];
      // Each piece stands in the place of the one before.
      for (const piece of utf8Pieces(text)) for (const byte of piece) pieces.push(byte);
      expect(Buffer.from(pieces).equals(whole)).toBe(true);
    }
  });
});
