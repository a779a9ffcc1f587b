import { permuted } from './interval.js';
import { draw, HIGH, highWord, LOW, pcg64 } from './pcg64.js';
import { checkRange } from './range.js';
import { type Seed, wordsOf } from './seed.js';
import { seedSequence } from './seed-sequence.js';
import type { RandomStream } from './stream.js';
import { zigguratNormal } from './ziggurat.js';

/** A stream of kind `pcg64`. */
export interface Pcg64State {
  readonly kind: 'pcg64';
  /** 128 bits as four words, the lowest first. */
  readonly state: readonly number[];
  readonly increment: readonly number[];
  /** The high half of a draw of which 32 bits were used, where one is left. */
  readonly word: number | null;
}

/** The draws of `np.random.default_rng`. @param from a checked seed, or a state. */
export function pcg64Stream(from: Seed | Pcg64State): RandomStream {
  const isState = typeof from === 'object' && 'kind' in from;
  const generator = isState
    ? Uint32Array.of(...from.state, ...from.increment, 0, 0)
    : pcg64(seedSequence(typeof from === 'object' ? from.flatMap(wordsOf) : wordsOf(from), 8));
  let left = isState ? from.word : null;

  const random = (): number => {
    draw(generator);
    return ((generator[HIGH] as number) * 2097152 + ((generator[LOW] as number) >>> 11)) / 9007199254740992;
  };
  const word = (): number => {
    if (left !== null) {
      const value = left;
      left = null;
      return value;
    }
    draw(generator);
    left = generator[HIGH] as number;
    return generator[LOW] as number;
  };
  const state = (): Pcg64State => ({
    kind: 'pcg64',
    state: Array.from(generator.subarray(0, 4)),
    increment: Array.from(generator.subarray(4, 8)),
    word: left,
  });

  return {
    kind: 'pcg64',
    random,
    uniform: (low, high) => low + (high - low) * random(),
    normal: (mean, sd) => mean + sd * zigguratNormal(generator, random),
    integers: (low, high) => {
      const most = checkRange(low, high);
      if (most === 0) return low;
      if (most < 0xffffffff) return low + lemire(most, word);
      return low + (most === 0xffffffff ? word() : lemireWide(most, generator));
    },
    permutation: (n) => permuted(n, word),
    fill: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = random();
    },
    state,
    clone: () => pcg64Stream(state()),
  };
}

/** 0 … most without division in the common case (Lemire 2019, ACM Trans. Model. Comput. Simul. 29). @param most 1 … 2³² − 2. */
function lemire(most: number, word: () => number): number {
  const count = most + 1;
  let bits = word();
  let low = Math.imul(bits, count) >>> 0;
  if (low < count) {
    const threshold = (0xffffffff - most) % count;
    while (low < threshold) {
      bits = word();
      low = Math.imul(bits, count) >>> 0;
    }
  }
  return highWord(bits, count, low);
}

/** The same from 64 bits, for 2³² ≤ most < 2⁵³. Rare, so BigInt will do. */
function lemireWide(most: number, generator: Uint32Array): number {
  const count = BigInt(most) + 1n;
  const threshold = (0xffffffffffffffffn - BigInt(most)) % count;
  for (;;) {
    draw(generator);
    const product = ((BigInt(generator[HIGH] as number) << 32n) | BigInt(generator[LOW] as number)) * count;
    if ((product & 0xffffffffffffffffn) >= threshold) return Number(product >> 64n);
  }
}
