import type { Plan, PlannedNode } from '../plan.js';

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

/**
 * Places for all values of a program: results first, then uniform values, then blocks, which are taken again once nobody reads them any more, so that long programs
 * stay in the cache.
 * @param blockBytes of a block. @param resultBytes of an output's result; where it is a block, calls compute into it directly.
 */
export function layout({ nodes, outputs }: Plan, blockBytes: number, resultBytes: number): Layout {
  const last = lastUses(nodes);
  const waiting = outputsByNode(outputs, nodes.length);
  const places = new Int32Array(nodes.length);
  const uniform = aligned(resultBytes * outputs.length);
  const free: number[] = [];
  let end = uniform + aligned(8 * nodes.length);
  const fresh = (): number => {
    end += blockBytes;
    return end - blockBytes;
  };
  const blocks = end;
  const release = (i: number): void => {
    if (nodes[i]?.kind !== 'call' || (places[i] as number) < blocks || last[i] === RELEASED) return;
    last[i] = RELEASED;
    free.push(places[i] as number);
  };
  const once: Instruction[] = [];
  const rows: Instruction[] = [];
  nodes.forEach((node, i) => {
    let output = waiting.first[i] as number;
    if (node.uniform) places[i] = uniform + 8 * i;
    // Columns are there before the first call is made.
    else if (node.kind === 'column') places[i] = fresh();
    if (node.kind === 'call') {
      // Before the result has its block: a block function may write where it reads.
      for (const arg of node.args) if (last[arg] === i) release(arg);
      if (!node.uniform && output >= 0 && resultBytes === blockBytes) {
        places[i] = resultBytes * output;
        output = waiting.next[output] as number;
      } else if (!node.uniform) places[i] = free.pop() ?? fresh();
      (node.uniform ? once : rows).push({ node: i, out: places[i] as number, args: node.args });
    }
    for (; output >= 0; output = waiting.next[output] as number) rows.push({ node: -1, out: output, args: [i] });
    if (last[i] === UNREAD) release(i);
  });
  return { places, once, rows, bytes: end };
}

const UNREAD = -1;
const RELEASED = -2;

const aligned = (bytes: number): number => 64 * Math.ceil(bytes / 64);

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
