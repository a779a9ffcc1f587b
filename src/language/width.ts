/**
 * Columns that a character takes in a terminal: 2 for East Asian wide ones and emoji, 0 for combining marks and the later parts of a
 * decomposed Hangul syllable, else 1. After Unicode's EastAsianWidth.txt (W and F); ambiguous ones are narrow.
 */
export function width(character: string): 0 | 1 | 2 {
  if (character < '\u0300') return 1;
  return ZERO.test(character) ? 0 : WIDE.test(character) && !FLAG_HALF.test(character) ? 2 : 1;
}

const ZERO = /^[\p{Mn}\p{Me}\u1160-\u11ff\u200b-\u200f\u2060-\u2064\ud7b0-\ud7ff]/u;
const WIDE =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const FLAG_HALF = /^[\u{1f1e6}-\u{1f1ff}]/u;
