import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { withDerivedColumns } from '../../src/backend/derived-columns.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Backend, ColumnMemory, Program } from '../../src/backend/program.js';
import { wasm } from '../../src/backend/wasm/kernel.js';
import { call, name } from '../../src/expression/node.js';
import { parseExpression } from '../../src/language/index.js';

const x = Float64Array.from({ length: 2000 }, (_, i) => i / 7 - 100);
const memoryOf = (spare = 0): ColumnMemory => columnMemory(new Map([['x', x]]), x.length, spare);
const programOf = (...texts: string[]): Program => ({
  parameters: ['a', 'b'],
  columns: ['x'],
  outputs: texts.map((text) => parseExpression(text).expression),
});

/** Which columns each program reads that is compiled. */
function watched(): { readonly backend: Backend; readonly columns: string[][] } {
  const columns: string[][] = [];
  const backend: Backend = {
    name: 'watched',
    compile: (program, memory) => {
      columns.push([...program.columns]);
      return wasm.compile(program, memory);
    },
  };
  return { backend, columns };
}

function sumOf(backend: Backend, program: Program, memory: ColumnMemory, passes: number, to = x.length): number[] {
  const kernel = backend.compile(program, memory);
  const out = new Float64Array(program.outputs.length);
  for (let pass = 0; pass < passes; pass++) kernel.sum(Float64Array.of(1.5, -0.25), 0, to, out);
  return [...out];
}

describe('derived columns', () => {
  it('are made at the second pass and not at the first, one for each function that no parameter enters', () => {
    const { backend, columns } = watched();
    const memory = memoryOf();
    const program = programOf('a*sin(x) + b*cos(x^2) + exp(a*x)', 'sin(x)*x');
    const twice = withDerivedColumns(backend, (rows) => 2 * rows);
    const wanted = sumOf(interpreter, program, memoryOf(), 1);
    expect(sumOf(twice, program, memory, 1)).toEqual(wanted);
    expect(columns).toHaveLength(1);
    expect(sumOf(twice, program, memory, 5)).toEqual(wanted);
    // Once to fill both, and once over them; the sine of both outputs is one column.
    expect(columns.at(-1)?.filter((name) => name.startsWith('@derived'))).toHaveLength(2);
    expect(columns).toHaveLength(4);
  });

  it('are shared by the kernels of a memory', () => {
    const { backend, columns } = watched();
    const memory = memoryOf();
    const atOnce = withDerivedColumns(backend, () => 0);
    sumOf(atOnce, programOf('a*sin(x)'), memory, 1);
    sumOf(atOnce, programOf('a*sin(x) + b'), memory, 1);
    // Plain, filling, derived; then plain and derived.
    expect(columns).toHaveLength(5);
  });

  it('stay away where there is nothing to gain: arithmetic, roots, whole powers, constants, functions of parameters', () => {
    const { backend, columns } = watched();
    const program = programOf('a*x^3 + sqrt(abs(x))*b', 'sin(2)*a + x', 'exp(a*x)', 'where(x > 0, a, b)');
    sumOf(
      withDerivedColumns(backend, () => 0),
      program,
      memoryOf(),
      3,
    );
    expect(columns).toEqual([['x']]);
  });

  it('are the topmost functions: exp(sin(x)) is one column, and sin(x) another where it is read by itself', () => {
    const { backend, columns } = watched();
    const atOnce = withDerivedColumns(backend, () => 0);
    sumOf(atOnce, programOf('a*exp(sin(x))'), memoryOf(), 1);
    expect(columns.at(-1)).toHaveLength(2);
    sumOf(atOnce, programOf('a*exp(sin(x))', 'b*sin(x)'), memoryOf(), 1);
    expect(columns.at(-1)).toHaveLength(3);
  });

  it('are not read for gathered rows, which have none', () => {
    const memory = memoryOf(64);
    const kernel = withDerivedColumns(wasm, () => 0).compile(programOf('a*sin(x)'), memory);
    const out = new Float64Array(1);
    kernel.sum(Float64Array.of(1, 0), 0, x.length, out);
    memory.column('x').fill(2, x.length, x.length + 64);
    kernel.sum(Float64Array.of(1, 0), x.length, x.length + 64, out);
    expect(out[0]).toBeCloseTo(64 * Math.sin(2), 12);
  });

  it('are not made of columns that downhill overwrites between calls', () => {
    const memory = memoryOf();
    memory.add('@weight', x);
    const program = { ...programOf('a*x'), columns: ['x', '@weight'] };
    const { backend, columns } = watched();
    const outputs = [call('multiply', name('a'), call('sin', name('@weight')))];
    sumOf(
      withDerivedColumns(backend, () => 0),
      { ...program, outputs },
      memory,
      3,
    );
    expect(columns).toHaveLength(1);
  });

  it('are left out beyond 256 MiB of them', () => {
    const rows = 2 ** 25 + 1;
    const { backend, columns } = watched();
    const column = new Float64Array(rows);
    const memory = columnMemory(new Map([['x', column]]), rows, 0);
    const kernel = withDerivedColumns(backend, () => 0).compile(programOf('a*sin(x)'), memory);
    const out = new Float64Array(1);
    kernel.sum(Float64Array.of(1, 0), 0, 1024, out);
    expect(columns).toEqual([['x']]);
  });

  it('are made at the second pass over 512 rows or fewer where kernels of the same program have seen enough before, to the same bits', () => {
    const few = x.subarray(0, 512);
    const memory = (): ColumnMemory => columnMemory(new Map([['x', few]]), few.length, 0);
    const { backend, columns } = watched();
    const program = programOf('a*sin(x) + b');
    const often = withDerivedColumns(backend, () => 10_000);
    const wanted = sumOf(interpreter, program, memory(), 1, few.length);
    expect(sumOf(often, program, memory(), 19, few.length)).toEqual(wanted);
    expect(columns).toHaveLength(1);
    expect(sumOf(often, program, memory(), 1, few.length)).toEqual(wanted);
    expect(columns).toHaveLength(2);
    expect(sumOf(often, program, memory(), 3, few.length)).toEqual(wanted);
    expect(columns.at(-1)?.filter((name) => name.startsWith('@derived'))).toHaveLength(1);
    expect(columns).toHaveLength(5);
  });
});
