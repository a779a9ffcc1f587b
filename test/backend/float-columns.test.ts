import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateColumns } from '../../src/backend/allocate-columns.js';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK } from '../../src/backend/fold.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Program } from '../../src/backend/program.js';
import { pairedWasm, scalarWasm, wasm } from '../../src/backend/wasm/kernel.js';
import type { Values } from '../../src/base/values.js';
import { fit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { simplify } from '../../src/expression/simplify.js';
import { randomExpression, spread } from '../expression/random-expression.js';

const ROWS = 2 * BLOCK + 77;
/** Zeros, denormal, largest and least floats, and what is none. */
const SPECIAL = [0, -0, 1e-45, -1e-39, 3.4028234663852886e38, -1e30, Number.POSITIVE_INFINITY, Number.NaN, 0.1, 745.25];
const float = (k: number): Float32Array =>
  Float32Array.from({ length: ROWS }, (_, i) => (i % 53 === k ? (SPECIAL[(i + k) % 10] as number) : 12 * spread(i, k) - 5));

const [x, y] = [float(1), float(2)];
const z = Float64Array.from({ length: ROWS }, (_, i) => spread(i, 3) * 4 - 1);
const columns = new Map<string, Values>([
  ['x', x],
  ['z', z],
  ['y', y],
]);
const wide = columnMemory(new Map([...columns].map(([name, values]) => [name, Float64Array.from(values)])), ROWS, 0);

describe.each([interpreter, blocks, wasm, pairedWasm, scalarWasm])(
  '$name over float32 columns beside float64 ones',
  (backend) => {
    it('gives the bits of float64 columns that hold the same values, for any rows from … to', () => {
      const narrow = columnMemory(columns, ROWS, 0);
      fc.assert(
        fc.property(
          fc.array(randomExpression(['x', 'y', 'z', 'p']), { minLength: 1, maxLength: 2 }),
          fc.nat(11),
          fc.constantFrom(0, 1, 2, 3, 5, 8, 500, BLOCK, ROWS - 11),
          (terms, from, count) => {
            const outputs = [...terms, ...terms.flatMap((term) => differentiate(term, ['p']).map(simplify))];
            const program: Program = { parameters: ['p'], columns: ['x', 'y', 'z'], outputs };
            const to = from + count;
            const [got, want] = [narrow, wide].map((memory) => {
              const kernel = backend.compile(program, memory);
              const [sums, rows] = [new Float64Array(outputs.length), new Float64Array(outputs.length * count)];
              kernel.sum(Float64Array.of(0.75), from, to, sums);
              kernel.map(Float64Array.of(0.75), from, to, rows);
              return [sums, rows];
            });
            expect(got).toEqual(want);
          },
        ),
        { seed: 3, numRuns: 40 },
      );
    });
  },
);

describe('a fit of float32 columns', () => {
  const a = Float32Array.from({ length: 400 }, (_, i) => i / 80);
  const b = Float32Array.from(a, (t, i) => 3 * Math.exp(-0.8 * t) + 1 + (spread(i, 5) - 0.5) / 10);
  const w = Float32Array.from(a, (_, i) => 1 + (i % 3));
  const cases: readonly (readonly [string, FitOptions])[] = [
    ['b ~ p*a + q', {}],
    ['b ~ p*exp(-k*a) + q', {}],
    ['b ~ p*exp(-k*a) + q', { start: { p: 1, k: 1, q: 0 }, weights: 'w' }],
    ['log(b) ~ p*a + q', { let: { c: '2*a' }, where: 'c < 6' }],
    ['b ~ p*exp(-k*a) + q', { method: 'adam', batch: 50, epochs: 12, seed: 2, start: { p: 1, k: 1, q: 0 } }],
    ['b ~ p*a + q', { loss: 'huber' }],
    ['b ~ p*exp(-k*a); log(b) ~ r - s*a', {}],
    ['b ~ p*a + q', { bootstrap: 20 }],
  ];

  it.each(cases)('has the bytes of one of the same values as doubles: %s %o', (formula, options) => {
    const doubles = { a: Float64Array.from(a), b: Float64Array.from(b), w: Float64Array.from(w) };
    const wanted = JSON.stringify(fit(formula, doubles, options));
    expect(JSON.stringify(fit(formula, { a, b, w }, options))).toBe(wanted);
    expect(JSON.stringify(fit(formula, { ...doubles, a }, options))).toBe(wanted);
    const placed = allocateColumns(['a', 'b', 'w'], 400, { float32: ['a', 'w'] });
    placed.a.set(a);
    placed.b.set(b);
    placed.w.set(w);
    expect(JSON.stringify(fit(formula, placed, options))).toBe(wanted);
    expect(JSON.stringify(fit(formula, placed, { ...options, backend: 'interpreter' }))).toBe(wanted);
  });
});

describe('allocateColumns with float32', () => {
  it('gives arrays of 4 bytes a row where it is asked for, in place', () => {
    const all = allocateColumns(['x', 'y'], 100, { float32: true });
    expect([all.x, all.y].every((values) => values instanceof Float32Array && values.length === 100)).toBe(true);
    const mixed = allocateColumns(['x', 'y'], 100, { float32: ['y'] });
    expect([mixed.x instanceof Float64Array, mixed.y instanceof Float32Array]).toEqual([true, true]);
    const memory = columnMemory(new Map<string, Values>(Object.entries(mixed)), 100, 10);
    expect([memory.memory?.buffer === mixed.x.buffer, memory.isFloat('x'), memory.isFloat('y')]).toEqual([true, false, true]);
  });

  it('holds a column that eight bytes a row would not fit only up to 2²⁹ rows: kernels count rows by eight bytes', () => {
    const tooMuch = expect.objectContaining({ code: 'too-much-data' });
    expect(() => allocateColumns(['x'], 2 ** 29, { float32: true })).toThrow(tooMuch);
    // The room for minibatches is gone over as rows are, and a turn over the last rows ends behind them.
    expect(() => allocateColumns(['x'], 2 ** 29 - 65_536, { float32: true })).toThrow(tooMuch);
    expect(() => columnMemory(new Map([['x', new Float32Array(1)]]), 2 ** 29 - 4, 0)).toThrow(tooMuch);
  });

  it('refuses a float that is no column', () => {
    expect(() => allocateColumns(['x'], 3, { float32: ['y' as 'x'] })).toThrow(/float32 \[y\]/);
  });
});
