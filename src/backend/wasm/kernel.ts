import { BLOCK } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { plan } from '../plan.js';
import type { Backend, ColumnMemory, Kernel, Program } from '../program.js';
import { type Compiled, compiled } from './compiled.js';
import { DOUBLES, MAPPED_BYTES, PAIRS, VECTORS, type Width } from './loop.js';
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
  const runs = new Map<'sum' | 'map', Compiled>();
  /** Compiled when it is first needed: most programs are only summed, or only mapped. */
  const run = (kind: 'sum' | 'map'): Compiled | undefined => {
    let made = runs.get(kind);
    if (made !== undefined || fallback !== undefined) return made;
    made =
      unlessTooLarge(() => compiled(kind, planned, columns, memory, width)) ??
      (width.vectors ? unlessTooLarge(() => compiled(kind, planned, columns, memory, DOUBLES)) : undefined);
    if (made === undefined) fallback = interpreter.compile(program, columns);
    else runs.set(kind, made);
    return made;
  };
  const [parameters, outputs] = [program.parameters.length, program.outputs.length];
  let summed: Summed | undefined;
  const sums = (): Summed | undefined => {
    if (summed !== undefined) return summed;
    const made = run('sum');
    if (made !== undefined) summed = { compiled: made, columns, parameters, outputs };
    return summed;
  };
  return {
    sum(point, from, to, out) {
      const ready = sums();
      if (ready === undefined) return (fallback as Kernel).sum(point, from, to, out);
      sumMany(ready, [point], from, to, [out]);
    },
    sumMany(points, from, to, outs) {
      const ready = sums();
      if (ready === undefined) return (fallback as Kernel).sumMany(points, from, to, outs);
      sumMany(ready, points, from, to, outs);
    },
    map(point, from, to, out) {
      const ready = run('map');
      if (ready === undefined) return (fallback as Kernel).map(point, from, to, out);
      const pointBytes = 16 * Math.ceil(parameters / 2);
      const at = columns.scratch(pointBytes + outputs * MAPPED_BYTES);
      const into = at + pointBytes;
      columns.doubles(at, parameters).set(point.subarray(0, parameters));
      const all = to - from;
      for (let start = from; start < to; start += BLOCK) {
        const end = Math.min(start + BLOCK, to);
        // Its results are all it leaves: lanes are of sums.
        ready.run(8 * start, 8 * end, at, 0, into);
        for (let k = 0; k < outputs; k++) out.set(columns.doubles(into + MAPPED_BYTES * k, end - start), k * all + start - from);
      }
    },
  };
}

/** Nothing where a function would be larger than engines take. */
function unlessTooLarge(compile: () => Compiled): Compiled | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
