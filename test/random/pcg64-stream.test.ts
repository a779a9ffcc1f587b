import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { draw, HIGH, LOW, pcg64 } from '../../src/base/random/pcg64.js';
import { wordsOf } from '../../src/base/random/seed.js';
import { seedSequence } from '../../src/base/random/seed-sequence.js';
import { randomStream } from '../../src/base/random/stream.js';
import { hex, times } from './bits.js';
import { LONG, NUMPY } from './vectors.js';

const seedOf = (name: string): bigint | number[] => (name.startsWith('list:') ? JSON.parse(name.slice(5)) : BigInt(name));
const digest = (values: ArrayBufferView): string =>
  createHash('sha256')
    .update(values as Uint8Array)
    .digest('hex');
const joined = (words: Iterable<number>): bigint => [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);

describe.each(Object.keys(NUMPY.pcg64))('np.random.default_rng(%s)', (name) => {
  const vectors = NUMPY.pcg64[name] as (typeof NUMPY.pcg64)[string];
  const stream = () => randomStream('pcg64', seedOf(name));

  it('random() has NumPy’s bits', () => {
    const s = stream();
    expect(times(vectors.random.hex.length, () => hex(s.random()))).toEqual(vectors.random.hex);
  });
  if (name.startsWith('list:')) return;

  it('the seed sequence, the start of the generator and its first 64-bit draws are NumPy’s', () => {
    const words = seedSequence(wordsOf(BigInt(name)), 8);
    expect(times(4, (i) => String(joined(words.subarray(2 * i, 2 * i + 2))))).toEqual(vectors.seedseq_state_u64x4);
    const generator = pcg64(words);
    expect(String(joined(generator.subarray(0, 4)))).toBe(vectors.state);
    expect(String(joined(generator.subarray(4, 8)))).toBe(vectors.inc);
    const raw = times(5, () => {
      draw(generator);
      return String(joined([generator[LOW] as number, generator[HIGH] as number]));
    });
    expect(raw).toEqual(vectors.raw_u64);
  });

  it('a spawned child, its key appended to the padded seed, draws NumPy’s numbers', () => {
    const words = wordsOf(BigInt(name));
    while (words.length < 4) words.push(0);
    const generator = pcg64(seedSequence([...words, 0], 8));
    const drawn = times(3, () => {
      draw(generator);
      return hex(((generator[HIGH] as number) * 2 ** 21 + ((generator[LOW] as number) >>> 11)) / 2 ** 53);
    });
    expect(drawn).toEqual(vectors.spawn0_random3.hex);
  });

  it('uniform(-1, 1) has NumPy’s bits', () => {
    const s = stream();
    expect(times(10, () => hex(s.uniform(-1, 1)))).toEqual(vectors.uniform_m1_1.hex);
  });

  it('normals have NumPy’s bits: the first ten, the hundred-thousandth, and those from the tail', () => {
    const s = stream();
    const last = Math.max(99_999, ...vectors.tail_draws.index);
    const drawn = times(last + 1, () => s.normal(0, 1));
    expect(drawn.slice(0, 10).map(hex)).toEqual(vectors.standard_normal.hex);
    expect([hex(drawn[99_999] as number)]).toEqual(vectors.standard_normal_index_99999.hex);
    expect(vectors.tail_draws.index.map((i) => hex(drawn[i] as number))).toEqual(vectors.tail_draws.value.hex);
    const t = stream();
    expect(times(5, () => hex(t.normal(3, 0.7)))).toEqual(vectors.normal_3_07.hex);
  });

  it('integers are NumPy’s for ranges of 10, 105 and 2^40', () => {
    const integers = (low: number, high: number, count: number): string[] => {
      const s = stream();
      return times(count, () => String(s.integers(low, high)));
    };
    expect(integers(0, 10, 20)).toEqual(vectors.integers_0_10);
    expect(integers(-5, 100, 20)).toEqual(vectors.integers_m5_100);
    expect(integers(0, 2 ** 40, 5)).toEqual(vectors.integers_0_2p40);
  });

  it('permutation is NumPy’s', () => {
    expect([...stream().permutation(10)].map(String)).toEqual(vectors.permutation_10);
    expect([...stream().permutation(257).subarray(0, 8)].map(String)).toEqual(vectors.permutation_257_first8);
  });
});

describe('long runs of PCG64', () => {
  const { pcg64: vectors, seed } = LONG;
  const stream = () => randomStream('pcg64', seed);

  it('200,000 random() and 200,000 normals have NumPy’s bits', () => {
    const out = new Float64Array(200_000);
    stream().fill(out);
    expect(digest(out)).toBe(vectors.random_200000);
    const s = stream();
    expect(digest(Float64Array.from(out, () => s.normal(0, 1)))).toBe(vectors.normal_200000);
  });

  it.each(vectors.integers)('integers($low, $high) are NumPy’s', ({ low, high, values }) => {
    const s = stream();
    expect(times(values.length, () => String(s.integers(low, high)))).toEqual(values);
  });

  it('100,000 integers and a permutation of 5,000 are NumPy’s', () => {
    const s = stream();
    expect(digest(Float64Array.from({ length: 100_000 }, () => s.integers(0, 1000)))).toBe(vectors.integers_0_1000_100000);
    expect(digest(stream().permutation(5000))).toBe(vectors.permutation_5000);
  });

  it('half a draw stays over between integers, whatever is drawn between them', () => {
    const s = stream();
    const drawn = [s.integers(0, 10), hex(s.random()), s.integers(0, 1000), hex(s.normal(0, 1)), [...s.permutation(5)]];
    drawn.push(s.integers(0, 2 ** 32 - 1), s.integers(0, 2 ** 40), hex(s.uniform(-2, 5)));
    expect(drawn).toEqual(vectors.interleaved);
  });

  it.each(vectors.seeds)('the seed $seed gives NumPy’s stream', ({ seed: text, random }) => {
    const s = randomStream('pcg64', typeof text === 'string' ? BigInt(text) : text.map(BigInt));
    expect(times(4, () => hex(s.random()))).toEqual(random);
  });
});
