import { checkCount } from './range.js';

/** 0 … most by masking and rejection (NumPy's random_interval). @param most 1 … 2³² − 1. @param word draws 32 bits. */
export function maskedBelow(most: number, word: () => number): number {
  const mask = 0xffffffff >>> Math.clz32(most);
  for (;;) {
    const value = (word() & mask) >>> 0;
    if (value <= most) return value;
  }
}

/** 0 … most for 2³² ≤ most < 2⁵³, from two words, the high one first. */
export function maskedWide(most: number, word: () => number): number {
  const mask = 0xffffffff >>> Math.clz32(Math.floor(most / 2 ** 32));
  for (;;) {
    const high = (word() & mask) >>> 0;
    const value = high * 2 ** 32 + word();
    if (value <= most) return value;
  }
}

/** 0 … n − 1 in random order: Fisher and Yates from the end, as NumPy's shuffle. @param word draws 32 bits. */
export function permuted(n: number, word: () => number): Uint32Array {
  checkCount(n);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = maskedBelow(i, word);
    const value = order[i] as number;
    order[i] = order[j] as number;
    order[j] = value;
  }
  return order;
}
