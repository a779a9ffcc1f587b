import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK } from '../../src/backend/fold.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Backend, Program } from '../../src/backend/program.js';
import { factorRecords, recordSize, SUPERBLOCK, superblocks } from '../../src/backend/superblock.js';
import { tiered } from '../../src/backend/tiered.js';
import { pairedWasm, scalarWasm, wasm } from '../../src/backend/wasm/kernel.js';
import { name } from '../../src/expression/node.js';
import { parseExpression } from '../../src/language/index.js';
import { spread } from '../expression/random-expression.js';
import { gauss } from '../linear-algebra/matrices.js';

const NOTHING = new Float64Array(0);

/** The records of a program of which the first `width` outputs are columns. */
function records(
  backend: Backend,
  program: Program,
  width: number,
  memory: ReturnType<typeof columnMemory>,
  from = 0,
  to = memory.rows,
) {
  const shape = { width, summands: program.outputs.length - width };
  const out = new Float64Array(superblocks(to - from) * recordSize(shape));
  factorRecords(backend.compile(program, memory), shape, NOTHING, from, to, out);
  return out;
}

/** Columns c0, c1, … and what is summed. */
function columnsOf(width: number, rows: number, value: (j: number, i: number) => number) {
  const names = Array.from({ length: width }, (_, j) => `c${j}`);
  const columns = new Map(names.map((name, j) => [name, Float64Array.from({ length: rows }, (_, i) => value(j, i))]));
  const outputs = [...names.map(name), name('c0'), parseExpression(`c${width - 1}^2`).expression];
  return { memory: columnMemory(columns, rows, 0), program: { parameters: [], columns: names, outputs } };
}

const BACKENDS = [blocks, wasm, pairedWasm, scalarWasm, tiered(wasm)];

describe('the factor of a pass', () => {
  const special = fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    5e-324,
    1e-310,
    1e308,
    -1e200,
  );
  const spoiling = fc.array(fc.tuple(fc.nat(11), fc.nat(5000), special), { maxLength: 4 });
  /** Of a column: all that it is times, and whether it is zero in its first half. */
  const sizes = fc.array(fc.tuple(fc.constantFrom(1, 1, 1, 0, -0, 1e-310, 1e-170, 1e-60, 1e60, 1e170, 1e300), fc.boolean()), {
    minLength: 12,
    maxLength: 12,
  });
  it('has the same bits on every backend for 1 … 5000 rows and 1 … 12 columns, with columns of zeros, tiny and huge ones, NaN, ±∞ and −0 in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(1e6),
        sizes,
        spoiling,
        (width, rows, seed, scales, spoiled) => {
          const values = gauss(rows, width, seed);
          for (const [j, i, value] of spoiled) values[(i % rows) * width + (j % width)] = value;
          const { memory, program } = columnsOf(width, rows, (j, i) => {
            const [scale, isHalf] = scales[j] as [number, boolean];
            return isHalf && 2 * i < rows ? 0 : scale * (values[i * width + j] as number);
          });
          const wanted = records(interpreter, program, width, memory);
          for (const backend of BACKENDS) expect(records(backend, program, width, memory)).toEqual(wanted);
        },
      ),
      { seed: 12, numRuns: 60 },
    );
  });

  it('is made superblock by superblock: each record depends on the rows of its own alone, whoever computes it', () => {
    const rows = 2 * SUPERBLOCK + 3 * BLOCK + 5;
    const width = 4;
    const { memory, program } = columnsOf(width, rows, (j, i) => spread(i, j) - 0.3 * j);
    const size = recordSize({ width, summands: 2 });
    const whole = records(wasm, program, width, memory);
    expect(whole.length).toBe(3 * size);
    for (const backend of [wasm, interpreter])
      for (let k = 0; k < 3; k++) {
        const to = Math.min(rows, (k + 1) * SUPERBLOCK);
        expect(records(backend, program, width, memory, k * SUPERBLOCK, to)).toEqual(whole.slice(k * size, (k + 1) * size));
      }
  });

  it('has the sums that a sum has, folded over superblocks', () => {
    const rows = SUPERBLOCK - 7;
    const { memory, program } = columnsOf(2, rows, (j, i) => (spread(i, j) - 0.5) * 10 ** (i % 9));
    const out = new Float64Array(4);
    wasm.compile(program, memory).sum(NOTHING, 0, rows, out);
    for (const backend of [wasm, interpreter]) expect(records(backend, program, 2, memory).slice(4)).toEqual(out.slice(2));
  });

  it('stands where the memory grows under it, as when functions of huge angles are compiled', () => {
    const rows = 40 * BLOCK;
    // Few of them, so that they are compiled in the middle of a pass.
    const x = Float64Array.from({ length: rows }, (_, i) => (i % 16 === 0 ? 1e7 + 1e15 * spread(i) : spread(i)));
    const outputs = ['sin(x)', 'cos(x/3)', 'tan(x)', 'x*sin(x)'].map((text) => parseExpression(text).expression);
    const program = { parameters: [], columns: ['x'], outputs };
    const wanted = records(interpreter, program, 3, columnMemory(new Map([['x', x]]), rows, 0));
    const memory = columnMemory(new Map([['x', x]]), rows, 0);
    let grown = 0;
    const growing: typeof memory = {
      ...memory,
      table(name, values) {
        memory.memory?.grow(1);
        grown++;
        return memory.table(name, values);
      },
    };
    const kernel = wasm.compile(program, growing);
    for (let pass = 0; pass < 2; pass++) {
      const out = new Float64Array(wanted.length);
      kernel.factor?.({ width: 3, summands: 1 }, NOTHING, 0, rows, out);
      expect(out).toEqual(wanted);
    }
    expect(grown).toBeGreaterThan(0);
  });

  it('is nothing for no columns but the right-hand side, and for no rows', () => {
    const { memory, program } = columnsOf(1, 9, (_, i) => i);
    for (const backend of [interpreter, ...BACKENDS]) {
      expect([...records(backend, program, 1, memory)]).toEqual([0, 36, 204]);
      expect(records(backend, program, 1, memory, 3, 3).length).toBe(0);
    }
  });
});
