/** By the first byte: of the second the least and the most, and how many follow (Unicode Standard, table 3-7). */
const SEQUENCES: readonly (readonly [first: number, last: number, least: number, most: number, more: number])[] = [
  [0xc2, 0xdf, 0x80, 0xbf, 1],
  [0xe0, 0xe0, 0xa0, 0xbf, 2],
  [0xe1, 0xec, 0x80, 0xbf, 2],
  [0xed, 0xed, 0x80, 0x9f, 2],
  [0xee, 0xef, 0x80, 0xbf, 2],
  [0xf0, 0xf0, 0x90, 0xbf, 3],
  [0xf1, 0xf3, 0x80, 0xbf, 3],
  [0xf4, 0xf4, 0x80, 0x8f, 3],
];

/** Behind the character of several bytes that begins at `at`; `at` itself where it is none in UTF-8. */
export function behindCharacter(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  for (const [first, last, least, most, more] of SEQUENCES) {
    if (byte < first || byte > last) continue;
    const second = bytes[at + 1] as number;
    if (second < least || second > most) return at;
    for (let k = 2; k <= more; k++) if (((bytes[at + k] as number) & 0xc0) !== 0x80) return at;
    return at + more + 1;
  }
  return at;
}
