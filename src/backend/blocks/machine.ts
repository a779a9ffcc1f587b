import { BLOCK, BlockFold, LANES } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { type Plan, plan } from '../plan.js';
import type { Backend, ColumnMemory, Kernel, Program } from '../program.js';
import { type BlockFunction, blockFunction } from './block-function.js';
import { blockMemory, ROWS } from './block-memory.js';
import { laneSums } from './lane-sums.js';
import { type Instruction, type Layout, layout } from './layout.js';

/**
 * Computes a program operation by operation over blocks of rows, each by a small WebAssembly function that is compiled once a process. Slower by row than a
 * compiled program, whose values stay in registers, but ready at once: for small data. Bit for bit what the interpreter gives. Programs
 * that need too much room are interpreted.
 */
export const blocks: Backend = { name: 'blocks', compile: machine };

/** 32 MiB. */
const MOST_BYTES = 2 ** 25;
/** Engines take at most 1,000 parameters a function; nobody writes as many arguments by hand. */
const MOST_ARGUMENTS = 100;

function machine(program: Program, columns: ColumnMemory): Kernel {
  if (columns.memory === undefined) return interpreter.compile(program, columns);
  const planned = plan(program);
  const places = layout(planned);
  if (places.bytes > MOST_BYTES || planned.nodes.some((node) => node.kind === 'call' && node.args.length > MOST_ARGUMENTS))
    return interpreter.compile(program, columns);
  return running(planned, places, columns);
}

function running({ outputs }: Plan, places: Layout, columns: ColumnMemory): Kernel {
  const base = blockMemory().room(places.bytes);
  const once = stepsOf(places.once, base);
  const steps = stepsOf(places.rows, base);
  const lanes = base + places.lanes;
  const sumLanes = laneSums();
  const count = outputs.length;

  const prepare = (parameters: Float64Array): void => {
    const doubles = blockMemory().doubles();
    for (const { place, value } of places.constants) doubles[(base + place) / 8] = value;
    for (const { place, index } of places.parameters) doubles[(base + place) / 8] = parameters[index] as number;
    for (const step of once) if (step.kind === 'call') call(step, 8);
  };

  const run = (start: number, rows: number, output: (step: Output) => void): void => {
    const doubles = blockMemory().doubles();
    for (const { place, name } of places.columns)
      doubles.set(columns.doubles(columns.address(name) + 8 * start, rows), (base + place) / 8);
    for (const step of steps) {
      if (step.kind === 'call') call(step, 8 * rows);
      else output(step);
    }
  };

  return {
    sum(parameters, from, to, out) {
      prepare(parameters);
      const sums = new Float64Array(count);
      const fold = to - from > BLOCK ? new BlockFold(count) : undefined;
      for (let start = from; start < to; start += BLOCK) {
        const end = Math.min(start + BLOCK, to);
        blockMemory()
          .doubles()
          .fill(0, lanes / 8, lanes / 8 + LANES * count);
        for (let at = start; at < end; at += ROWS) {
          const rows = Math.min(ROWS, end - at);
          run(at, rows, ({ k, from: values, step }) => sumLanes(values, step, lanes + 8 * LANES * k, 8 * rows));
        }
        foldLanes(blockMemory().doubles(), lanes / 8, sums);
        fold?.add(sums);
      }
      if (fold === undefined) out.set(sums);
      else fold.finish(out);
    },
    map(parameters, from, to, out) {
      prepare(parameters);
      const all = to - from;
      for (let start = from; start < to; start += ROWS) {
        const rows = Math.min(ROWS, to - start);
        run(start, rows, ({ k, from: values, step }) => {
          const doubles = blockMemory().doubles();
          const into = k * all + start - from;
          if (step === 0) out.fill(doubles[values / 8] as number, into, into + rows);
          else out.set(doubles.subarray(values / 8, values / 8 + rows), into);
        });
      }
    },
  };
}

interface Call {
  readonly kind: 'call';
  readonly fn: BlockFunction;
  /** Addresses, then steps. */
  readonly places: readonly number[];
  readonly out: number;
}

interface Output {
  readonly kind: 'output';
  readonly k: number;
  readonly from: number;
  readonly step: number;
}

const stepsOf = (instructions: readonly Instruction[], base: number): (Call | Output)[] =>
  instructions.map((instruction) => {
    if (instruction.kind === 'output') {
      const { output, value } = instruction;
      return { kind: 'output', k: output, from: base + value.place, step: value.step };
    }
    const { call: node, args, out } = instruction;
    const addresses = args.map(({ place }) => base + place);
    return {
      kind: 'call',
      fn: blockFunction(node.form, node.lower, args.length),
      places: args.length === 1 ? addresses : [...addresses, ...args.map(({ step }) => step)],
      out: base + out,
    };
  });

function call({ fn, places, out }: Call, bytes: number): void {
  const [a, b, c, d] = places as readonly [number, number, number, number];
  if (places.length === 1) fn.run(a, out, out + bytes);
  else if (places.length === 4) fn.run(a, b, c, d, out, out + bytes);
  else fn.run(...places, out, out + bytes);
}

function foldLanes(doubles: Float64Array, lanes: number, sums: Float64Array): void {
  for (let k = 0, at = lanes; k < sums.length; k++, at += LANES)
    sums[k] = (doubles[at] as number) + (doubles[at + 1] as number) + ((doubles[at + 2] as number) + (doubles[at + 3] as number));
}
