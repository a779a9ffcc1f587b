/** MT19937: `key` has 624 words, `position` of them are used up. Changed by every draw. */
export interface MersenneTwister {
  readonly key: Uint32Array;
  position: number;
}

const N = 624;
const M = 397;

/** As `np.random.seed(seed)` for one number: init_genrand of Matsumoto and Nishimura 2002. @param seed 0 … 2³² − 1. */
export function mersenneTwister(seed: number): MersenneTwister {
  const key = new Uint32Array(N);
  key[0] = seed;
  for (let i = 1; i < N; i++) {
    const before = key[i - 1] as number;
    key[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  return { key, position: N };
}

/** As `np.random.seed([…])`: init_by_array of Matsumoto and Nishimura 2002. @param seeds 0 … 2³² − 1 each, at least one. */
export function mersenneTwisterFromArray(seeds: readonly number[]): MersenneTwister {
  const twister = mersenneTwister(19650218);
  const { key } = twister;
  let i = 1;
  const next = (): void => {
    if (++i < N) return;
    key[0] = key[N - 1] as number;
    i = 1;
  };
  const carried = (factor: number): number => {
    const before = key[i - 1] as number;
    return (key[i] as number) ^ Math.imul(before ^ (before >>> 30), factor);
  };
  for (let count = Math.max(N, seeds.length), j = 0; count > 0; count--, j = (j + 1) % seeds.length) {
    key[i] = carried(1664525) + (seeds[j] as number) + j;
    next();
  }
  for (let count = N - 1; count > 0; count--) {
    key[i] = carried(1566083941) - i;
    next();
  }
  key[0] = 0x80000000;
  return twister;
}

/** The next 32 bits, 0 … 2³² − 1. */
export function nextWord(twister: MersenneTwister): number {
  if (twister.position >= N) refresh(twister);
  let word = twister.key[twister.position++] as number;
  word ^= word >>> 11;
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  word ^= word >>> 18;
  return word >>> 0;
}

function refresh(twister: MersenneTwister): void {
  const { key } = twister;
  for (let k = 0; k < N; k++) {
    const bits = ((key[k] as number) & 0x80000000) | ((key[k + 1 < N ? k + 1 : 0] as number) & 0x7fffffff);
    const far = key[k + M < N ? k + M : k + M - N] as number;
    key[k] = far ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
  }
  twister.position = 0;
}
