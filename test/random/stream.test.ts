import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log1pRounded } from '../../src/base/double-double.js';
import { DownhillError } from '../../src/base/errors.js';
import { log1pOfLibm } from '../../src/base/random/log1p-of-libm.js';
import { pairwiseSum } from '../../src/base/random/pairwise-sum.js';
import { type RandomState, type RandomStream, randomStream, restoreStream } from '../../src/base/random/stream.js';
import { ZIGGURAT_HEIGHT, ZIGGURAT_INSIDE, ZIGGURAT_WIDTH } from '../../src/base/random/ziggurat-tables.js';
import { fromHex, hex, times, ulps } from './bits.js';
import { LONG, NUMPY } from './vectors.js';

const KINDS = ['pcg64', 'numpy'] as const;

/** Draws of every sort, by a list of numbers. */
const draws = (stream: RandomStream, choices: readonly number[]): unknown[] =>
  choices.map((choice) =>
    [
      () => stream.random(),
      () => stream.uniform(-3, 8),
      () => stream.normal(1, 2),
      () => stream.integers(-5, 17),
      () => stream.integers(0, 2 ** 45),
      () => [...stream.permutation(4)],
    ][choice]?.(),
  );

const choices = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 });

describe.each(KINDS)('a %s stream', (kind) => {
  it('goes on to the same bits after its state went through JSON', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), choices, choices, (seed, before, after) => {
        const stream = randomStream(kind, seed);
        draws(stream, before);
        const restored = restoreStream(JSON.parse(JSON.stringify(stream.state())) as RandomState);
        const copy = stream.clone();
        const expected = draws(stream, after);
        expect(draws(restored, after)).toEqual(expected);
        expect(draws(copy, after)).toEqual(expected);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('keeps every draw in its range, and permutations are permutations', () => {
    const stream = randomStream(kind, 5);
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 2 ** 50 }),
        fc.integer({ min: 0, max: 50 }),
        (low, width, n) => {
          const drawn = stream.integers(low, low + width);
          expect(drawn >= low && drawn < low + width && Number.isInteger(drawn)).toBe(true);
          const uniform = stream.uniform(low, low + width);
          expect(uniform >= low && uniform <= low + width).toBe(true);
          expect([...stream.permutation(n)].sort((a, b) => a - b)).toEqual(times(n, (i) => i));
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });

  it('has mean 0, variance 1 and fourth moment 3 in 200,000 normals, to five standard errors', () => {
    const stream = randomStream(kind, 11);
    const n = 200_000;
    const normals = times(n, () => stream.normal(0, 1));
    const moment = (k: number): number => normals.reduce((sum, x) => sum + x ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('refuses ranges and counts that mean nothing', () => {
    const stream = randomStream(kind, 1);
    for (const [low, high] of [
      [0, 0],
      [3, 2],
      [0.5, 3],
      [0, Number.NaN],
      [0, 2 ** 60],
      [-(2 ** 53) + 1, 2 ** 53 - 1],
    ] as const)
      expect(() => stream.integers(low, high)).toThrow(DownhillError);
    for (const n of [-1, 0.5, Number.NaN, 2 ** 32]) expect(() => stream.permutation(n)).toThrow(DownhillError);
    expect(stream.permutation(0)).toEqual(new Uint32Array(0));
  });
});

describe('seeds', () => {
  const code = (run: () => unknown): string | null => {
    try {
      run();
      return null;
    } catch (error) {
      return error instanceof DownhillError ? error.code : 'other';
    }
  };

  it('are refused where NumPy refuses them, with the place and as a usage error', () => {
    for (const seed of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -1n, [], [1, -2], [1.5]]) {
      expect(code(() => randomStream('pcg64', seed))).toBe('seed-out-of-range');
      expect(code(() => randomStream('numpy', seed))).toBe('seed-out-of-range');
    }
    expect(code(() => randomStream('numpy', 2 ** 32))).toBe('seed-out-of-range');
    expect(code(() => randomStream('numpy', [1, 2 ** 32]))).toBe('seed-out-of-range');
    expect(code(() => randomStream('pcg64', 2 ** 32))).toBe(null);
    expect(() => randomStream('numpy', -1)).toThrow('the seed must be a whole number from 0 to 4294967295, got -1');
  });

  it('may be numbers or bigints: the same seed, the same stream', () => {
    expect(randomStream('numpy', 7n).random()).toBe(randomStream('numpy', 7).random());
    expect(randomStream('pcg64', 7n).random()).toBe(randomStream('pcg64', 7).random());
    expect(randomStream('numpy', [42]).random()).not.toBe(randomStream('numpy', 42).random());
  });

  it('the docstring’s examples hold', () => {
    expect(randomStream('numpy', 42).random()).toBe(0.3745401188473625);
    expect(randomStream('pcg64', 42).random()).toBe(0.7739560485559633);
  });

  it('what is no state is refused', () => {
    const { kind, key, position } = randomStream('numpy', 1).state() as Extract<RandomState, { kind: 'numpy' }>;
    for (const state of [
      null,
      {},
      { kind: 'mt' },
      { kind, key: key.slice(1), position, gauss: null },
      { kind, key, position: 625, gauss: null },
    ])
      expect(code(() => restoreStream(state as RandomState))).toBe('random-state-malformed');
  });
});

describe('pairwiseSum', () => {
  it.each(NUMPY.pairwise_sum.cases.filter((sum) => sum.a !== null))(
    'of $n numbers has the bits of np.sum',
    ({ a, sum, mean, n }) => {
      const values = Float64Array.from(a as readonly string[], fromHex);
      expect(hex(pairwiseSum(values))).toBe(sum.hex[0]);
      expect(hex(pairwiseSum(values) / n)).toBe(mean.hex[0]);
    },
  );

  it.each(LONG.legacy.sums)('of $n draws has the bits of np.sum', ({ n, sum }) => {
    const stream = randomStream('numpy', LONG.seed);
    const values = Float64Array.from({ length: n + 3 }, (_, i) => (i < 3 ? 1e300 : stream.uniform(-1, 1)));
    expect(hex(pairwiseSum(values, 3))).toBe(sum);
    expect(hex(pairwiseSum(values, 3, n))).toBe(sum);
  });
});

it('log1pOfLibm is within 1 ulp of ln(1 + x), and exactly fdlibm’s where that is not the nearest double', () => {
  const stream = randomStream('pcg64', 3);
  for (let i = 0; i < 20_000; i++) {
    const x = -stream.random() * (i % 3 === 0 ? 1e-9 : i % 3 === 1 ? 0.3 : 1);
    expect(ulps(log1pOfLibm(x), log1pRounded(x))).toBeLessThanOrEqual(1);
  }
  for (const [x, value] of LONG.log1p) expect(hex(log1pOfLibm(fromHex(x)))).toBe(value);
  expect([log1pOfLibm(0), log1pOfLibm(-1e-20), log1pOfLibm(-0.2928934097290039)]).toEqual([
    0,
    -1e-20,
    log1pRounded(-0.2928934097290039),
  ]);
});

it('the ziggurat’s tables have NumPy’s bits', () => {
  const { ki_double, wi_double, fi_double } = NUMPY.ziggurat_tables;
  expect(ZIGGURAT_INSIDE.map(String)).toEqual(ki_double);
  expect(ZIGGURAT_WIDTH.map(hex)).toEqual(wi_double);
  expect(ZIGGURAT_HEIGHT.map(hex)).toEqual(fi_double);
});
