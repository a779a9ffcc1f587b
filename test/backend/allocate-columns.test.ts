import { afterEach, describe, expect, it, vi } from 'vitest';
import { allocateColumns } from '../../src/backend/allocate-columns.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { interpreter } from '../../src/backend/interpreter.js';
import { wasm } from '../../src/backend/wasm/kernel.js';
import { fit } from '../../src/experiment/fit.js';
import { parseExpression } from '../../src/language/index.js';

const ROWS = 3000;

function filled(): Record<'x' | 'y', Float64Array> {
  const columns = allocateColumns(['x', 'y'], ROWS);
  for (let i = 0; i < ROWS; i++) {
    columns.x[i] = i / 100;
    columns.y[i] = 2 + 3 * Math.sqrt(i) + (i % 7);
  }
  return columns;
}

const copied = ({ x, y }: ReturnType<typeof filled>) => ({ x: Float64Array.from(x), y: Float64Array.from(y) });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('allocateColumns', () => {
  it('gives zeros of the length that was asked for', () => {
    const { x, y } = allocateColumns(['x', 'y'], 5);
    expect([[...x], [...y]]).toEqual([Array(5).fill(0), Array(5).fill(0)]);
  });

  it('a memory of such columns is theirs: nothing is copied', () => {
    const { x, y } = filled();
    const memory = columnMemory(new Map([['x', x]]), ROWS, 0);
    expect(memory.memory?.buffer).toBe(x.buffer);
    expect(memory.address('x')).toBe(x.byteOffset);
    x[17] = 99;
    expect(memory.column('x')[17]).toBe(99);
    expect(y.buffer).toBe(x.buffer);
  });

  it('part of a column lies in place too, one with rows of another memory does not', () => {
    const { x, y } = filled();
    const part = columnMemory(new Map([['x', x.subarray(5, 25)]]), 20, 0);
    expect([part.memory?.buffer === x.buffer, part.column('x')[0]]).toEqual([true, 5 / 100]);
    const mixed = columnMemory(
      new Map([
        ['x', x],
        ['y', Float64Array.from(y)],
      ]),
      ROWS,
      0,
    );
    expect([mixed.memory?.buffer === x.buffer, mixed.column('y')[7]]).toEqual([false, y[7]]);
  });

  it('a minibatch is never written over rows: whole columns have room behind them, parts are copied', () => {
    const { x } = filled();
    expect(columnMemory(new Map([['x', x]]), ROWS, 32).memory?.buffer).toBe(x.buffer);
    expect(columnMemory(new Map([['x', x.subarray(0, 100)]]), 100, 32).memory?.buffer).not.toBe(x.buffer);
    const options = { method: 'gd', batch: 32, epochs: 20, seed: 3, learningRate: 0.001, start: { a: 1, b: 1 } } as const;
    const columns = filled();
    const before = copied(columns);
    expect(fit('y ~ a*x + b', columns, options)).toEqual(fit('y ~ a*x + b', before, options));
    expect(copied(columns)).toEqual(before);
  });

  it('a fit has the bytes of one on ordinary arrays, line, curve and descent, again and again', () => {
    const columns = filled();
    const before = copied(columns);
    for (const [formula, options] of [
      ['y ~ a*x + b', {}],
      ['y ~ a*exp(-k*x) + c', { start: { a: -100, k: 0.05, c: 100 } }],
      ['y ~ a*x + b', { method: 'gd', learningRate: 0.001, epochs: 20, start: { a: 0, b: 0 } }],
      ['log(y) ~ a*sqrt(x) + b', {}],
    ] as const)
      expect(JSON.stringify(fit(formula, columns, options))).toBe(JSON.stringify(fit(formula, before, options)));
    expect(copied(columns)).toEqual(before);
  });

  it('the arrays stay alive when a program wants more room than is left: it is interpreted, with the same bits', () => {
    const { x } = filled();
    const memory = columnMemory(new Map([['x', x]]), ROWS, 0);
    expect(() => memory.scratch(2 ** 26)).toThrow(RangeError);
    const outputs = Array.from({ length: 5000 }, (_, i) => parseExpression(`a*x + ${i}`).expression);
    const program = { parameters: ['a'], columns: ['x'], outputs };
    const [got, want] = [new Float64Array(5000 * 8), new Float64Array(5000 * 8)];
    wasm.compile(program, memory).map(Float64Array.of(2), 0, 8, got);
    interpreter.compile(program, memory).map(Float64Array.of(2), 0, 8, want);
    expect(got).toEqual(want);
    expect([x.length, x[100]]).toEqual([ROWS, 1]);
  });

  it('works without WebAssembly, in place as well', () => {
    vi.stubGlobal('WebAssembly', undefined);
    const columns = filled();
    const memory = columnMemory(new Map([['x', columns.x]]), ROWS, 0);
    expect(memory.memory).toBeUndefined();
    expect(memory.column('x').buffer).toBe(columns.x.buffer);
    expect(() => memory.scratch(2 ** 26)).toThrow(RangeError);
    expect(memory.column('x').buffer).toBe(columns.x.buffer);
  });

  it('refuses no rows, no columns, a column twice and more than 4 GiB', () => {
    for (const rows of [0, 1.5, Number.NaN]) expect(() => allocateColumns(['x'], rows)).toThrow(/rows must be an integer/);
    expect(() => allocateColumns([], 3)).toThrow(/names of their own/);
    expect(() => allocateColumns(['x', 'x'], 3)).toThrow(/names of their own/);
    expect(() => allocateColumns(['x', 'y'], 4e8)).toThrow(expect.objectContaining({ code: 'too-much-data' }));
  });
});
