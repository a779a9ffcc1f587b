import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { PairwiseSums, pairwiseSum, pairwiseSumOf } from '../../src/base/random/pairwise-sum.js';
import { fit } from '../../src/experiment/fit.js';
import { fitStream } from '../../src/experiment/fit-stream.js';
import type { StreamOptions } from '../../src/experiment/stream-options.js';
import { spread } from '../expression/random-expression.js';

const ROWS = 150_001;
const SIZES = [1, 1000, 70_000, 3, 65_536, 512, 7];
const noise = Float64Array.from({ length: ROWS }, (_, i) => (spread(i, 4) - 0.5) / 5);
const x = Float64Array.from({ length: ROWS }, (_, i) => 4 * spread(i, 1));
const far = x.map((value) => 1e6 + value);
const line = x.map((value, i) => 3 - 2 * value + (noise[i] as number));
const decay = x.map((value, i) => 2 * Math.exp(-0.7 * value) + 0.5 + (noise[i] as number));
const data = { x, far, line, decay };

/** The rows by blocks of several sizes; how often they were read. */
function dealt(columns: Readonly<Record<string, Float64Array>>, sizes: readonly number[] = SIZES) {
  const rows = Object.values(columns)[0]?.length ?? 0;
  const counter = {
    passes: 0,
    *blocks() {
      counter.passes++;
      for (let at = 0, k = 0; at < rows; k++) {
        const end = Math.min(rows, at + (sizes[k % sizes.length] as number));
        yield Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(at, end)]));
        at = end;
      }
    },
  };
  return counter;
}

describe('sums of numbers that come part by part', () => {
  it('have the bits of NumPy’s order, for 0 … 1100 numbers and parts of 1 … 300', () => {
    for (let count = 0; count <= 1100; count += count < 300 ? 1 : 37) {
      const values = Float64Array.from({ length: count }, (_, i) => (spread(i, 7) - 0.5) * 10 ** (i % 9));
      const sums = new PairwiseSums(count);
      for (let at = 0, size = 1; at < count; at += size, size = (size * 7) % 300)
        sums.add(values.subarray(at, Math.min(count, at + size)));
      expect([sums.sum, pairwiseSumOf(count, (i) => values[i] as number)]).toEqual([pairwiseSum(values), pairwiseSum(values)]);
    }
  });
});

describe('a fit of a stream of 150 001 rows', () => {
  const cases: readonly (readonly [string, StreamOptions])[] = [
    ['line ~ a*x + b', {}],
    ['line ~ a*far + b', {}],
    ['decay ~ a*exp(-k*x) + c', { start: { a: 1, k: 1, c: 0 } }],
    ['decay ~ a*exp(-k*x) + c', {}],
    ['log(decay + 1) ~ a*exp(-k*x) + c', { bounds: '0 < k < 0.5', fixed: { c: 0.3 } }],
    ['decay ~ a*exp(-k*x) + c', { method: 'gd', learningRate: 0.3, epochs: 15, start: { a: 1, k: 1, c: 0 } }],
    ['decay ~ a*exp(-k*x) + c', { method: 'gd', epochs: 15, start: { a: 1, k: 1, c: 0 } }],
    ['line ~ a*x + b', { method: 'gd', learningRate: 'auto-constant', epochs: 15, seed: 4 }],
    ['line ~ a*x + b', { method: 'gd', learningRate: 5, epochs: 30, seed: 4 }],
    ['decay ~ a*exp(-k*x) + c', { method: 'lbfgs', start: { a: 1, k: 1, c: 0 }, stop: 'mae < 0.06' }],
    ['decay ~ a*exp(-k*x) + c', { method: 'adam', epochs: 10, start: { a: 1, k: 1, c: 0 }, lang: 'ko' }],
    ['line ~ a*x + b + d*x', {}],
  ];

  it.each(cases)('has the bytes of one of the same rows in memory: %s %o', async (formula, options) => {
    const wanted = fit(formula, data, options);
    const source = dealt(data);
    const got = await fitStream(formula, source, { ...options, source: '<arrays>', memory: 0 });
    expect(JSON.stringify(got)).toBe(JSON.stringify(wanted));
    expect(source.passes).toBeGreaterThan(4);
  });

  it('asks for one pass an evaluation, and for as many as there are points to look at in it', async () => {
    const source = dealt({ x, line });
    const { stop } = await fitStream('line ~ a*x + b', source, { memory: 0 });
    // The first row, the try to read all, counting, two for the fingerprint; then those of the fit.
    expect(source.passes).toBe(5 + stop.passes);
  });

  it('is read whole in two passes where it fits', async () => {
    const source = dealt(data);
    const got = await fitStream('line ~ a*x + b', source, { source: '<arrays>' });
    expect([JSON.stringify(got), source.passes]).toEqual([JSON.stringify(fit('line ~ a*x + b', data)), 2]);
  });

  it('takes blocks that come later, and plain arrays', async () => {
    const source = {
      async *blocks() {
        for (const [start, end] of [
          [0, 3],
          [3, 3],
          [3, 10],
        ] as const)
          yield { x: Array.from(x.slice(start, end)), line: Array.from(line.slice(start, end)) };
      },
    };
    const { parameters } = await fitStream('line ~ a*x + b', source, { source: '<arrays>' });
    const few = { x: x.slice(0, 10), line: line.slice(0, 10) };
    expect(parameters).toEqual(fit('line ~ a*x + b', few).parameters);
  });
});

describe('a stream that cannot be fitted says why', () => {
  const failing = (columns: Readonly<Record<string, Float64Array>>, formula = 'line ~ a*x + b', options: StreamOptions = {}) =>
    expect(fitStream(formula, dealt(columns), { memory: 0, ...options })).rejects;

  it('no rows, a missing column, columns of several lengths', async () => {
    await failing({ x: new Float64Array(0) }).toMatchObject({ code: 'no-rows' });
    await failing({ x }).toMatchObject({ code: 'unknown-column' });
    const uneven = { blocks: () => [{ x: [1, 2], line: [1] }] };
    await expect(fitStream('line ~ a*x + b', uneven)).rejects.toMatchObject({ code: 'lengths-differ' });
  });

  it('a number that is not finite, with its row; a response that is not', async () => {
    const bad = x.slice();
    bad[70_003] = Number.NaN;
    await failing({ x: bad, line }).toMatchObject({ code: 'not-finite', message: expect.stringContaining('row 70004') });
    await failing({ x, line }, 'log(line) ~ a*x + b').toMatchObject({ code: 'response-not-finite' });
  });

  it('rows that are others in a later pass', async () => {
    const whole = dealt({ x, line });
    const cut = dealt({ x: x.slice(1), line: line.slice(1) });
    const source = { blocks: () => (whole.passes < 3 ? whole.blocks() : cut.blocks()) };
    await expect(fitStream('line ~ a*x + b', source, { memory: 0 })).rejects.toMatchObject({
      code: 'data-changed',
      message: '<stream> had 150001 rows in the first pass and 150000 in a later one',
    });
  });

  it('an iterator that is used up: blocks() must begin anew in each call', async () => {
    const block = { x: [1, 2, 3], line: [1, 2, 4] };
    const once = (function* () {
      yield block;
      yield block;
    })();
    const later = (async function* () {
      yield block;
    })();
    const another = (function* () {
      yield block;
    })();
    const hidden = { [Symbol.iterator]: () => another };
    for (const blocks of [() => once, () => later, () => hidden])
      await expect(fitStream('line ~ a*x + b', { blocks })).rejects.toMatchObject({
        code: 'data-changed',
        message: expect.stringContaining('its iterator is used up'),
        advice: expect.stringContaining('begin anew in each call of blocks()'),
      });
    // One list is another matter.
    const list = [block, block];
    expect((await fitStream('line ~ a*x + b', { blocks: () => list })).data.rows).toBe(6);
  });

  it('a source, a block or a column of another kind, with what was expected and what to write', async () => {
    const failure = async (source: unknown): Promise<string> => {
      const error = await fitStream('line ~ a*x + b', source as { blocks(): Iterable<{ x: number[] }> }).catch(
        (thrown) => thrown,
      );
      expect(error).toBeInstanceOf(DownhillError);
      return `[${error.code}] ${error.message}`;
    };
    const asked = '[wrong-type] the source must be an object with a method blocks(), got ';
    expect(await failure([{ x, line }])).toBe(`${asked}a list`);
    expect(await failure({ x, line })).toBe(`${asked}an object without it`);
    expect(await failure(undefined)).toBe(`${asked}nothing`);
    expect(await failure({ blocks: () => 3 })).toBe('[wrong-type] blocks() must give an iterable of blocks, got a number');
    expect(await failure({ blocks: () => [[1, 2]] })).toBe('[wrong-type] a block must be an object of columns, got a list');
    const column = (values: unknown) => failure({ blocks: () => [{ x: values, line: [1, 2] }] });
    expect(await column(BigInt64Array.of(1n, 2n))).toBe('[column-type] x[0] of a block is a big integer; it must be a number');
    expect(await column([1, null])).toBe('[column-type] x[1] of a block is null; it must be a number');
    expect(await column(['1', '2'])).toBe('[column-type] x[0] of a block is text; it must be a number');
    expect(await column(7)).toBe('[column-type] column "x" of a block is a number; it must be an array of numbers');
  });

  it('what needs all rows at once', async () => {
    for (const options of [{ weights: 'x' }, { bootstrap: 10 }, { where: 'x > 1' }, { loss: 'huber' }, { loss: 'poisson' }])
      await failing(data, 'line ~ a*x + b', options as StreamOptions).toMatchObject({ code: 'stream-not-possible' });
    await failing(data, 'line ~ a*x + b; decay ~ c*x').toMatchObject({ code: 'stream-not-possible' });
    await failing(data, 'line ~ a[far]*x').toMatchObject({ code: 'stream-not-possible' });
  });

  it('what the source throws goes through', async () => {
    const broken = {
      // biome-ignore lint/correctness/useYield: it fails before.
      *blocks(): Generator<{ x: number[] }> {
        throw new Error('the disk is gone');
      },
    };
    await expect(fitStream('x ~ a', broken)).rejects.toThrow('the disk is gone');
  });
});
