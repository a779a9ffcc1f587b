import { DownhillError } from '../errors.js';
import { type NumpyState, numpyStream } from './numpy-stream.js';
import { type Pcg64State, pcg64Stream } from './pcg64-stream.js';
import { checkSeed, type Seed } from './seed.js';

/** The generators, by the name under `random:` in a document. */
export type RandomKind = 'pcg64' | 'numpy';

/** All that a stream is: plain data, JSON in and out. */
export type RandomState = Pcg64State | NumpyState;

/** Random numbers that NumPy draws too, the same bits in the same order on every machine. */
export interface RandomStream {
  readonly kind: RandomKind;
  /** In [0, 1), a multiple of 2⁻⁵³. */
  random(): number;
  /** In [low, high): low + (high − low)·random(), as NumPy rounds it (so `high` itself can come out for huge ranges). */
  uniform(low: number, high: number): number;
  /** Normal with standard deviation sd ≥ 0. */
  normal(mean: number, sd: number): number;
  /**
   * Whole numbers low … high − 1, all equally likely.
   * @param low @param high safe integers, low < high, high − low < 2⁵³. @throws DownhillError otherwise.
   */
  integers(low: number, high: number): number;
  /** 0 … n − 1 in random order. @param n 0 … 2³² − 1. @throws DownhillError otherwise. */
  permutation(n: number): Uint32Array;
  /** Overwrites `out` with draws of {@link random}. */
  fill(out: Float64Array): void;
  /** Where the stream stands: {@link restoreStream} goes on from there to the same bits. */
  state(): RandomState;
  /** An independent stream that goes on from here to the same bits. */
  clone(): RandomStream;
}

/**
 * A stream of random numbers.
 *
 * @param kind `numpy`: as `np.random.seed(seed)` or `np.random.RandomState(seed)` (Mersenne Twister; Matsumoto and Nishimura 1998).
 * `pcg64`: as `np.random.default_rng(seed)` (PCG XSL RR 128/64; O'Neill 2014).
 * @param seed `numpy`: 0 … 2³² − 1, or a list of such, not empty (`[42]` is another stream than `42`, as in NumPy). `pcg64`: a whole number ≥ 0 of
 * any size, above 2⁵³ − 1 as a bigint, or a list of such.
 * @throws DownhillError `seed-out-of-range` for any other seed.
 *
 * @example
 * randomStream('numpy', 42).random() // 0.3745401188473625
 * randomStream('pcg64', 42).random() // 0.7739560485559633
 */
export function randomStream(kind: RandomKind, seed: Seed): RandomStream {
  checkSeed(kind, seed);
  return kind === 'numpy' ? numpyStream(seed) : pcg64Stream(seed);
}

/** The stream that {@link RandomStream.state} describes. @throws DownhillError `random-state-malformed` for anything else. */
export function restoreStream(state: RandomState): RandomStream {
  const words = (list: readonly number[], length: number): boolean =>
    Array.isArray(list) && list.length === length && list.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32);
  if (
    state?.kind === 'numpy' &&
    words(state.key, 624) &&
    Number.isInteger(state.position) &&
    state.position >= 0 &&
    state.position <= 624
  )
    return numpyStream(state);
  if (state?.kind === 'pcg64' && words(state.state, 4) && words(state.increment, 4) && (state.increment[0] as number) % 2 === 1)
    return pcg64Stream(state);
  throw new DownhillError(
    'random-state-malformed',
    'this is not the state of a random stream, or it was changed',
    'restore what state() returned, or start a stream from a seed',
  );
}
