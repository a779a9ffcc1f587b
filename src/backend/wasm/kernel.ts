import { BLOCK } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { plan } from '../plan.js';
import type { Backend, ColumnMemory, Kernel, Program } from '../program.js';
import { factorRecords } from '../superblock.js';
import { type Compiled, compiled } from './compiled.js';
import { factor } from './factor.js';
import { DOUBLES, MAPPED_BYTES, PAIRS, VECTORS, type Width } from './loop.js';
import type { KernelKind } from './module.js';
import { type Summed, sumMany } from './sum-many.js';
import { hasVectors } from './vector-support.js';

/**
 * Compiles programs to WebAssembly in the process. Bit for bit what the interpreter gives. Programs that are too large for one
 * function, and memories without WebAssembly, are interpreted.
 */
export const wasm: Backend = {
  name: 'wasm',
  compile: (program, columns) =>
    compileOrInterpret(program, columns, columns.memory !== undefined && hasVectors() ? VECTORS : DOUBLES),
};

/** The same without vectors: what {@link wasm} is on engines that have none. */
export const scalarWasm: Backend = {
  name: 'scalar wasm',
  compile: (program, columns) => compileOrInterpret(program, columns, DOUBLES),
};

/** The same by two vectors in step from the first row on: what {@link wasm} becomes after many rows. */
export const pairedWasm: Backend = {
  name: 'paired wasm',
  compile: (program, columns) => compileOrInterpret(program, columns, PAIRS),
};

function compileOrInterpret(program: Program, columns: ColumnMemory, width: Width): Kernel {
  const memory = columns.memory;
  if (memory === undefined || program.outputs.length === 0) return interpreter.compile(program, columns);
  const planned = plan(program);
  let fallback: Kernel | undefined;
  const runs = new Map<KernelKind, Compiled>();
  /** Compiled when it is first needed: most programs are only summed, or only mapped. @param mapped of a factor: always the same. */
  const run = (kind: KernelKind, mapped = 0): Compiled | undefined => {
    let made = runs.get(kind);
    if (made !== undefined || fallback !== undefined) return made;
    made =
      unlessTooLarge(() => compiled(kind, planned, columns, memory, width, mapped)) ??
      (width.vectors ? unlessTooLarge(() => compiled(kind, planned, columns, memory, DOUBLES, mapped)) : undefined);
    if (made === undefined) fallback = interpreter.compile(program, columns);
    else runs.set(kind, made);
    return made;
  };
  const summed = (made: Compiled): Summed => ({
    compiled: made,
    columns,
    parameters: program.parameters.length,
    outputs: program.outputs.length,
  });
  /** By the compiled program, or interpreted: where it is too large, and where the memory has no room for its results, which are then as if nothing had been tried. */
  const either = (made: Compiled | undefined, quick: (ready: Summed) => void, slow: (kernel: Kernel) => void): void => {
    if (made !== undefined && unlessTooLarge(() => quick(summed(made)) ?? true) === true) return;
    fallback ??= interpreter.compile(program, columns);
    slow(fallback);
  };
  const factored: Kernel['factor'] = (shape, point, from, to, out) =>
    either(
      run('factor', shape.width),
      (ready) => factor(ready, shape, point, from, to, out),
      (kernel) => factorRecords(kernel, shape, point, from, to, out),
    );
  return {
    ...(width.vectors ? { factor: factored } : {}),
    sum: (point, from, to, out) =>
      either(
        run('sum'),
        (ready) => sumMany(ready, [point], from, to, [out]),
        (kernel) => kernel.sum(point, from, to, out),
      ),
    sumMany: (points, from, to, outs) =>
      either(
        run('sum'),
        (ready) => sumMany(ready, points, from, to, outs),
        (kernel) => kernel.sumMany(points, from, to, outs),
      ),
    map: (point, from, to, out) =>
      either(
        run('map'),
        (ready) => map(ready, point, from, to, out),
        (kernel) => kernel.map(point, from, to, out),
      ),
  };
}

function map(
  { compiled: { run }, columns, parameters, outputs }: Summed,
  point: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const pointBytes = 16 * Math.ceil(parameters / 2);
  const at = columns.scratch(pointBytes + outputs * MAPPED_BYTES);
  const into = at + pointBytes;
  columns.doubles(at, parameters).set(point.subarray(0, parameters));
  const all = to - from;
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(start + BLOCK, to);
    // Its results are all it leaves: lanes are of sums.
    run(8 * start, 8 * end, at, 0, into);
    for (let k = 0; k < outputs; k++) out.set(columns.doubles(into + MAPPED_BYTES * k, end - start), k * all + start - from);
  }
}

/** Nothing where a function would be larger than engines take, or a memory that cannot grow has no room. */
function unlessTooLarge<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
