import { numbers } from '../../base/elementary/numbers.js';
import { BLOCK, BlockFold, LANES } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { type Plan, plan } from '../plan.js';
import type { Backend, ColumnMemory, FactorShape, Kernel, Program } from '../program.js';
import { BLOCKS, factorRecords, recordSize, SUPERBLOCK } from '../superblock.js';
import { FOLD } from './fold-function.js';
import { foldIn } from './fold-module.js';
import { DOUBLES, type Layout, MAPPED_BYTES, PAIRS, VECTORS, type Width } from './loop.js';
import { type KernelKind, kernelModule } from './module.js';
import { hasVectors } from './vector-support.js';

/** Blocks per call: enough to forget the call, few enough that an engine soon changes to its optimised code, which it does at calls. */
const CHUNK = 16;

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
  const runs = new Map<KernelKind, Run>();
  /** Compiled when it is first needed: most programs are only summed, or only mapped. @param mapped of a factor: always the same. */
  const run = (kind: KernelKind, mapped = 0): Run | undefined => {
    let made = runs.get(kind);
    if (made !== undefined || fallback !== undefined) return made;
    made =
      unlessTooLarge(() => compiled(kind, planned, columns, memory, width, mapped)) ??
      (width.vectors ? unlessTooLarge(() => compiled(kind, planned, columns, memory, DOUBLES, mapped)) : undefined);
    if (made === undefined) fallback = interpreter.compile(program, columns);
    else runs.set(kind, made);
    return made;
  };
  const count = program.outputs.length;
  const factor: Kernel['factor'] = (shape, parameters, from, to, out) => {
    const ready = run('factor', shape.width);
    if (ready === undefined) return factorRecords(fallback as Kernel, shape, parameters, from, to, out);
    const { layout, call } = ready;
    columns.doubles(layout.parameters, program.parameters.length).set(parameters.subarray(0, program.parameters.length));
    const { width, summands } = shape;
    for (let start = from, at = 0; start < to; start += SUPERBLOCK, at += recordSize(shape)) {
      const end = Math.min(start + SUPERBLOCK, to);
      call(8 * start, 8 * end);
      const left = columns.doubles(layout.results, factorResults(shape));
      out.set(left.subarray(0, width * width), at);
      const fold = new BlockFold(summands);
      for (let block = 0; block * BLOCK < end - start; block++) fold.add(left, width * width + block * summands);
      fold.finish(out.subarray(at + width * width, at + recordSize(shape)));
    }
  };
  return {
    ...(width.vectors ? { factor } : {}),
    sum(parameters, from, to, out) {
      const ready = run('sum');
      if (ready === undefined) return (fallback as Kernel).sum(parameters, from, to, out);
      const { layout, call } = ready;
      columns.doubles(layout.parameters, program.parameters.length).set(parameters.subarray(0, program.parameters.length));
      if (to - from <= BLOCK && to > from) {
        call(8 * from, 8 * to);
        out.set(columns.doubles(layout.results, count));
        return;
      }
      const fold = new BlockFold(count);
      for (let start = from; start < to; start += CHUNK * BLOCK) {
        const end = Math.min(start + CHUNK * BLOCK, to);
        call(8 * start, 8 * end);
        // After the call, which may let the memory grow.
        const sums = columns.doubles(layout.results, count * CHUNK);
        for (let block = 0; block * BLOCK < end - start; block++) fold.add(sums, block * count);
      }
      fold.finish(out);
    },
    map(parameters, from, to, out) {
      const ready = run('map');
      if (ready === undefined) return (fallback as Kernel).map(parameters, from, to, out);
      const { layout, call } = ready;
      columns.doubles(layout.parameters, program.parameters.length).set(parameters.subarray(0, program.parameters.length));
      const all = to - from;
      for (let start = from; start < to; start += BLOCK) {
        const end = Math.min(start + BLOCK, to);
        call(8 * start, 8 * end);
        for (let k = 0; k < count; k++)
          out.set(columns.doubles(layout.results + MAPPED_BYTES * k, end - start), k * all + start - from);
      }
    },
  };
}

/** Doubles that a superblock leaves: its factor, and the sums of its blocks. */
const factorResults = ({ width, summands }: FactorShape): number => width * width + BLOCKS * summands;

/** Nothing where a function would be larger than engines take. */
function unlessTooLarge(compile: () => Run): Run | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Run {
  readonly layout: Layout;
  readonly call: (from: number, to: number) => void;
}

function compiled(
  kind: KernelKind,
  planned: Plan,
  columns: ColumnMemory,
  memory: WebAssembly.Memory,
  width: Width,
  mapped: number,
): Run {
  const count = planned.outputs.length;
  const parameterBytes = 16 * Math.ceil(planned.parameters / 2);
  const summed = kind === 'map' ? 0 : count - mapped;
  const laneBytes = 8 * LANES * summed * (width.vectors ? 2 : 1) + (MAPPED_BYTES + 16) * mapped;
  const resultBytes =
    kind === 'factor'
      ? 8 * factorResults({ width: mapped, summands: summed })
      : count * (kind === 'sum' ? 8 * CHUNK : MAPPED_BYTES);
  const parameters = columns.scratch(parameterBytes + laneBytes + resultBytes);
  const layout = { parameters, lanes: parameters + parameterBytes, results: parameters + parameterBytes + laneBytes };
  let [importsRare, paired, pairable] = [true, width === PAIRS, false];
  let rareCalls = 0;
  let bytesSeen = 0;
  const instantiate = (): Run['call'] => {
    const module = kernelModule(kind, planned, columns, layout, importsRare, paired ? PAIRS : width, mapped);
    pairable = width === VECTORS && module.pairable;
    const env: Record<string, unknown> = kind === 'factor' ? { memory, [FOLD.name]: foldIn(memory) } : { memory };
    for (const { name, body } of module.imports)
      env[name] = (...args: number[]): number => {
        rareCalls++;
        return body(numbers, ...args);
      };
    return new WebAssembly.Instance(new WebAssembly.Module(module.bytes), { env }).exports.run as Run['call'];
  };
  let run = instantiate();
  const call: Run['call'] = (from, to) => {
    run(from, to);
    bytesSeen += to - from;
    const compilesRare = importsRare && rareCalls > MOST_RARE_CALLS;
    const pairs = pairable && !paired && bytesSeen > 8 * SINGLE_ROWS;
    if (!compilesRare && !pairs) return;
    importsRare &&= !compilesRare;
    paired ||= pairs;
    run = instantiate();
  };
  return { layout, call };
}

/** Rare functions come from the interpreter until they are met more often than this: then they are compiled. The bits are the same. */
const MOST_RARE_CALLS = 2000;
/** Rows that go one vector at a time, before twice the code is compiled for a sixth less time: about 1 ns a row for 2 … 4 ms. */
const SINGLE_ROWS = 2 ** 22;
