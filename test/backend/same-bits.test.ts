import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { withDerivedColumns } from '../../src/backend/derived-columns.js';
import { BLOCK } from '../../src/backend/fold.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Backend, Program } from '../../src/backend/program.js';
import { pairedWasm, scalarWasm, wasm } from '../../src/backend/wasm/kernel.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { call, type Expression, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import { simplify } from '../../src/expression/simplify.js';
import { parseExpression } from '../../src/language/index.js';
import { randomExpression, spread } from '../expression/random-expression.js';

const derivedAtOnce = withDerivedColumns(wasm, () => 0);

const parse = (text: string): Expression => parseExpression(text).expression;

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  -5e-324,
  2.5e-310,
  -1e-308,
  1e308,
  -1.7e308,
  1e22,
  -1e200,
  2 ** 52,
  -(2 ** 53),
  0.5,
  -0.5,
  1e-20,
  745.2,
  -745.2,
  710,
  3.5,
  1e5,
  1.6e6,
  1.7e6,
  6381956970095103 * 2 ** 797,
];
const ordinary = Array.from({ length: 60 }, (_, i) => spread(i) * 20 - 8);

/** Pairs of special values with each other, then ordinary ones. */
const firsts = [...SPECIAL.flatMap((a) => SPECIAL.map(() => a)), ...ordinary];
const seconds = [...SPECIAL.flatMap(() => SPECIAL), ...ordinary.map((_, i) => spread(i, 1) * 5)];
const thirds = firsts.map((_, i) => (i % 7 === 0 ? (SPECIAL[i % SPECIAL.length] as number) : spread(i, 2) * 6 - 3));
const memory = columnMemory(
  new Map([
    ['x', Float64Array.from(firsts)],
    ['y', Float64Array.from(seconds)],
    ['z', Float64Array.from(thirds)],
  ]),
  firsts.length,
  0,
);

function differences(backend: Backend, outputs: readonly Expression[], parameters: Float64Array): string[] {
  const program: Program = { parameters: ['p', 'q'], columns: ['x', 'y', 'z'], outputs };
  const rows = memory.rows;
  const found: string[] = [];
  const [reference, kernel] = [interpreter.compile(program, memory), backend.compile(program, memory)];
  const [wanted, got] = [new Float64Array(outputs.length * rows), new Float64Array(outputs.length * rows)];
  reference.map(parameters, 0, rows, wanted);
  kernel.map(parameters, 0, rows, got);
  for (let i = 0; i < wanted.length && found.length < 5; i++) {
    const row = i % rows;
    if (!Object.is(wanted[i], got[i]))
      found.push(`map ${Math.floor(i / rows)} at (${firsts[row]}, ${seconds[row]}, ${thirds[row]}): ${wanted[i]} ≠ ${got[i]}`);
  }
  const [wantedSum, gotSum] = [new Float64Array(outputs.length), new Float64Array(outputs.length)];
  reference.sum(parameters, 700, rows, wantedSum);
  kernel.sum(parameters, 700, rows, gotSum);
  wantedSum.forEach((value, k) => {
    if (!Object.is(value, gotSum[k])) found.push(`sum ${k}: ${value} ≠ ${gotSum[k]}`);
  });
  return found;
}

describe.each([wasm, pairedWasm, scalarWasm, blocks, derivedAtOnce])('$name gives the bits of the interpreter', (backend) => {
  it.each(OPERATIONS.map((row) => [row.name, row] as const))('for %s over all pairs of special values', (_, row) => {
    const least = typeof row.arity === 'number' ? row.arity : row.arity[0];
    const args = ['x', 'y', 'z', 'x'].slice(0, least).map(name);
    const uniform = ['p', 'q', 'p', 'q'].slice(0, least).map(name);
    const outputs = [call(row.name, ...args), call(row.name, ...uniform), call(row.name, ...[...args].reverse())];
    expect(differences(backend, outputs, Float64Array.of(1.25, -0.75))).toEqual([]);
    for (const p of SPECIAL) expect(differences(backend, [outputs[1] as Expression], Float64Array.of(p, 2))).toEqual([]);
  });

  it('for random expressions with their derivatives', () => {
    const names = ['x', 'y', 'z', 'p', 'q'];
    fc.assert(
      fc.property(fc.array(randomExpression(names), { minLength: 1, maxLength: 2 }), fc.nat(1000), (outputs, k) => {
        const slopes = outputs.flatMap((output) => differentiate(output, ['p', 'q']).map(simplify));
        const parameters = Float64Array.of(spread(k) * 4, SPECIAL[k % SPECIAL.length] as number);
        expect(differences(backend, [...outputs, ...slopes], parameters)).toEqual([]);
      }),
      { seed: 20, numRuns: 60 },
    );
  });
});

describe.each([wasm, pairedWasm, scalarWasm])('rare sides of $name', (backend) => {
  const texts = ['sin(k*x) + cos(x)', 'erf(x) + erfc(x/3)', 'x^(-3) + mod(x, 0.7)', 'tan(x)*sin(x)', 'where'] as const;
  it.each(texts)(
    '%s: the bits of the interpreter for 0 … 9 rows from 0 … 4 on, wherever the huge, tiny and missing numbers are',
    (text) => {
      const outputs =
        text === 'where' ? [call('where', name('p'), call('sin', name('x')), call('log', name('x')))] : [parse(text), parse('x')];
      const program: Program = { parameters: ['k', 'p'], columns: ['x'], outputs };
      const values = fc.array(fc.oneof(fc.constantFrom(...SPECIAL), fc.double({ min: -20, max: 20 }), fc.double()), {
        minLength: 13,
        maxLength: 13,
      });
      fc.assert(
        fc.property(values, fc.nat(4), fc.nat(9), fc.constantFrom(0, 1, 1e9), (x, from, count, k) => {
          const columns = columnMemory(new Map([['x', Float64Array.from(x)]]), x.length, 0);
          const results = [interpreter, backend].map((each) => {
            const kernel = each.compile(program, columns);
            const [sum, map] = [new Float64Array(outputs.length), new Float64Array(outputs.length * count)];
            kernel.sum(Float64Array.of(k, k), from, from + count, sum);
            kernel.map(Float64Array.of(k, k), from, from + count, map);
            return [...sum, ...map];
          });
          expect(results[1]).toEqual(results[0]);
        }),
        { seed: 21, numRuns: 60 },
      );
    },
  );
});

describe.each([wasm, pairedWasm, scalarWasm, blocks])('the order of summation of $name', (backend) => {
  it('is that of fold.ts for every number of rows around the block', () => {
    const rows = 40 * BLOCK + 3;
    const x = Float64Array.from({ length: rows }, (_, i) => (spread(i) - 0.5) * 10 ** (i % 17));
    const columns = columnMemory(new Map([['x', x]]), rows, 0);
    const program: Program = { parameters: ['a'], columns: ['x'], outputs: [call('multiply', name('a'), name('x')), name('a')] };
    const [reference, kernel] = [interpreter.compile(program, columns), backend.compile(program, columns)];
    const [wanted, got] = [new Float64Array(2), new Float64Array(2)];
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [5, 8],
      [3, BLOCK + 3],
      [0, BLOCK],
      [0, BLOCK + 1],
      [1, 16 * BLOCK + 1],
      [7, 33 * BLOCK],
      [0, rows],
    ] as const) {
      reference.sum(Float64Array.of(0.1), from, to, wanted);
      kernel.sum(Float64Array.of(0.1), from, to, got);
      expect([...got]).toEqual([...wanted]);
    }
  });
});
