import { LANES } from '../fold.js';
import type { Plan, PlannedNode } from '../plan.js';
import { blockFunction } from './block-function.js';
import { blockMemory, ROWS } from './block-memory.js';
import { executor } from './executor.js';
import { type Instruction, layout } from './layout.js';
import { pushRecord, RECORD } from './record.js';

/** A program as it goes into the memory; all addresses are final. */
export interface BlockProgram {
  /** Records: first those that no row changes, from `start` to `rows`, then those of each block of rows, to `end`. */
  readonly code: Int32Array;
  readonly start: number;
  readonly rows: number;
  readonly end: number;
  readonly constants: readonly { readonly place: number; readonly value: number }[];
  readonly parameters: readonly { readonly place: number; readonly index: number }[];
  readonly columns: readonly { readonly place: number; readonly name: string }[];
  /** `sum`: K·LANES doubles, lane l of output k at 8·(k·LANES + l). `map`: K blocks, `stride` doubles apart. */
  readonly results: number;
  readonly stride: number;
}

/** 64 MiB. */
const MOST_BYTES = 2 ** 26;
/** Engines take at most 50,000 locals a function, and nobody writes so many arguments by hand. */
const MOST_ARGUMENTS = 1000;

/** The last ones of a plan. */
const programs = new WeakMap<Plan, Map<'sum' | 'map', { readonly block: number; readonly made: BlockProgram | undefined }>>();

/**
 * Not made again for the same plan and block.
 * @param block rows that are computed at a time: ROWS, or all where there are fewer. @returns undefined for a program that is too large.
 */
export function assembled(kind: 'sum' | 'map', plan: Plan, block: number): BlockProgram | undefined {
  const kinds = programs.get(plan) ?? new Map();
  programs.set(plan, kinds);
  const known = kinds.get(kind);
  if (known?.block === block) return known.made;
  const made = assemble(kind, plan, block);
  kinds.set(kind, { block, made });
  return made;
}

function assemble(kind: 'sum' | 'map', plan: Plan, block: number): BlockProgram | undefined {
  const { nodes } = plan;
  if (nodes.some((node) => node.kind === 'call' && node.args.length > MOST_ARGUMENTS)) return undefined;
  const blockBytes = strideOf(block);
  const resultBytes = kind === 'sum' ? 8 * LANES : blockBytes;
  const { places, once, rows, bytes } = layout(plan, blockBytes, resultBytes);
  const { lanes, copy } = executor();
  const integers = [...once, ...rows].reduce((sum, { args }) => sum + RECORD + 2 * args.length, 0);
  if (bytes + 4 * integers > MOST_BYTES) return undefined;
  const base = blockMemory().room(bytes + 4 * integers);
  const start = base + bytes;
  const code: number[] = [];
  const operand = (node: number): readonly [number, number] => [
    base + (places[node] as number),
    nodes[node]?.uniform === true ? 0 : 8,
  ];
  const put = ({ node, out, args }: Instruction): void => {
    const planned = nodes[node];
    if (planned?.kind !== 'call') pushRecord(code, kind === 'sum' ? lanes : copy, args.map(operand), base + resultBytes * out);
    else pushRecord(code, blockFunction(planned.form, planned.lower, args.length), args.map(operand), base + out);
  };
  once.forEach(put);
  const rowsAt = start + 4 * code.length;
  rows.forEach(put);
  return {
    code: Int32Array.from(code),
    start,
    rows: rowsAt,
    end: start + 4 * code.length,
    ...leaves(nodes, places, base),
    stride: blockBytes / 8,
    results: base,
  };
}

/** A line of the cache between full blocks: at distances of 4 KiB they would push each other out of it. */
const strideOf = (block: number): number => 8 * block + (block === ROWS ? 64 : 0);

function leaves(
  nodes: readonly PlannedNode[],
  places: Int32Array,
  base: number,
): Pick<BlockProgram, 'constants' | 'parameters' | 'columns'> {
  const constants: BlockProgram['constants'][number][] = [];
  const parameters: BlockProgram['parameters'][number][] = [];
  const columns: BlockProgram['columns'][number][] = [];
  nodes.forEach((node, i) => {
    const place = base + (places[i] as number);
    if (node.kind === 'constant') constants.push({ place, value: node.value });
    else if (node.kind === 'parameter') parameters.push({ place, index: node.index });
    else if (node.kind === 'column') columns.push({ place, name: node.name });
  });
  return { constants, parameters, columns };
}
