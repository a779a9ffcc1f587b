import { BLOCK, BlockFold, LANES } from '../fold.js';
import { interpreter } from '../interpreter.js';
import { type Plan, type PlannedNode, plan } from '../plan.js';
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
export const blocks: Backend = {
  name: 'blocks',
  compile(program, columns) {
    return (columns.memory === undefined ? undefined : onBlocks(program, columns)) ?? interpreter.compile(program, columns);
  },
};

/** 32 MiB. */
const MOST_BYTES = 2 ** 25;
/** Engines take at most 1,000 parameters a function, an argument takes two, and nobody writes so many by hand. */
const MOST_ARGUMENTS = 100;

function onBlocks(program: Program, columns: ColumnMemory): Kernel | undefined {
  const planned = plan(program);
  const places = layout(planned);
  if (places.bytes > MOST_BYTES) return undefined;
  if (planned.nodes.some((node) => node.kind === 'call' && node.args.length > MOST_ARGUMENTS)) return undefined;
  return running(planned, places, columns);
}

function running({ nodes, outputs }: Plan, { places, once, rows, lanes, bytes }: Layout, columns: ColumnMemory): Kernel {
  const base = blockMemory().room(bytes);
  const before = once.map((instruction) => stepOf(instruction, nodes, base));
  const steps = rows.map((instruction) => stepOf(instruction, nodes, base));
  const laneAddress = base + lanes;
  const sumLanes = laneSums();
  const count = outputs.length;

  /** What is known before the rows are. */
  const prepare = (doubles: Float64Array, parameters: Float64Array): void => {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as PlannedNode;
      if (node.kind === 'constant') doubles[(base + (places[i] as number)) / 8] = node.value;
      else if (node.kind === 'parameter') doubles[(base + (places[i] as number)) / 8] = parameters[node.index] as number;
    }
    for (const { fn, args, out } of before) call(fn as BlockFunction, args, out, 8);
  };
  const load = (doubles: Float64Array, start: number, length: number): void => {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as PlannedNode;
      if (node.kind === 'column')
        doubles.set(columns.doubles(columns.address(node.name) + 8 * start, length), (base + (places[i] as number)) / 8);
    }
  };

  return {
    sum(parameters, from, to, out) {
      const doubles = blockMemory().doubles();
      prepare(doubles, parameters);
      const fold = to - from > BLOCK ? new BlockFold(count) : undefined;
      if (to <= from) out.fill(0, 0, count);
      for (let start = from; start < to; start += BLOCK) {
        const end = Math.min(start + BLOCK, to);
        doubles.fill(0, laneAddress / 8, laneAddress / 8 + LANES * count);
        for (let at = start; at < end; at += ROWS) {
          const length = Math.min(ROWS, end - at);
          load(doubles, at, length);
          for (const { fn, args, out: place } of steps) {
            if (fn !== undefined) call(fn, args, place, 8 * length);
            else sumLanes(args[0] as number, args[1] as number, laneAddress + 8 * LANES * place, 8 * length);
          }
        }
        foldLanes(doubles, laneAddress / 8, out, count);
        fold?.add(out);
      }
      fold?.finish(out);
    },
    map(parameters, from, to, out) {
      const doubles = blockMemory().doubles();
      prepare(doubles, parameters);
      const all = to - from;
      for (let start = from; start < to; start += ROWS) {
        const length = Math.min(ROWS, to - start);
        load(doubles, start, length);
        for (const { fn, args, out: place } of steps) {
          if (fn !== undefined) call(fn, args, place, 8 * length);
          else copy(doubles, (args[0] as number) / 8, args[1] === 8 ? 1 : 0, out, place * all + start - from, length);
        }
      }
    },
  };
}

interface Step {
  /** Absent for an output. */
  readonly fn: BlockFunction | undefined;
  /** Addresses, then steps. */
  readonly args: readonly number[];
  /** An address; for an output its number. */
  readonly out: number;
}

function stepOf({ node: i, out, places }: Instruction, nodes: readonly PlannedNode[], base: number): Step {
  const node = nodes[i];
  if (node?.kind !== 'call') return { fn: undefined, args: [base + (places[0] as number), places[1] as number], out };
  const args = places.map((place) => base + place);
  if (args.length > 1) for (const arg of node.args) args.push(nodes[arg]?.uniform === true ? 0 : 8);
  return { fn: blockFunction(node.form, node.lower, places.length), args, out: base + out };
}

function call(fn: BlockFunction, args: readonly number[], out: number, bytes: number): void {
  if (args.length === 1) fn.run(args[0] as number, out, out + bytes);
  else if (args.length === 4)
    fn.run(args[0] as number, args[1] as number, args[2] as number, args[3] as number, out, out + bytes);
  else fn.run(...args, out, out + bytes);
}

function copy(values: Float64Array, start: number, step: 0 | 1, out: Float64Array, into: number, length: number): void {
  for (let i = 0; i < length; i++) out[into + i] = values[start + step * i] as number;
}

function foldLanes(doubles: Float64Array, lanes: number, out: Float64Array, count: number): void {
  for (let k = 0, at = lanes; k < count; k++, at += LANES)
    out[k] =
      (doubles[at] as number) + (doubles[at + 1] as number) + ((doubles[at + 2] as number) + (doubles[at + 3] as number));
}
