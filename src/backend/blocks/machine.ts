import { BLOCK, BlockFold, LANES } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { type Plan, plan } from '../plan.js';
import type { Backend, ColumnMemory, Kernel, Program } from '../program.js';
import { factorByMap } from '../superblock.js';
import { wasmFold } from '../wasm/fold-rows.js';
import { hasVectors } from '../wasm/vector-support.js';
import { assembled, type BlockProgram } from './assemble.js';
import { blockMemory, ROWS } from './block-memory.js';
import { executor } from './executor.js';
import { viewsOf } from './views.js';
import { sawRows, wholeProgram } from './whole.js';

/**
 * Computes a program operation by operation over blocks of rows, each by a small WebAssembly function that is compiled once a process. Slower by row than a
 * compiled program, whose values stay in registers, but ready at once: for small data. Bit for bit what the interpreter gives. Programs
 * that need too much room are interpreted.
 */
export const blocks: Backend = {
  name: 'blocks',
  compile: (program, columns) =>
    columns.memory === undefined ? interpreter.compile(program, columns) : onBlocks(program, columns),
};

function onBlocks(program: Program, columns: ColumnMemory): Kernel {
  const planned = plan(program);
  const count = planned.outputs.length;
  const block = Math.min(ROWS, columns.capacity);
  const whole = wholeOn(planned, columns);
  let fallback: Kernel | undefined;
  const programs = new Map<'sum' | 'map', BlockProgram>();
  /** Assembled when it is first needed: most programs are only summed, or only mapped. */
  const ready = (kind: 'sum' | 'map', parameters: Float64Array): BlockProgram | undefined => {
    let made = programs.get(kind);
    if (made === undefined && fallback === undefined) {
      made = assembled(kind, planned, block);
      if (made === undefined) fallback = interpreter.compile(program, columns);
      else programs.set(kind, made);
    }
    if (made !== undefined) prepare(made, parameters);
    return made;
  };
  const kernel: Kernel = {
    sum(parameters, from, to, out) {
      if (whole !== null && to - from <= ROWS && to > from) return whole(parameters, from, to, out);
      sawRows(planned, to - from);
      const made = ready('sum', parameters);
      if (made === undefined) return (fallback as Kernel).sum(parameters, from, to, out);
      const { doubles } = blockMemory();
      const lanes = made.results / 8;
      const fold = to - from > BLOCK ? new BlockFold(count) : undefined;
      if (to <= from) out.fill(0, 0, count);
      for (let start = from; start < to; start += BLOCK) {
        const end = Math.min(start + BLOCK, to);
        doubles.fill(0, lanes, lanes + LANES * count);
        for (let at = start; at < end; at += block) run(made, columns, at, Math.min(block, end - at));
        foldLanes(doubles, lanes, out, count);
        fold?.add(out);
      }
      fold?.finish(out);
    },
    // Few rows, which stay in the cache by themselves.
    sumMany(points, from, to, outs) {
      for (const [k, point] of points.entries()) kernel.sum(point, from, to, outs[k] as Float64Array);
    },
    map(parameters, from, to, out) {
      const made = ready('map', parameters);
      if (made === undefined) return (fallback as Kernel).map(parameters, from, to, out);
      const { doubles } = blockMemory();
      const all = to - from;
      for (let start = from; start < to; start += block) {
        const rows = Math.min(block, to - start);
        run(made, columns, start, rows);
        const at = made.results / 8;
        if (rows === all && rows === made.stride) out.set(doubles.subarray(at, at + count * rows));
        else
          for (let k = 0; k < count; k++)
            out.set(doubles.subarray(at + k * made.stride, at + k * made.stride + rows), k * all + start - from);
      }
    },
    factor(shape, parameters, from, to, out) {
      const { width } = shape;
      const many = to - from >= LEAST_FOLDED;
      const byVectors = many && folded > MOST_FOLDED && hasVectors();
      if (many) folded += (to - from) * width * width;
      factorByMap(kernel, shape, parameters, from, to, out, byVectors ? wasmFold(width) : undefined);
    },
  };
  return kernel;
}

/** Sums of few rows by the program as a whole, where compiling it has paid. */
function wholeOn(planned: Plan, columns: ColumnMemory): Kernel['sum'] | null {
  const whole = wholeProgram(planned);
  if (whole === null) return null;
  const views = viewsOf(columns, whole.names);
  return (parameters, from, to, out) => whole.sum(views(from, to - from), parameters, to - from, out);
}

/** Fewer rows are folded by JavaScript: vectors gain little there, and changing over costs a process that has optimised the other way 200 ms of CPU. */
const LEAST_FOLDED = 500;
/** Rows × columns² that the process has folded into factors of so many rows; JavaScript needs about a nanosecond each. */
let folded = 0;
/** Above this the vectors' module is worth its 2 … 4 ms. */
const MOST_FOLDED = 4e6;

/** Puts what is known before the rows into the memory, and computes what depends on nothing else. */
function prepare(program: BlockProgram, parameters: Float64Array): void {
  const memory = blockMemory();
  if (memory.tenant !== program) {
    memory.integers.set(program.code, program.start / 4);
    for (const { place, value } of program.constants) memory.doubles[place / 8] = value;
    memory.tenant = program;
  }
  for (const { place, index } of program.parameters) memory.doubles[place / 8] = parameters[index] as number;
  if (program.rows > program.start) executor().execute(program.start, program.rows, 8);
}

function run(program: BlockProgram, columns: ColumnMemory, start: number, rows: number): void {
  const { doubles } = blockMemory();
  for (const { place, name } of program.columns) doubles.set(columns.column(name, start, rows), place / 8);
  if (program.end > program.rows) executor().execute(program.rows, program.end, 8 * rows);
}

function foldLanes(doubles: Float64Array, lanes: number, out: Float64Array, count: number): void {
  for (let k = 0, at = lanes; k < count; k++, at += LANES)
    out[k] = (doubles[at] as number) + (doubles[at + 1] as number) + ((doubles[at + 2] as number) + (doubles[at + 3] as number));
}
