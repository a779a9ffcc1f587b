import type { Values } from '../../base/values.js';
import { BEHIND } from '../column-memory.js';
import { LANES } from '../fold.js';
import { PAID } from '../paid.js';
import type { Plan } from '../plan.js';
import { type Compiled, compiled } from '../wasm/compiled.js';
import { DOUBLES, VECTORS } from '../wasm/loop.js';
import { hasVectors } from '../wasm/vector-support.js';
import { blockMemory, ROWS } from './block-memory.js';

/** A program of which kernels over few rows were made again and again, compiled as a whole once a process: the rows are copied to where it works, as those of blocks are. */
export interface WholeProgram {
  /** The columns that it reads. */
  readonly names: readonly string[];
  /** Sums of at most ROWS > 0 rows. @param columns of those rows, in the order of `names`. @param out length K, overwritten. */
  sum(columns: readonly Values[], parameters: Float64Array, rows: number, out: Float64Array): void;
}

interface Use {
  /** That kernels have seen, all together. */
  rows: number;
  /** null where it is too large. */
  made?: WholeProgram | null;
}

const uses = new WeakMap<Plan, Use>();

/** Tells of rows that are gone over by a kernel of a plan. */
export function sawRows(plan: Plan, rows: number): void {
  const use = uses.get(plan);
  if (use === undefined) uses.set(plan, { rows });
  else use.rows += rows;
}

/** The program as a whole, where earlier kernels have gone over so many rows that compiling it has paid. */
export function wholeProgram(plan: Plan): WholeProgram | null {
  const use = uses.get(plan);
  if (use === undefined || use.rows <= PAID) return null;
  if (use.made === undefined) use.made = made(plan);
  return use.made;
}

function made(plan: Plan): WholeProgram | null {
  try {
    return assembled(plan);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function assembled(plan: Plan): WholeProgram {
  const memory = blockMemory();
  const names = [...new Set(plan.nodes.flatMap((node) => (node.kind === 'column' ? [node.name] : [])))];
  const outputs = plan.outputs.length;
  const pointBytes = aligned(8 * plan.parameters);
  const lanesBytes = aligned(4 * 8 * LANES * outputs);
  const intoBytes = aligned(8 * outputs);
  const point = memory.room(pointBytes + lanesBytes + intoBytes + COLUMN * names.length + BEHIND);
  const lanes = point + pointBytes;
  const into = lanes + lanesBytes;
  const places = names.map((_, k) => into + intoBytes + COLUMN * k);
  const run: Compiled['run'] = compiled(
    'sum',
    plan,
    {
      threads: 1,
      shared: false,
      isFloat: () => false,
      address: (name) => places[names.indexOf(name)] as number,
      table: (name, values) => memory.constantTable(name, values),
    },
    memory.memory,
    hasVectors() ? VECTORS : DOUBLES,
    0,
  ).run;
  const whole: WholeProgram = {
    names,
    sum(columns, parameters, rows, out) {
      const { doubles } = memory;
      memory.tenant = whole;
      for (let j = 0; j < plan.parameters; j++) doubles[point / 8 + j] = parameters[j] as number;
      for (let k = 0; k < names.length; k++) doubles.set(columns[k] as Values, (places[k] as number) / 8);
      run(0, 8 * rows, point, lanes, into);
      for (let k = 0; k < outputs; k++) out[k] = memory.doubles[into / 8 + k] as number;
    },
  };
  return whole;
}

/** A line of the cache more than a block: columns 4 KiB apart would push each other out of it. */
const COLUMN = 8 * ROWS + 64;

const aligned = (bytes: number): number => 128 * Math.ceil(bytes / 128);
