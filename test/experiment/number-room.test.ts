import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/base/random/stream.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { chooseLoss } from '../../src/experiment/choose-method.js';
import { fit, runFit } from '../../src/experiment/fit.js';
import { fitStream } from '../../src/experiment/fit-stream.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { prepare } from '../../src/experiment/prepare.js';
import { spread } from '../expression/random-expression.js';

const table = (rows: number) => {
  const lines = Array.from({ length: rows }, (_, i) => `${4 * spread(i, 1)},${i / rows + spread(i, 2)}`);
  return readTable(new TextEncoder().encode(`x,y\n${lines.join('\n')}\n`), { source: '<arrays>' });
};
const numbersOf = (read: ReturnType<typeof table>, kind: typeof Float64Array | typeof Float32Array) =>
  Object.fromEntries([...read.columns].map(([name, { cells = [] }]) => [name, kind.from(cells.map(Number))]));
const prepared = (read: ReturnType<typeof table>, options: FitOptions = {}) =>
  prepare('y ~ a*x + b', read, options, chooseLoss(options).loss, randomStream('pcg64', 0));

describe('numbers of columns of text', () => {
  const many = table(100_000);

  it('of 100 000 rows and more are where the kernel reads them, if no other column is', () => {
    const buffers = ({ memory, given }: ReturnType<typeof prepared>): unknown[] => [
      ...new Set([memory.memory?.buffer, ...[...given.values()].map(({ buffer }) => buffer)]),
    ];
    expect(buffers(prepared(many))).toHaveLength(1);
    expect(buffers(prepared(many, { weights: 'x' }))).toHaveLength(3);
    expect(buffers(prepared(table(100)))).toHaveLength(3);
  });

  it.each([100, 100_000])('of %d rows give the result of arrays of the same numbers', (rows) => {
    const read = rows === 100 ? table(rows) : many;
    expect(runFit('y ~ a*x + b', read).result).toEqual(fit('y ~ a*x + b', numbersOf(read, Float64Array)));
  });

  it.each([100, 100_000])('of %d rows kept as floats give the result of Float32Arrays, and a note', (rows) => {
    const read = rows === 100 ? table(rows) : many;
    const { findings, ...result } = runFit('y ~ a*x + b', read, { float32: true }).result;
    const { findings: others, ...wanted } = fit('y ~ a*x + b', numbersOf(read, Float32Array));
    expect(result).toEqual(wanted);
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['note float32']);
    expect(others).toEqual([]);
    expect([...prepared(read, { float32: true }).columns.values()].every((values) => values instanceof Float32Array)).toBe(true);
  });

  it('arrays are kept as they are', () => {
    const arrays = numbersOf(many, Float64Array);
    expect(runFit('y ~ a*x + b', tableFromArrays(arrays), { float32: true }).result).toEqual(fit('y ~ a*x + b', arrays));
  });

  it.each([
    ['s', '1e-50', 'too small'],
    ['x', '-1e39', 'too large'],
    ['y', '4e-45', 'too small'],
  ])(
    'that floats cannot hold, in column %s the number %s, are an error that says so; zeros are none',
    async (name, number, what) => {
      const rows = [0, 1, 2, 3].map((i) => ({ x: String(i), y: String(2 * i), s: '1' }));
      const text = (given: typeof rows): Uint8Array =>
        new TextEncoder().encode(`x,y,s\n${given.map(({ x, y, s }) => `${x},${y},${s}`).join('\n')}\n`);
      const fitted = (given: typeof rows, options: FitOptions) =>
        runFit('y ~ a*x + b', readTable(text(given), { source: 'data.csv' }), { sigma: 's', ...options }).result;
      const spoilt = rows.map((row, i) => (i === 2 ? { ...row, [name]: number } : row));
      for (const skipInvalid of [false, true])
        expect(() => fitted(spoilt, { float32: true, skipInvalid })).toThrow(
          expect.objectContaining({
            code: 'float32-range',
            message: `row 3 of column "${name}" holds "${number}", which is ${what} for numbers of 4 bytes (1.2e-38 … 3.4e38 in size)`,
            advice: expect.stringContaining('leave out --float32'),
            place: `data.csv:4:${['x', 'y', 's'].indexOf(name) + 1}`,
          }),
        );
      expect(() => fitted(spoilt, {})).not.toThrow();
      expect(() => fitted(rows, { float32: true })).not.toThrow();

      const column = (given: typeof rows, of: 'x' | 'y'): number[] => given.map((row) => Number(row[of]));
      const source = { blocks: () => [rows, spoilt].map((given) => ({ x: column(given, 'x'), y: column(given, 'y') })) };
      const streamed = fitStream('y ~ a*x + b', source, { float32: true });
      if (name === 's') await streamed;
      else
        await expect(streamed).rejects.toMatchObject({
          code: 'float32-range',
          message: expect.stringContaining(`row 7 of column "${name}" holds`),
        });
    },
  );

  it('of a stream are floats where it is asked for, whether they are read whole or passed over', async () => {
    const rows = table(150_000);
    const wanted = fit('y ~ a*x + b', numbersOf(rows, Float32Array));
    const source = { blocks: () => [numbersOf(rows, Float64Array)] };
    for (const memory of [0, 2 ** 30]) {
      const { findings, ...result } = await fitStream('y ~ a*x + b', source, { float32: true, memory, source: '<arrays>' });
      expect({ ...result, findings: [] }).toEqual(wanted);
      expect(findings.map(({ code }) => code)).toEqual(['float32']);
    }
    const floats = { blocks: () => [numbersOf(rows, Float32Array)] };
    expect(await fitStream('y ~ a*x + b', floats, { source: '<arrays>' })).toEqual(wanted);
  });
});
