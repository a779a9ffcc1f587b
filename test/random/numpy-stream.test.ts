import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { log } from '../../src/base/elementary/scalar.js';
import { mersenneTwister, nextWord } from '../../src/base/random/mersenne-twister.js';
import { pairwiseSum } from '../../src/base/random/pairwise-sum.js';
import { randomStream } from '../../src/base/random/stream.js';
import { fromHex, hex, times, ulps } from './bits.js';
import { LONG, NUMPY } from './vectors.js';

const seedOf = (name: string): number | number[] => (name.startsWith('array:') ? JSON.parse(name.slice(6)) : Number(name));
const digest = (values: ArrayBufferView): string =>
  createHash('sha256')
    .update(values as Uint8Array)
    .digest('hex');

describe.each(Object.keys(NUMPY.legacy))('np.random.seed(%s)', (name) => {
  const vectors = NUMPY.legacy[name] as (typeof NUMPY.legacy)[string];
  const stream = () => randomStream('numpy', seedOf(name));

  it('random() has the bits of np.random.rand', () => {
    const s = stream();
    expect(times(vectors.rand.hex.length, () => hex(s.random()))).toEqual(vectors.rand.hex);
  });
  if (name.startsWith('array:')) return;

  it('the twister starts with NumPy’s key and gives its words', () => {
    const twister = mersenneTwister(Number(name));
    expect([...twister.key.subarray(0, 4)].map(String)).toEqual(vectors.mt_key_first4);
    expect([String(twister.key[623])]).toEqual(vectors.mt_key_last);
    expect(twister.position).toBe(vectors.mt_pos);
    expect(times(8, () => String(nextWord(twister)))).toEqual(vectors.uint32_first8);
  });

  it('random() keeps NumPy’s bits over the edges of blocks of 624 words', () => {
    const s = stream();
    const drawn = times(1001, () => hex(s.random()));
    expect([311, 312, 313, 623, 624, 1000].map((i) => drawn[i])).toEqual(vectors.rand_index_623_624_1000.hex);
  });

  it('uniform(-1, 1) has NumPy’s bits', () => {
    const s = stream();
    expect(times(10, () => hex(s.uniform(-1, 1)))).toEqual(vectors.uniform_m1_1.hex);
  });

  it('normal(0, 1) and normal(3, 0.7) have NumPy’s bits, also the thousandth', () => {
    const s = stream();
    const drawn = times(1000, () => s.normal(0, 1));
    expect(drawn.slice(0, 10).map(hex)).toEqual(vectors.randn.hex);
    expect(ulps(drawn[999] as number, fromHex(vectors.randn_index_999.hex[0] as string))).toBeLessThanOrEqual(3);
    const t = stream();
    expect(times(5, () => hex(t.normal(3, 0.7)))).toEqual(vectors.normal_3_07.hex);
  });

  it('integers are np.random.randint’s for ranges of 10, 105, 2^32 and 2^40', () => {
    const draw = (low: number, high: number, count: number): string[] => {
      const s = stream();
      return times(count, () => String(s.integers(low, high)));
    };
    expect(draw(0, 10, 20)).toEqual(vectors.randint_0_10);
    expect(draw(-5, 100, 20)).toEqual(vectors.randint_m5_100);
    expect(draw(0, 2 ** 32, 5)).toEqual(vectors.randint_0_2p32);
    expect(draw(0, 2 ** 40, 5)).toEqual(vectors.randint_0_2p40);
    expect(draw(0, 10, 5)).toEqual(vectors.choice_10_5);
  });

  it('permutation is np.random.permutation, whose head is np.random.choice without replacement', () => {
    expect([...stream().permutation(10)].map(String)).toEqual(vectors.permutation_10);
    expect([...stream().permutation(257).subarray(0, 8)].map(String)).toEqual(vectors.permutation_257_first8);
    expect([...stream().permutation(10).subarray(0, 5)].map(String)).toEqual(vectors.choice_10_5_noreplace);
  });

  it('the spare normal of a pair outlives other draws', () => {
    const s = stream();
    const expected = vectors.sequence_randn_rand_randn_rand_randint100_randn;
    expect(hex(s.normal(0, 1))).toBe(expected.randn1.hex[0]);
    expect(hex(s.random())).toBe(expected.rand1.hex[0]);
    expect(hex(s.normal(0, 1))).toBe(expected.randn2.hex[0]);
    expect(hex(s.random())).toBe(expected.rand2.hex[0]);
    expect(s.integers(0, 100)).toBe(expected.randint);
    expect(hex(s.normal(0, 1))).toBe(expected.randn3.hex[0]);
  });

  it('the draws of the post come out in its order: 100 x, W, b, 100 noises', () => {
    const s = stream();
    const expected = vectors.blog_sequence_X_rand100_W_b_uniform_noise_randn100;
    const x = new Float64Array(100);
    s.fill(x);
    expect([x[0] as number, x[99] as number].map(hex)).toEqual([expected.X0.hex[0], expected.X99.hex[0]]);
    expect(hex(pairwiseSum(x))).toBe(expected.sumX.hex[0]);
    expect(hex(pairwiseSum(x) / 100)).toBe(expected.meanX.hex[0]);
    expect(hex(s.uniform(-1, 1))).toBe(expected.W.hex[0]);
    expect(hex(s.uniform(-1, 1))).toBe(expected.b.hex[0]);
    const noise = times(100, () => s.normal(0, 1));
    expect([noise[0] as number, noise[99] as number].map(hex)).toEqual([expected.n0.hex[0], expected.n99.hex[0]]);
  });

  it('−log(1 − random()) is np.random.exponential to 2 ulp', () => {
    const s = stream();
    const drawn = times(3, () => -log(1 - s.random()));
    drawn.forEach((value, i) => {
      expect(ulps(value, fromHex(vectors.exponential.hex[i] as string))).toBeLessThanOrEqual(2);
    });
  });
});

describe('long runs of the legacy stream', () => {
  const { legacy, seed } = LONG;
  const stream = () => randomStream('numpy', seed);

  it('200,000 random() have NumPy’s bits', () => {
    const out = new Float64Array(200_000);
    stream().fill(out);
    expect(digest(out)).toBe(legacy.random_200000);
  });

  it('of 2,000 normals at least 99.8% have NumPy’s bits and none is more than 3 ulp away', () => {
    const s = stream();
    const distances = legacy.normal_2000.map((bits) => ulps(s.normal(0, 1), fromHex(bits)));
    expect(Math.max(...distances)).toBeLessThanOrEqual(3);
    expect(distances.filter((distance) => distance > 0).length).toBeLessThanOrEqual(4);
  });

  it.each(legacy.integers)('integers($low, $high) are NumPy’s', ({ low, high, values }) => {
    const s = stream();
    expect(times(values.length, () => String(s.integers(low, high)))).toEqual(values);
  });

  it('100,000 integers and a permutation of 5,000 are NumPy’s', () => {
    const s = stream();
    expect(digest(Float64Array.from({ length: 100_000 }, () => s.integers(0, 1000)))).toBe(legacy.integers_0_1000_100000);
    expect(digest(stream().permutation(5000))).toBe(legacy.permutation_5000);
  });

  it('a list of 700 seeds, longer than the key, gives NumPy’s stream', () => {
    const s = randomStream(
      'numpy',
      times(700, (i) => i + 1),
    );
    expect(times(5, () => hex(s.random()))).toEqual(legacy.long_array_seed);
  });
});
