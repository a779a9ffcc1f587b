import { logRounded } from '../double-double.js';
import { maskedBelow, maskedWide, permuted } from './interval.js';
import { mersenneTwister, mersenneTwisterFromArray, nextWord } from './mersenne-twister.js';
import { checkRange } from './range.js';
import type { Seed } from './seed.js';
import type { RandomStream } from './stream.js';

/** A stream of kind `numpy`. */
export interface NumpyState {
  readonly kind: 'numpy';
  /** 624 words. */
  readonly key: readonly number[];
  /** 0 … 624. */
  readonly position: number;
  /** The second normal of a pair, where one is left. */
  readonly gauss: number | null;
}

/** NumPy's legacy generator: the draws of `np.random.RandomState`. @param from a checked seed, or a state. */
export function numpyStream(from: Seed | NumpyState): RandomStream {
  const isState = typeof from === 'object' && 'kind' in from;
  const twister = isState
    ? { key: Uint32Array.from(from.key), position: from.position }
    : typeof from === 'object'
      ? mersenneTwisterFromArray(from.map(Number))
      : mersenneTwister(Number(from));
  let gauss = isState ? from.gauss : null;

  const word = (): number => nextWord(twister);
  const random = (): number => {
    const high = nextWord(twister) >>> 5;
    const low = nextWord(twister) >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
  /** Marsaglia's polar method; the correctly rounded logarithm stands for the one of NumPy's C library, itself wrong in 0.05% of draws. */
  const standardNormal = (): number => {
    if (gauss !== null) {
      const left = gauss;
      gauss = null;
      return left;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * logRounded(square)) / square);
    gauss = factor * x;
    return factor * y;
  };
  const state = (): NumpyState => ({ kind: 'numpy', key: Array.from(twister.key), position: twister.position, gauss });

  return {
    kind: 'numpy',
    random,
    uniform: (low, high) => low + (high - low) * random(),
    normal: (mean, sd) => mean + sd * standardNormal(),
    integers: (low, high) => {
      const most = checkRange(low, high);
      if (most === 0) return low;
      if (most < 0xffffffff) return low + maskedBelow(most, word);
      return low + (most === 0xffffffff ? word() : maskedWide(most, word));
    },
    permutation: (n) => permuted(n, word),
    fill: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = random();
    },
    state,
    clone: () => numpyStream(state()),
  };
}
