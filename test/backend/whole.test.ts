import { describe, expect, it } from 'vitest';
import { blocks } from '../../src/backend/blocks/machine.js';
import { columnMemory } from '../../src/backend/column-memory.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Kernel, Program } from '../../src/backend/program.js';
import type { Values } from '../../src/base/values.js';
import { parseExpression } from '../../src/language/index.js';

const ROWS = 1024;
/** Arguments of the sine that take its long reduction are among them. */
const x = Float64Array.from({ length: ROWS }, (_, i) => (i % 97 === 5 ? 1e15 + i : i / 7 - 50));
const y = Float32Array.from({ length: ROWS }, (_, i) => ((i * 37) % 101) / 8);
const columns = new Map<string, Values>([
  ['x', x],
  ['y', y],
]);
const programOf = (...texts: string[]): Program => ({
  parameters: ['a', 'b'],
  columns: ['x', 'y'],
  outputs: texts.map((text) => parseExpression(text).expression),
});
const POINT = Float64Array.of(1.25, -0.5);

const sums = (kernel: Kernel, program: Program, from: number, to: number, point = POINT): number[] => {
  const out = new Float64Array(program.outputs.length);
  kernel.sum(point, from, to, out);
  return [...out];
};

/** Calls of a kernel over 512 rows until the program has seen 131,072 of them, and once more. */
function used(program: Program): void {
  const kernel = blocks.compile(program, columnMemory(columns, ROWS, 0));
  for (let seen = 0; seen <= 131_072; seen += 512) sums(kernel, program, 0, 512);
}

describe('a program that kernels over few rows have used for 131,072 rows', () => {
  const program = programOf('(a*sin(x) + b - y)^2', 'abs(a*sin(x) + b - y)', 'x*y', 'exp(-a*y)/(1 + b^2)', 'a', 'erf(y - 3)');
  const other = programOf('a + b*x');
  used(program);

  it('gives the sums of the interpreter to the bit for any rows up to 512, beside programs that are not compiled', () => {
    const plain = interpreter.compile(program, columnMemory(columns, ROWS, 0));
    const memory = columnMemory(columns, ROWS, 0);
    const kernel = blocks.compile(program, memory);
    const beside = blocks.compile(other, memory);
    const besidePlain = interpreter.compile(other, columnMemory(columns, ROWS, 0));
    for (const [from, rows] of [0, 1, 2, 3, 4, 5, 99, 100, 511, 512, 513, 1000].flatMap((count) => [
      [0, count],
      [7, count],
    ]) as [number, number][]) {
      const point = Float64Array.of(1 + rows / 300, from / 5);
      expect([from, rows, ...sums(kernel, program, from, from + rows, point)]).toEqual([
        from,
        rows,
        ...sums(plain, program, from, from + rows, point),
      ]);
      expect(sums(beside, other, from, from + rows)).toEqual(sums(besidePlain, other, from, from + rows));
    }
  });

  it('sums what is in the columns at every call: also after they were written over, and after the memory has grown', () => {
    const memory = columnMemory(columns, ROWS, 0);
    const kernel = blocks.compile(program, memory);
    sums(kernel, program, 0, 100);
    for (const change of [
      () =>
        memory.add(
          'x',
          x.map((value) => value / 3),
        ),
      () => memory.scratch(2 ** 20),
    ]) {
      change();
      const now = new Map<string, Values>([
        ['x', memory.column('x').slice()],
        ['y', y],
      ]);
      const plain = interpreter.compile(program, columnMemory(now, ROWS, 0));
      expect(sums(kernel, program, 0, 100)).toEqual(sums(plain, program, 0, 100));
    }
  });
});
