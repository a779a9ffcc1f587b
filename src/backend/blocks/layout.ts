import type { Plan, PlannedNode } from '../plan.js';
import { ROWS } from './block-memory.js';

/** A call or an output. */
export interface Instruction {
  /** The node that is computed; −1 for an output. */
  readonly node: number;
  /** Where the result goes, a byte offset from the start of the room; for an output its number. */
  readonly out: number;
  /** The nodes that are read. */
  readonly args: readonly number[];
}

export interface Layout {
  /** By node: where its value is, as a byte offset; one for all rows where it is uniform, else a block. */
  readonly places: Int32Array;
  /** Calls that no row changes. */
  readonly once: readonly Instruction[];
  /** What is done with each block of rows, in this order. */
  readonly rows: readonly Instruction[];
  readonly bytes: number;
}

const BLOCK_BYTES = 8 * ROWS;

/** Places for all values of a program. Blocks are taken again once nobody reads them any more, so that long programs stay in the cache. */
export function layout({ nodes, outputs }: Plan): Layout {
  const last = lastUses(nodes);
  const waiting = outputsByNode(outputs, nodes.length);
  const places = new Int32Array(nodes.length);
  const free: number[] = [];
  let end = 64 * Math.ceil((8 * nodes.length) / 64);
  const fresh = (): number => {
    end += BLOCK_BYTES;
    return end - BLOCK_BYTES;
  };
  const release = (i: number): void => {
    const node = nodes[i] as PlannedNode;
    if (node.kind !== 'call' || node.uniform || last[i] === RELEASED) return;
    last[i] = RELEASED;
    free.push(places[i] as number);
  };
  const once: Instruction[] = [];
  const rows: Instruction[] = [];
  nodes.forEach((node, i) => {
    if (node.uniform) places[i] = 8 * i;
    // Columns are there before the first call is made.
    else if (node.kind === 'column') places[i] = fresh();
    if (node.kind === 'call') {
      // Before the result has its block: a block function may write where it reads.
      for (const arg of node.args) if (last[arg] === i) release(arg);
      if (!node.uniform) places[i] = free.pop() ?? fresh();
      (node.uniform ? once : rows).push({ node: i, out: places[i] as number, args: node.args });
    }
    for (let k = waiting.first[i] as number; k >= 0; k = waiting.next[k] as number)
      rows.push({ node: -1, out: k, args: [i] });
    if (last[i] === UNREAD) release(i);
  });
  return { places, once, rows, bytes: end };
}

const UNREAD = -1;
const RELEASED = -2;

function lastUses(nodes: readonly PlannedNode[]): Int32Array {
  const last = new Int32Array(nodes.length).fill(UNREAD);
  nodes.forEach((node, i) => {
    if (node.kind === 'call') for (const arg of node.args) last[arg] = i;
  });
  return last;
}

/** The outputs of each node as a list in arrays: `first` by node, `next` by output, −1 at the end. */
function outputsByNode(outputs: readonly number[], count: number): { readonly first: Int32Array; readonly next: Int32Array } {
  const first = new Int32Array(count).fill(-1);
  const next = new Int32Array(outputs.length);
  outputs.forEach((node, k) => {
    next[k] = first[node] as number;
    first[node] = k;
  });
  return { first, next };
}
