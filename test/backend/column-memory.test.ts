import { afterEach, describe, expect, it, vi } from 'vitest';
import { columnIn, columnMemory, columnRoom } from '../../src/backend/column-memory.js';
import { backendFor } from '../../src/backend/index.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Kernel, Program } from '../../src/backend/program.js';
import { wasm } from '../../src/backend/wasm/kernel.js';
import { parseExpression } from '../../src/language/index.js';

const xs = Float64Array.of(1, 2, 3);
const program = (text: string): Program => ({ parameters: ['a'], columns: ['x'], outputs: [parseExpression(text).expression] });
const summed = (backend: ReturnType<typeof backendFor>, memory: ReturnType<typeof columnMemory>): number => {
  const out = new Float64Array(1);
  backend.compile(program('a*x + 1'), memory).sum(Float64Array.of(2), 0, 3, out);
  return out[0] as number;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('columnMemory', () => {
  it('holds columns at fixed addresses with room behind the rows', () => {
    const memory = columnMemory(new Map([['x', xs]]), 3, 2);
    expect([...memory.column('x')]).toEqual([1, 2, 3, 0, 0]);
    expect([memory.rows, memory.capacity, memory.has('x'), memory.has('y')]).toEqual([3, 5, true, false]);
    const before = memory.address('x');
    memory.add('y', new Float64Array(3).fill(7));
    memory.scratch(1_000_000);
    expect(memory.address('x')).toBe(before);
    expect(memory.address('y') % 16).toBe(0);
    expect([...memory.column('x').subarray(0, 3), ...memory.column('y').subarray(0, 3)]).toEqual([1, 2, 3, 7, 7, 7]);
  });

  it('begins large columns near a page, within the room that was taken for them, and small ones where that is', () => {
    for (const bytes of [8, 2 ** 20 - 8, 2 ** 20, 2 ** 20 + 4, 3_000_004])
      for (let k = 0; k < 33; k++)
        for (const at of [1024, 4096, 4112, 8176]) {
          const address = columnIn({ take: () => at }, bytes, k);
          expect(address).toBeGreaterThanOrEqual(at);
          expect(address + bytes).toBeLessThanOrEqual(at + columnRoom(bytes));
          expect(bytes < 2 ** 20 ? address - at : address % 4096).toBe(bytes < 2 ** 20 ? 0 : 64 * (Math.floor(k / 4) % 16));
        }
  });

  it('overwrites a column that is added again, and takes a view longer than the rows', () => {
    const memory = columnMemory(new Map([['x', xs]]), 3, 0);
    memory.add('x', Float64Array.of(4, 5, 6, 7));
    expect([...memory.column('x')]).toEqual([4, 5, 6]);
  });

  it('keeps a table that is written twice in one place', () => {
    const memory = columnMemory(new Map(), 0, 0);
    const at = memory.table('squares', [0, 1, 4]);
    expect(memory.table('squares', [0, 1, 4])).toBe(at);
    expect([...memory.doubles(at, 3)]).toEqual([0, 1, 4]);
  });

  it('refuses more than 4 GiB with too-much-data and the size', () => {
    expect(() => columnMemory(new Map([['x', xs]]), 1e9, 0)).toThrow(
      expect.objectContaining({ code: 'too-much-data', message: expect.stringContaining('7.5 GiB') }),
    );
  });

  it('gives the sums of few rows at several points also where a kernel that was compiled anew made the memory larger', () => {
    const huge = Float64Array.from({ length: 700 }, (_, i) => 1e9 + i);
    const memory = columnMemory(new Map([['x', huge]]), 700, 0);
    let grown = 0;
    const growing = {
      ...memory,
      table: (name: string, values: readonly number[]) => {
        grown += memory.memory?.grow(1) === undefined ? 0 : 1;
        return memory.table(name, values);
      },
    };
    const points = [1, 2, 3, 4, 5].map((a) => Float64Array.of(a));
    const sums = (kernel: Kernel): (number | undefined)[] => {
      const outs = points.map(() => new Float64Array(1));
      kernel.sumMany(points, 0, 700, outs);
      return outs.map(([sum]) => sum);
    };
    expect(sums(wasm.compile(program('sin(a*x)'), growing))).toEqual(sums(interpreter.compile(program('sin(a*x)'), memory)));
    expect(grown).toBeGreaterThan(0);
  });

  it('a kernel stays right after a larger one was compiled and columns were added', () => {
    const memory = columnMemory(new Map([['x', xs]]), 3, 0);
    const kernel = wasm.compile(program('a*x'), memory);
    const out = new Float64Array(1);
    kernel.sum(Float64Array.of(2), 0, 3, out);
    const outputs = Array.from({ length: 300 }, (_, i) => parseExpression(`a*x + ${i}`).expression);
    const large = wasm.compile({ parameters: ['a'], columns: ['x'], outputs }, memory);
    const sums = new Float64Array(300);
    large.sum(Float64Array.of(1), 0, 3, sums);
    for (let i = 0; i < 40; i++) memory.add(`c${i}`, xs);
    kernel.sum(Float64Array.of(5), 0, 3, out);
    expect([out[0], sums[0], sums[299]]).toEqual([30, 6, 903]);
  });
});

describe('backendFor', () => {
  it('gives WebAssembly for auto once it is worth compiling, and each by its name', () => {
    expect(['auto', 'wasm', 'interpreter'].map((kind) => backendFor(kind as 'auto').name)).toEqual([
      'tiered wasm with derived columns',
      'wasm',
      'interpreter',
    ]);
  });

  it('interprets where there is no WebAssembly, with the same sums over an ordinary buffer', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const { backendFor: fresh } = await import('../../src/backend/index.js');
    const { columnMemory: freshMemory } = await import('../../src/backend/column-memory.js');
    const memory = freshMemory(new Map([['x', xs]]), 3, 0);
    memory.scratch(200_000);
    expect(memory.memory).toBeUndefined();
    expect(fresh('auto').name).toBe('interpreter');
    expect(summed(fresh('auto'), memory)).toBe(15);
    expect(summed(wasm, memory)).toBe(15);
    expect(() => fresh('wasm')).toThrow(expect.objectContaining({ code: 'no-wasm' }));
  });

  it('interprets where a content-security policy refuses to compile', async () => {
    vi.stubGlobal('WebAssembly', {
      ...WebAssembly,
      Memory: WebAssembly.Memory,
      Module: class {
        constructor() {
          throw new Error('Refused to compile: unsafe-eval');
        }
      },
    });
    const { backendFor: fresh } = await import('../../src/backend/index.js');
    expect(fresh('auto').name).toBe('interpreter');
    expect(summed(fresh('auto'), columnMemory(new Map([['x', xs]]), 3, 0))).toBe(15);
  });

  it('of at most a MiB takes the place of one that was released, all zero, and a larger one does not', () => {
    const many = new Map([['x', new Float64Array(200_000)]]);
    const large = columnMemory(many, 200_000, 0);
    large.release();
    expect(columnMemory(many, 200_000, 0).memory).not.toBe(large.memory);
    const first = columnMemory(new Map([['x', Float64Array.of(7, 7, 7)]]), 3, 5);
    first.column('x').fill(9);
    first.release();
    const next = columnMemory(new Map([['x', Float64Array.of(1)]]), 1, 20);
    expect(next.memory).toBe(first.memory);
    expect([...next.column('x')]).toEqual([1, ...new Array(20).fill(0)]);
    expect(columnMemory(new Map([['x', xs]]), 3, 0).memory).not.toBe(next.memory);
  });
});
