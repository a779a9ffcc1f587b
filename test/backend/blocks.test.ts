import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROWS } from '../../src/backend/blocks/block-memory.js';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK } from '../../src/backend/fold.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Backend, ColumnMemory, Program } from '../../src/backend/program.js';
import { call, constant, type Expression, name } from '../../src/expression/node.js';
import { parseExpression } from '../../src/language/index.js';
import { randomExpression, rowsNamed, spread } from '../expression/random-expression.js';

const SPECIAL = [
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  -2.5e-310,
  1e308,
  1e22,
  -745.2,
  3e15,
];
const rows = 2 * BLOCK + ROWS + 7;
const column = (shift: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) =>
    i % 11 === shift ? (SPECIAL[((i / 11) % SPECIAL.length) | 0] as number) : spread(i, shift) * 12 - 5,
  );
const memory = columnMemory(new Map(['x', 'y', 'z'].map((text, k) => [text, column(k)])), rows, 0);

afterEach(() => {
  vi.unstubAllGlobals();
});

function map(backend: Backend, program: Program, columns: ColumnMemory, parameters: Float64Array, from = 0, to = columns.rows) {
  const out = new Float64Array(program.outputs.length * (to - from));
  backend.compile(program, columns).map(parameters, from, to, out);
  return out;
}

function sum(backend: Backend, program: Program, columns: ColumnMemory, parameters: Float64Array, from = 0, to = columns.rows) {
  const out = new Float64Array(program.outputs.length);
  backend.compile(program, columns).sum(parameters, from, to, out);
  return out;
}

const program = (...texts: string[]): Program => ({
  parameters: ['p', 'q'],
  columns: ['x', 'y', 'z'],
  outputs: texts.map((text) => parseExpression(text).expression),
});
const point = Float64Array.of(1.25, -0.75);

describe('programs over blocks', () => {
  it('of random expressions give the bits of the interpreter, mapped and summed, over NaN, ±∞, ±0, subnormal and huge numbers and any rows', () => {
    const leaves = ['x', 'y', 'z', 'p', 'q'];
    const cheap = rowsNamed(
      'add',
      'subtract',
      'multiply',
      'divide',
      'negate',
      'abs',
      'sqrt',
      'where',
      'less',
      'max',
      'sign',
      'power',
    );
    const one = fc.oneof(
      { weight: 3, arbitrary: randomExpression(leaves, { depth: 6, operations: cheap }) },
      { weight: 1, arbitrary: randomExpression(leaves, { depth: 2 }) },
    );
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 5 }),
        fc.nat(rows - 1),
        fc.nat(rows - 1),
        fc.nat(99),
        (list, a, b, k) => {
          // An output that stands twice, and a column and a parameter as outputs.
          const outputs = [...list, list[0] as Expression, name('y'), name('p'), constant(-0)];
          const random: Program = { parameters: ['p', 'q'], columns: ['x', 'y', 'z'], outputs };
          const parameters = Float64Array.of(spread(k) * 4 - 2, SPECIAL[k % SPECIAL.length] as number);
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          for (const run of [map, sum])
            expect(run(blocks, random, memory, parameters, from, to)).toEqual(
              run(interpreter, random, memory, parameters, from, to),
            );
        },
      ),
      { seed: 21, numRuns: 60 },
    );
  });

  it('take turns: each finds its own constants and parameters again after another ran', () => {
    const [first, second] = [program('p*x + 2', 'sin(p)*x'), program('7*x - q', 'exp(q) + y', '3', 'x*y*z')];
    const [a, b] = [blocks.compile(first, memory), blocks.compile(second, memory)];
    const [outA, outB] = [new Float64Array(2), new Float64Array(4)];
    for (let turn = 0; turn < 3; turn++) {
      const parameters = Float64Array.of(turn + 0.5, -turn);
      a.sum(parameters, 0, 100, outA);
      b.sum(parameters, 3, 1500, outB);
      expect(outA).toEqual(sum(interpreter, first, memory, parameters, 0, 100));
      expect(outB).toEqual(sum(interpreter, second, memory, parameters, 3, 1500));
    }
  });

  it('see what was written into a column since they were compiled', () => {
    const own = columnMemory(new Map([['x', Float64Array.of(1, 2, 3)]]), 3, 0);
    const kernel = blocks.compile({ parameters: [], columns: ['x'], outputs: [name('x')] }, own);
    const out = new Float64Array(1);
    kernel.sum(new Float64Array(0), 0, 3, out);
    own.column('x')[1] = 20;
    kernel.sum(new Float64Array(0), 0, 3, out);
    expect(out[0]).toBe(24);
  });

  it('a small one stays right after one that needs a hundred times its room', () => {
    const small = program('p*x');
    const kernel = blocks.compile(small, memory);
    const many = program(...Array.from({ length: 600 }, (_, i) => `x*${i} + p`));
    const got = map(blocks, many, memory, point);
    const out = new Float64Array(rows);
    kernel.map(point, 0, rows, out);
    expect(out).toEqual(map(interpreter, small, memory, point));
    expect(got).toEqual(map(interpreter, many, memory, point));
  });

  it('that need more room than there is are interpreted: 20,000 values that are all needed until the end', () => {
    let total: Expression = constant(0);
    const parts = Array.from({ length: 20_000 }, (_, i) => call('multiply', name('x'), constant(i)));
    for (const part of parts) total = call('add', total, part);
    const large: Program = { parameters: [], columns: ['x'], outputs: [...parts.reverse(), total] };
    expect(sum(blocks, large, memory, new Float64Array(0), 0, 600)).toEqual(
      sum(interpreter, large, memory, new Float64Array(0), 0, 600),
    );
  });

  it('compile the functions of huge angles once they are met often, with the same bits', () => {
    const n = 3000;
    const huge = columnMemory(new Map([['x', Float64Array.from({ length: n }, (_, i) => 1e7 + 1e15 * spread(i))]]), n, 0);
    const angles: Program = { parameters: [], columns: ['x'], outputs: [parseExpression('tan(x)').expression] };
    for (let turn = 0; turn < 2; turn++)
      expect(map(blocks, angles, huge, new Float64Array(0))).toEqual(map(interpreter, angles, huge, new Float64Array(0)));
  });

  it('are interpreted where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const own = columnMemory(new Map([['x', Float64Array.of(1, 2, 3)]]), 3, 0);
    const plain: Program = { parameters: ['p'], columns: ['x'], outputs: [parseExpression('p*x').expression] };
    expect([...map(blocks, plain, own, Float64Array.of(2))]).toEqual([2, 4, 6]);
  });
});
