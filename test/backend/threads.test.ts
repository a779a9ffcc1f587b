import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allocateColumns } from '../../src/backend/allocate-columns.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK } from '../../src/backend/fold.js';
import { backendFor } from '../../src/backend/index.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { ColumnMemory, Program } from '../../src/backend/program.js';
import { pool } from '../../src/backend/threads/pool.js';
import { startThreads } from '../../src/backend/threads/start.js';
import { LEAST_ROWS, threadsFor } from '../../src/backend/threads/threads-for.js';
import { pairedWasm, scalarWasm, wasm } from '../../src/backend/wasm/kernel.js';
import { DownhillError } from '../../src/base/errors.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { simplify } from '../../src/expression/simplify.js';
import { parseExpression } from '../../src/language/index.js';
import { randomExpression, spread } from '../expression/random-expression.js';

const THREADS = [1, 2, 3, 8] as const;
/** So many candidates make a sum of 20,000 rows one for threads. */
const POINTS = Array.from({ length: 14 }, (_, k) => Float64Array.of(0.3 + spread(k) * 4, spread(k, 3) * 6 - 3));
const ROWS = 45_000;

const columns = new Map(
  ['x', 'y', 'z'].map((name, k) => [name, Float64Array.from({ length: ROWS }, (_, i) => (spread(i, k) - 0.3) * 10 ** (i % 5))]),
);
columns.get('x')?.set([Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324, 1e22, 6381956970095103 * 2 ** 797], 20_000);

const memories = (rows: number, data = columns): ColumnMemory[] => THREADS.map((threads) => columnMemory(data, rows, 0, threads));
const summed = (
  backend: typeof wasm,
  program: Program,
  memory: ColumnMemory,
  from: number,
  to: number,
  points: readonly Float64Array[],
): number[][] => {
  const outs = points.map(() => new Float64Array(program.outputs.length).fill(7));
  backend.compile(program, memory).sumMany(points, from, to, outs);
  return outs.map((out) => [...out]);
};

beforeAll(async () => {
  expect(await startThreads(8)).toBe(8);
});

describe('1, 2, 3 and 8 threads give the bits of the interpreter', () => {
  it('for random programs with their derivatives, for numbers of rows that do not divide', () => {
    const shared = memories(ROWS);
    expect(shared.map(({ threads }) => threads)).toEqual([...THREADS]);
    fc.assert(
      fc.property(randomExpression(['x', 'y', 'z', 'p', 'q'], { depth: 3 }), fc.nat(900), fc.nat(2000), (output, from, less) => {
        const outputs = [output, ...differentiate(output, ['p', 'q']).map(simplify)];
        const program = { parameters: ['p', 'q'], columns: ['x', 'y', 'z'], outputs };
        const [to, points] = [ROWS - less, POINTS.slice(0, 7)];
        const wanted = summed(interpreter, program, shared[0] as ColumnMemory, from, to, points.slice(0, 2));
        const all = summed(wasm, program, shared[0] as ColumnMemory, from, to, points);
        expect(all.slice(0, 2)).toEqual(wanted);
        for (const memory of shared.slice(1)) expect(summed(wasm, program, memory, from, to, points)).toEqual(all);
      }),
      { seed: 31, numRuns: 12 },
    );
  });

  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 16 * BLOCK, 16 * BLOCK + 1, 20_011])('for %d rows', (rows) => {
    const program = { parameters: ['p', 'q'], columns: ['x'], outputs: [parseExpression('p*sin(q*x) + x').expression] };
    const points = Array.from({ length: 600 }, (_, k) => Float64Array.of(spread(k), 1 + spread(k, 1)));
    const [alone, ...others] = memories(ROWS).map((memory) => summed(wasm, program, memory, 17, 17 + rows, points));
    expect(alone?.slice(0, 3)).toEqual(
      summed(interpreter, program, columnMemory(columns, ROWS, 0), 17, 17 + rows, points.slice(0, 3)),
    );
    for (const other of others) expect(other).toEqual(alone);
  });

  it('for long programs, whose block sums need several rounds, by every kind of kernel', () => {
    const outputs = Array.from({ length: 2500 }, (_, k) => parseExpression(`p*x + ${k}*q`).expression);
    const program = { parameters: ['p', 'q'], columns: ['x'], outputs };
    const data = new Map(
      [...columns].map(([name, values]) => [name, Float64Array.from({ length: 300_000 }, (_, i) => values[i % ROWS] as number)]),
    );
    const [alone, , three] = memories(300_000, data) as [ColumnMemory, ColumnMemory, ColumnMemory];
    const wanted = summed(wasm, program, alone, 0, 300_000, POINTS.slice(0, 1));
    for (const backend of [wasm, pairedWasm, scalarWasm])
      expect(summed(backend, program, three, 0, 300_000, POINTS.slice(0, 1))).toEqual(wanted);
  });

  it('when one fit follows another, in any order of their memories', () => {
    const program = { parameters: ['p', 'q'], columns: ['x'], outputs: [parseExpression('p*x + q*cos(x)').expression] };
    const wanted = summed(wasm, program, columnMemory(columns, ROWS, 0), 0, ROWS, POINTS);
    const many = Array.from({ length: 6 }, () => columnMemory(columns, ROWS, 0, 8));
    const kernels = many.map((memory) => wasm.compile(program, memory));
    for (const k of [0, 1, 0, 2, 3, 4, 5, 0, 5, 1]) {
      const outs = POINTS.map(() => new Float64Array(1));
      kernels[k]?.sumMany(POINTS, 0, ROWS, outs);
      expect(outs.map((out) => [...out])).toEqual(wanted);
    }
  });
});

describe('a fit', () => {
  const rows = 300_000;
  const x = Float64Array.from({ length: rows }, (_, i) => 10 * spread(i));
  const y = Float64Array.from(x, (at, i) => 10 * Math.sin(1.3 * at) + 1.5 + spread(i, 5));
  const OPTIONS: readonly FitOptions[] = [
    { method: 'gd', learningRate: 0.01, epochs: 30, start: { a: 9, b: 1.29, c: 1 } },
    { method: 'adam', batch: 700, epochs: 12, start: { a: 9, b: 1.29, c: 1 }, seed: 3 },
    { method: 'lbfgs', epochs: 12, start: { a: 9, b: 1.29, c: 1 }, loss: 'huber' },
    { method: 'lm', start: { a: 9, b: 1.29, c: 1 } },
    { method: 'varpro', start: { a: 9, b: 1.29, c: 1 } },
  ];
  it.each(OPTIONS)('by $method on 1, 2, 3 and 8 threads has the same bytes, and does not say on how many', (options) => {
    const texts = THREADS.map((threads) => JSON.stringify(fit('y ~ a*sin(b*x) + c', { x, y }, { ...options, threads })));
    expect(texts[0]).not.toContain('threads');
    for (const text of texts) expect(text === texts[0]).toBe(true);
    expect(texts[0]).toBe(JSON.stringify(fit('y ~ a*sin(b*x) + c', { x, y }, options)));
  });

  it('from moments has the same bytes on 1, 2, 3 and 8 threads', () => {
    const options = { method: 'gd', learningRate: 0.5, epochs: 300, stop: 'mae < 0.001', start: { a: 9, c: 1 } } as const;
    const texts = THREADS.map((threads) => JSON.stringify(fit('y ~ a*sin(1.3*x) + c', { x, y }, { ...options, threads })));
    for (const text of texts) expect(text === texts[0]).toBe(true);
  });

  it('on columns of a shared memory, which stay what they are, has the bytes of a fit of arrays', () => {
    const shared = allocateColumns(['x', 'y'], rows, { shared: true });
    shared.x.set(x);
    shared.y.set(y);
    const wanted = JSON.stringify(fit('y ~ a*sin(b*x) + c', { x, y }, OPTIONS[0]));
    expect(columnMemory(new Map(Object.entries(shared)), rows, 0, 2).threads).toBe(2);
    for (const threads of [1, 2, 8])
      expect(JSON.stringify(fit('y ~ a*sin(b*x) + c', shared, { ...OPTIONS[0], threads }))).toBe(wanted);
    expect(shared.x).toEqual(x);
    expect(shared.y.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('draws the same landscape on threads', () => {
    const table = tableFromArrays({ x, y });
    const [one, two] = [1, 2].map((threads) => runFit('y ~ a*sin(b*x) + c', table, { ...OPTIONS[0], threads }).source());
    const grid = Array.from({ length: 20 }, (_, k) => Float64Array.of(8 + spread(k), 1.3, k));
    expect([...(two?.losses?.(grid) ?? [])]).toEqual([...(one?.losses?.(grid) ?? [])]);
    expect(two?.losses?.(grid)[3]).toBe(two?.losses?.(grid.slice(3, 4))[0]);
  });

  it.each([0, -1, 1.5, 65, Number.NaN])('with %d threads is refused with the range', (threads) => {
    const refused = (): unknown => fit('y ~ a*x', { x: [1, 2, 3], y: [1, 2, 3] }, { threads });
    expect(refused).toThrow(DownhillError);
    expect(refused).toThrow(`threads must be an integer from 1 to 64, got ${threads}`);
  });
});

describe('small data', () => {
  it('lie in a memory of one thread below 262,144 rows, whatever is asked for', () => {
    expect(LEAST_ROWS).toBe(262_144);
    expect([threadsFor(8, LEAST_ROWS - 1), threadsFor(8, LEAST_ROWS), threadsFor(1, 1e7)]).toEqual([1, 8, 1]);
  });

  it('are summed by this thread alone, also where the memory is shared', () => {
    const kernel = backendFor('wasm').compile(
      { parameters: ['p'], columns: ['x'], outputs: [parseExpression('p*x').expression] },
      columnMemory(columns, ROWS, 0, 8),
    );
    const given = pool().do;
    let jobs = 0;
    pool().do = () => {
      jobs++;
    };
    kernel.sum(Float64Array.of(2), 0, ROWS, new Float64Array(1));
    pool().do = given;
    expect(jobs).toBe(0);
  });
});

describe('many candidates', () => {
  it.each([interpreter, backendFor('auto'), wasm, pairedWasm, scalarWasm])(
    'have the bits of lone ones by $name: 0, 1, 5 and 40 points of 0 … 40,000 rows',
    (backend) => {
      const outputs = ['p*sin(q*x) + y', 'exp(-x^2/p^2)', 'p'].map((text) => parseExpression(text).expression);
      const memory = columnMemory(columns, ROWS, 0);
      const kernel = backend.compile({ parameters: ['p', 'q'], columns: ['x', 'y'], outputs }, memory);
      for (const [count, rows] of [
        [0, 5],
        [1, 5000],
        [5, 0],
        [5, 1024],
        [5, 40_000],
        [40, 3000],
      ] as const) {
        const points = Array.from({ length: count }, (_, k) => Float64Array.of(1 + spread(k), spread(k, 2)));
        const lone = points.map((point) => {
          const out = new Float64Array(3);
          kernel.sum(point, 11, 11 + rows, out);
          return [...out];
        });
        const outs = points.map(() => new Float64Array(3));
        kernel.sumMany(points, 11, 11 + rows, outs);
        expect(outs.map((out) => [...out])).toEqual(lone);
      }
    },
  );
});
