import { readFileSync } from 'node:fs';

interface Doubles {
  readonly hex: readonly string[];
}

export interface LegacyVectors {
  readonly mt_key_first4: readonly string[];
  readonly mt_key_last: readonly string[];
  readonly mt_pos: number;
  readonly uint32_first8: readonly string[];
  readonly rand: Doubles;
  readonly rand_index_623_624_1000: Doubles;
  readonly uniform_m1_1: Doubles;
  readonly randn: Doubles;
  readonly randn_index_999: Doubles;
  readonly normal_3_07: Doubles;
  readonly randint_0_10: readonly string[];
  readonly randint_m5_100: readonly string[];
  readonly randint_0_2p32: readonly string[];
  readonly randint_0_2p40: readonly string[];
  readonly permutation_10: readonly string[];
  readonly permutation_257_first8: readonly string[];
  readonly choice_10_5_noreplace: readonly string[];
  readonly choice_10_5: readonly string[];
  readonly exponential: Doubles;
  readonly sequence_randn_rand_randn_rand_randint100_randn: {
    readonly randn1: Doubles;
    readonly rand1: Doubles;
    readonly randn2: Doubles;
    readonly rand2: Doubles;
    readonly randint: number;
    readonly randn3: Doubles;
  };
  readonly blog_sequence_X_rand100_W_b_uniform_noise_randn100: {
    readonly [name in 'X0' | 'X99' | 'sumX' | 'meanX' | 'W' | 'b' | 'n0' | 'n99']: Doubles;
  };
}

export interface Pcg64Vectors {
  readonly seedseq_pool: readonly string[];
  readonly seedseq_state_u64x4: readonly string[];
  readonly state: string;
  readonly inc: string;
  readonly raw_u64: readonly string[];
  readonly random: Doubles;
  readonly uniform_m1_1: Doubles;
  readonly standard_normal: Doubles;
  readonly standard_normal_index_99999: Doubles;
  readonly normal_3_07: Doubles;
  readonly integers_0_10: readonly string[];
  readonly integers_m5_100: readonly string[];
  readonly integers_0_2p40: readonly string[];
  readonly permutation_10: readonly string[];
  readonly permutation_257_first8: readonly string[];
  readonly spawn0_random3: Doubles;
  readonly tail_draws: { readonly index: readonly number[]; readonly value: Doubles };
}

interface NumpyVectors {
  readonly legacy: Readonly<Record<string, LegacyVectors>>;
  readonly pcg64: Readonly<Record<string, Pcg64Vectors>>;
  readonly pairwise_sum: {
    readonly cases: readonly {
      readonly n: number;
      readonly a: readonly string[] | null;
      readonly sum: Doubles;
      readonly mean: Doubles;
    }[];
  };
  readonly ziggurat_tables: {
    readonly ki_double: readonly string[];
    readonly wi_double: readonly string[];
    readonly fi_double: readonly string[];
    readonly nor_r: string;
    readonly nor_inv_r: string;
  };
}

interface LongVectors {
  readonly seed: number;
  /** By glibc 2.36: x and ln(1 + x), where the latter is not the nearest double. */
  readonly log1p: readonly (readonly [string, string])[];
  readonly legacy: LongStream & {
    readonly normal_2000: readonly string[];
    readonly long_array_seed: readonly string[];
    readonly sums: readonly { readonly n: number; readonly sum: string }[];
  };
  readonly pcg64: LongStream & {
    readonly normal_200000: string;
    readonly interleaved: readonly [number, string, number, string, readonly number[], number, number, string];
    readonly seeds: readonly { readonly seed: string | readonly string[]; readonly random: readonly string[] }[];
  };
}

interface LongStream {
  readonly random_200000: string;
  readonly integers: readonly { readonly low: number; readonly high: number; readonly values: readonly string[] }[];
  readonly integers_0_1000_100000: string;
  readonly permutation_5000: string;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));

/** By NumPy 2.4.6 on x86-64. */
export const NUMPY = read('numpy-vectors.json') as NumpyVectors;
/** By scripts/vectors/numpy-streams.py. */
export const LONG = read('random-vectors.json') as LongVectors;
