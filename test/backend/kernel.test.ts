import { describe, expect, it } from 'vitest';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK, BlockFold } from '../../src/backend/fold.js';
import { interpreter } from '../../src/backend/interpreter.js';
import { plan } from '../../src/backend/plan.js';
import type { Backend, Program } from '../../src/backend/program.js';
import { Bytes } from '../../src/backend/wasm/encode.js';
import { pairedWasm, scalarWasm, wasm } from '../../src/backend/wasm/kernel.js';
import { kernelModule } from '../../src/backend/wasm/module.js';
import { hasVectors } from '../../src/backend/wasm/vector-support.js';
import { call, constant, type Expression, name } from '../../src/expression/node.js';
import { parseExpression } from '../../src/language/index.js';
import { spread } from '../expression/random-expression.js';

const parse = (text: string): Expression => parseExpression(text).expression;
const sums = (
  backend: Backend,
  program: Program,
  rows: number,
  parameters: Float64Array,
  values: (i: number) => number,
): number[] => {
  const x = Float64Array.from({ length: rows }, (_, i) => values(i));
  const memory = columnMemory(new Map([['x', x]]), rows, 0);
  const out = new Float64Array(program.outputs.length);
  backend.compile(program, memory).sum(parameters, 0, rows, out);
  return [...out];
};

describe('the fold', () => {
  it('adds blocks as a binary counter: 7 blocks are ((0+1)+(2+3)) + ((4+5)+6)', () => {
    const blocks = Array.from({ length: 7 }, (_, i) => spread(i) * 10 ** i);
    const fold = new BlockFold(1);
    for (const block of blocks) fold.add(Float64Array.of(block));
    const out = new Float64Array(1);
    fold.finish(out);
    const [a, b, c, d, e, f, g] = blocks as [number, number, number, number, number, number, number];
    expect(out[0]).toBe(a + b + (c + d) + (e + f + g));
  });

  it('gives zeros for no blocks', () => {
    const out = Float64Array.of(9, 9);
    new BlockFold(2).finish(out);
    expect([...out]).toEqual([0, 0]);
  });
});

describe.each([interpreter, blocks, wasm, pairedWasm, scalarWasm])('the $name backend', (backend) => {
  it('sums in the order of fold.ts: a plain loop of the same order gives the same bits', () => {
    const rows = 3 * BLOCK + 10;
    const value = (i: number): number => (spread(i) - 0.5) * 10 ** (i % 13);
    const blocks = [0, 1, 2, 3].map((b) => {
      const lanes = [0, 0, 0, 0] as [number, number, number, number];
      for (let i = 0; i < BLOCK && b * BLOCK + i < rows; i++) lanes[i % 4] = (lanes[i % 4] as number) + value(b * BLOCK + i);
      return lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
    }) as [number, number, number, number];
    const wanted = blocks[0] + blocks[1] + (blocks[2] + blocks[3]);
    expect(sums(backend, { parameters: [], columns: ['x'], outputs: [name('x')] }, rows, new Float64Array(0), value)).toEqual([
      wanted,
    ]);
  });

  it('counts rows with a constant, and sums a parameter', () => {
    const program = { parameters: ['a'], columns: ['x'], outputs: [constant(1), name('a'), constant(Number.NaN)] };
    expect(sums(backend, program, 2500, Float64Array.of(0.5), () => 0)).toEqual([2500, 1250, Number.NaN]);
  });

  it('takes no outputs and no rows', () => {
    expect(sums(backend, { parameters: [], columns: ['x'], outputs: [] }, 5, new Float64Array(0), () => 1)).toEqual([]);
    expect(sums(backend, { parameters: [], columns: ['x'], outputs: [name('x')] }, 0, new Float64Array(0), () => 1)).toEqual([0]);
  });

  it('maps any range of rows into columns', () => {
    const rows = 2 * BLOCK + 5;
    const memory = columnMemory(new Map([['x', Float64Array.from({ length: rows }, (_, i) => i)]]), rows, 0);
    const kernel = backend.compile({ parameters: ['a'], columns: ['x'], outputs: [parse('a*x'), parse('x - 1')] }, memory);
    const count = BLOCK + 9;
    const out = new Float64Array(2 * count);
    kernel.map(Float64Array.of(2), 3, 3 + count, out);
    expect([out[0], out[count - 1], out[count], out[2 * count - 1]]).toEqual([6, 2 * (count + 2), 2, count + 1]);
  });

  it('names the name that is neither parameter nor column', () => {
    expect(() =>
      sums(backend, { parameters: [], columns: ['x'], outputs: [name('z')] }, 1, new Float64Array(0), () => 1),
    ).toThrow(/"z"/);
  });
});

describe('the WebAssembly kernel', () => {
  it('compiles and does not fall back: an addition is one instruction of the row', () => {
    const memory = columnMemory(new Map([['x', new Float64Array(4)]]), 4, 0);
    const planned = plan({ parameters: ['a'], columns: ['x'], outputs: [parse('a + x')] });
    const { bytes, imports } = kernelModule('sum', planned, memory, true);
    expect(imports).toEqual([]);
    expect(bytes.length).toBeLessThan(400);
    expect(() => new WebAssembly.Module(bytes)).not.toThrow();
  });

  it('sin and cos of the same angle share their reduction: together at most 1.3 times the code of one', () => {
    const memory = columnMemory(new Map([['x', new Float64Array(4)]]), 4, 0);
    const size = (...texts: string[]): number =>
      kernelModule('sum', plan({ parameters: [], columns: ['x'], outputs: texts.map(parse) }), memory, true).bytes.length;
    expect(size('sin(x)', 'cos(x)')).toBeLessThan(1.3 * size('sin(x)'));
  });

  it('vectors: a program too long to put every function in place calls them, two rows at a time', () => {
    const outputs = Array.from({ length: 60 }, (_, i) =>
      parse(`sin(x*${i + 1}/7) + erf(x/${i + 2}) + x^(${i}/9) + tan(x + ${i})`),
    );
    const program = { parameters: [], columns: ['x'], outputs };
    const at = (backend: Backend): number[] =>
      sums(backend, program, 41, new Float64Array(0), (i) => i * 7 - 20.5 + 1e9 * (i % 5));
    expect(at(wasm)).toEqual(at(interpreter));
    for (const backend of [pairedWasm, scalarWasm]) expect(at(backend)).toEqual(at(interpreter));
  });

  it('vectors: columns may end where the memory ends, though kernels look ahead: doubles and floats, whole blocks and not', () => {
    for (const [made, rows, scratch] of [
      [Float64Array, 8062, 2 ** 10],
      [Float64Array, 8 * BLOCK - 130, 2 ** 10],
      // One row in its last block, from which kernels look as far ahead as they do: 16 bytes beyond two pages of memory.
      [Float64Array, 4 * BLOCK + 1, 35_824],
      [Float32Array, 16 * BLOCK - 260, 2 ** 10],
    ] as const) {
      const column = (k: number) => made.from(Array.from({ length: rows }, (_, i) => spread(i, k)));
      const memory = columnMemory(new Map([['x', column(0)]]), rows, 0);
      const program = { parameters: [], columns: ['x', 'y'], outputs: [parse('x*y')] };
      const [wanted, got] = [new Float64Array(1), new Float64Array(1)];
      memory.scratch(scratch);
      memory.add('y', column(1));
      // Less than a page of what a memory grows by is left behind the last column.
      const left = (memory.memory?.buffer.byteLength as number) - (memory.address('y') + made.BYTES_PER_ELEMENT * rows);
      expect(left).toBeLessThan(28_800 + 65_536);
      for (const from of [0, 1, 2, 3, rows - 1]) {
        interpreter.compile(program, memory).sum(new Float64Array(0), from, rows, wanted);
        for (const backend of [wasm, pairedWasm]) {
          backend.compile(program, memory).sum(new Float64Array(0), from, rows, got);
          expect([...got]).toEqual([...wanted]);
        }
      }
    }
  });

  it('pairs of blocks: one to seven sums have the bits of the interpreter around two blocks and around a call of sixteen', () => {
    const rows = 17 * BLOCK + 8;
    const memory = columnMemory(new Map([['x', Float64Array.from({ length: rows }, (_, i) => spread(i) - 0.5)]]), rows, 0);
    const all = ['x', 'x*x', 'a*x', 'x - a', 'x^3', 'abs(x)', '1/x'].map(parse);
    for (let count = 1; count <= 7; count++) {
      const program = { parameters: ['a'], columns: ['x'], outputs: all.slice(0, count) };
      const kernels = [interpreter, pairedWasm, wasm].map((backend) => backend.compile(program, memory));
      for (const length of [1, 1023, 1025, 2047, 2048, 2049, 3071, 4096, 16 * BLOCK - 1, 16 * BLOCK, 17 * BLOCK + 3])
        for (const from of [0, 5]) {
          const [wanted, ...got] = kernels.map((kernel) => {
            const out = new Float64Array(count);
            kernel.sum(Float64Array.of(0.3), from, from + length, out);
            return [...out];
          });
          for (const sums of got) expect(sums).toEqual(wanted);
        }
    }
  });

  it('vectors: after 4 million rows they go two in step, with the same bits', () => {
    const rows = 2 ** 18;
    const memory = columnMemory(new Map([['x', Float64Array.from({ length: rows }, (_, i) => 40 * spread(i))]]), rows, 0);
    const kernel = wasm.compile({ parameters: [], columns: ['x'], outputs: [parse('sin(x)*x')] }, memory);
    const first = new Float64Array(1);
    kernel.sum(new Float64Array(0), 0, rows, first);
    for (let i = 0; i < 18; i++) {
      const out = new Float64Array(1);
      kernel.sum(new Float64Array(0), 0, rows, out);
      expect([...out]).toEqual([...first]);
    }
  });

  it('vectors: this engine has them', () => {
    expect(hasVectors()).toBe(true);
  });

  it('compiled anew in the midst of a sum, where its tables make the memory larger, it goes on with the same bits', () => {
    const rows = 40 * BLOCK;
    const x = Float64Array.from({ length: rows }, (_, i) => 1e7 + 1e15 * spread(i));
    const memory = columnMemory(new Map([['x', x]]), rows, 0);
    const program = { parameters: [], columns: ['x'], outputs: [parse('sin(x)*x')] };
    const kernel = wasm.compile(program, memory);
    const [got, wanted] = [new Float64Array(1), new Float64Array(1)];
    kernel.sum(new Float64Array(0), 0, 10, got);
    const buffer = memory.memory?.buffer as ArrayBuffer;
    const end = memory.table('first', [0]) + 16;
    memory.table('all but the last 48 bytes', Array((buffer.byteLength - end - 48) / 8).fill(0));
    kernel.sum(new Float64Array(0), 0, rows, got);
    expect([memory.memory?.buffer === buffer, buffer.byteLength]).toEqual([false, 0]);
    interpreter.compile(program, memory).sum(new Float64Array(0), 0, rows, wanted);
    expect([...got]).toEqual([...wanted]);
  });

  it('computes huge angles first by import, then compiled, with the same bits', () => {
    const rows = 40 * BLOCK;
    const program = { parameters: [], columns: ['x'], outputs: [parse('sin(x)*x'), parse('tan(x)')] };
    const value = (i: number): number => 1e7 + 1e15 * spread(i);
    expect(sums(wasm, program, rows, new Float64Array(0), value)).toEqual(
      sums(interpreter, program, rows, new Float64Array(0), value),
    );
  });

  it('a program of 5,000 outputs and one of a chain of 20,000 sums give the bits of the interpreter', () => {
    let chain: Expression = name('x');
    for (let i = 0; i < 30_000; i++)
      chain = call(i % 3 === 0 ? 'multiply' : 'subtract', chain, i % 2 === 0 ? name('a') : constant(1 + i / 7));
    const many = Array.from({ length: 5_000 }, (_, i) => call('add', name('x'), constant(i)));
    for (const outputs of [[chain], many]) {
      const program = { parameters: ['a'], columns: ['x'], outputs };
      const at = (backend: Backend): number[] => sums(backend, program, 3, Float64Array.of(0.999), (i) => i);
      expect(at(wasm)).toEqual(at(interpreter));
    }
  });

  it('a program that is too large for a function is interpreted', () => {
    const outputs = Array.from({ length: 700 }, (_, i) => parse(`gamma(x + ${i}/7)*lgamma(x*${i}) + tan(x - ${i})^x`));
    const program = {
      parameters: [],
      columns: ['x'],
      outputs: outputs.flatMap((e) => [e, call('sin', e), call('power', e, name('x'))]),
    };
    const at = (backend: Backend): number[] => sums(backend, program, 2, new Float64Array(0), (i) => i + 0.5);
    expect(at(wasm)).toEqual(at(interpreter));
  });
});

describe('LEB128', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [300, [172, 2]],
    [2 ** 32 - 1, [255, 255, 255, 255, 15]],
  ])('u32 %d', (value, bytes) => {
    expect([...new Bytes().u32(value).take()]).toEqual(bytes);
  });

  it.each([
    [63, [63]],
    [64, [192, 0]],
    [-64, [64]],
    [-65, [191, 127]],
    [2 ** 31, [128, 128, 128, 128, 120]],
  ])('s32 %d', (value, bytes) => {
    expect([...new Bytes().s32(value).take()]).toEqual(bytes);
  });

  it('s64 −2²⁷', () => {
    expect([...new Bytes().s64(-(1n << 27n)).take()]).toEqual([128, 128, 128, 64]);
  });
});
