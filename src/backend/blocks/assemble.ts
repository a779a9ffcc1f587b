import { LANES } from '../fold.js';
import type { Plan, PlannedNode } from '../plan.js';
import { blockFunction } from './block-function.js';
import { blockMemory, ROWS } from './block-memory.js';
import { executor } from './executor.js';
import { layout } from './layout.js';
import { pushRecord } from './record.js';

/** A program as it goes into the memory; all addresses are final. */
export interface BlockProgram {
  /** Records: first those that no row changes, from `start` to `rows`, then those of each block of rows, to `end`. */
  readonly code: Int32Array;
  readonly start: number;
  readonly rows: number;
  readonly end: number;
  /** Doubles from `uniform` on: the constants, and 0 where something else will stand. */
  readonly constants: Float64Array;
  readonly uniform: number;
  readonly parameters: readonly { readonly place: number; readonly index: number }[];
  readonly columns: readonly { readonly place: number; readonly name: string }[];
  /** `sum`: K·LANES doubles, lane l of output k at 8·(k·LANES + l). `map`: K blocks of ROWS doubles. */
  readonly results: number;
}

/** 64 MiB. */
const MOST_BYTES = 2 ** 26;
/** Engines take at most 50,000 locals a function, and nobody writes so many arguments by hand. */
const MOST_ARGUMENTS = 1000;

/** @returns undefined for a program that is too large. */
export function assembled(kind: 'sum' | 'map', plan: Plan): BlockProgram | undefined {
  const { nodes, outputs } = plan;
  const { places, once, rows, bytes } = layout(plan);
  if (nodes.some((node) => node.kind === 'call' && node.args.length > MOST_ARGUMENTS)) return undefined;
  const { lanes, copy } = executor();
  const resultBytes = 8 * (kind === 'sum' ? LANES : ROWS);
  const integers = [...once, ...rows].reduce((sum, { args }) => sum + 3 + 2 * args.length, 0);
  const codeBytes = 64 * Math.ceil((4 * integers) / 64);
  const all = bytes + resultBytes * outputs.length + codeBytes;
  if (all > MOST_BYTES) return undefined;
  const base = blockMemory().room(all);
  const results = base + bytes;
  const start = results + resultBytes * outputs.length;
  const code: number[] = [];
  const operand = (node: number): readonly [number, number] => [
    base + (places[node] as number),
    nodes[node]?.uniform === true ? 0 : 8,
  ];
  const put = ({ node, out, args }: (typeof rows)[number]): void => {
    const planned = nodes[node];
    if (planned?.kind !== 'call') pushRecord(code, kind === 'sum' ? lanes : copy, args.map(operand), results + resultBytes * out);
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
    constants: Float64Array.from(nodes, (node) => (node.kind === 'constant' ? node.value : 0)),
    uniform: base,
    ...leaves(nodes, places, base),
    results,
  };
}

function leaves(
  nodes: readonly PlannedNode[],
  places: Int32Array,
  base: number,
): Pick<BlockProgram, 'parameters' | 'columns'> {
  const parameters: BlockProgram['parameters'][number][] = [];
  const columns: BlockProgram['columns'][number][] = [];
  nodes.forEach((node, i) => {
    const place = base + (places[i] as number);
    if (node.kind === 'parameter') parameters.push({ place, index: node.index });
    else if (node.kind === 'column') columns.push({ place, name: node.name });
  });
  return { parameters, columns };
}
