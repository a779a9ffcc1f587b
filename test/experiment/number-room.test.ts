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
