import { LANES } from '../fold.js';
import type { Plan, PlannedNode } from '../plan.js';
import { ROWS } from './block-memory.js';

type PlannedCall = Extract<PlannedNode, { readonly kind: 'call' }>;

/** What a program does with each block of rows, in this order; places are byte offsets from the start of the room. */
export type Instruction =
  | { readonly kind: 'call'; readonly call: PlannedCall; readonly args: readonly Operand[]; readonly out: number }
  | { readonly kind: 'output'; readonly output: number; readonly value: Operand };

export interface Operand {
  readonly place: number;
  /** 8, or 0 for one value for all rows. */
  readonly step: 0 | 8;
}

export interface Layout {
  /** What is known before the rows are. */
  readonly constants: readonly { readonly place: number; readonly value: number }[];
  readonly parameters: readonly { readonly place: number; readonly index: number }[];
  /** Calls that no row changes. */
  readonly once: readonly Instruction[];
  readonly columns: readonly { readonly place: number; readonly name: string }[];
  readonly rows: readonly Instruction[];
  /** K·LANES doubles. */
  readonly lanes: number;
  readonly bytes: number;
}

const BLOCK_BYTES = 8 * ROWS;

/** Places for all values of a program. Blocks are reused once nobody reads them any more, so that long programs stay in the cache. */
export function layout({ nodes, outputs }: Plan): Layout {
  const outputsOf = new Map<number, number[]>();
  outputs.forEach((node, k) => {
    outputsOf.set(node, [...(outputsOf.get(node) ?? []), k]);
  });
  const last = new Map<number, number>();
  nodes.forEach((node, i) => {
    last.set(i, i);
    if (node.kind === 'call') for (const arg of node.args) last.set(arg, i);
  });
  const lanes = 8 * nodes.length;
  const blocks = 64 * Math.ceil((lanes + 8 * LANES * outputs.length) / 64);
  const operands: Operand[] = [];
  const free: number[] = [];
  let end = blocks;
  const fresh = (): number => {
    end += BLOCK_BYTES;
    return end - BLOCK_BYTES;
  };
  const placeOf = (node: PlannedNode, i: number): number => {
    if (node.uniform) return 8 * i;
    // Columns are there before the first call is made.
    return node.kind === 'column' ? fresh() : (free.pop() ?? fresh());
  };
  const made = { constants: [], parameters: [], once: [], columns: [], rows: [] } as {
    -readonly [Part in 'constants' | 'parameters' | 'once' | 'columns' | 'rows']: Layout[Part][number][];
  };
  const release = (node: number): void => {
    const { place, step } = operands[node] as Operand;
    if (step === 8 && nodes[node]?.kind === 'call') free.push(place);
  };
  nodes.forEach((node, i) => {
    const args = node.kind === 'call' ? node.args.map((arg) => operands[arg] as Operand) : [];
    // Before the result has its block: a block function may write where it reads.
    if (node.kind === 'call') for (const arg of new Set(node.args)) if (last.get(arg) === i) release(arg);
    const operand: Operand = { place: placeOf(node, i), step: node.uniform ? 0 : 8 };
    operands.push(operand);
    const { place } = operand;
    if (node.kind === 'constant') made.constants.push({ place, value: node.value });
    else if (node.kind === 'parameter') made.parameters.push({ place, index: node.index });
    else if (node.kind === 'column') made.columns.push({ place, name: node.name });
    else (node.uniform ? made.once : made.rows).push({ kind: 'call', call: node, args, out: place });
    for (const output of outputsOf.get(i) ?? []) made.rows.push({ kind: 'output', output, value: operand });
    if (last.get(i) === i) release(i);
  });
  return { ...made, lanes, bytes: end };
}
