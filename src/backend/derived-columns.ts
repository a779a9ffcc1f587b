import { DownhillError } from '../base/errors.js';
import { dependentNodes } from '../expression/depends-on.js';
import { lowering } from '../expression/lowering.js';
import { type Call, call, type Expression, name, topological } from '../expression/node.js';
import { rebuild } from '../expression/rebuild.js';
import { ROWS } from './blocks/block-memory.js';
import type { Backend, ColumnMemory, Kernel, Program } from './program.js';
import { factorRecords } from './superblock.js';
import { Lowering } from './wasm/lower.js';
import { OP } from './wasm/value.js';

/** Rows that a kernel sees before its derived columns are made: what that and compiling again cost is then about what it has cost to do without. */
const enough = (rows: number): number => Math.max(2 ** 20, 2 * rows);
/** Rows that are computed at a time. */
const CHUNK = 65_536;

/**
 * Keeps what a program computes anew in each pass though no parameter enters: sin(x) of `W*sin(x) + b` becomes a column of its own once the program has gone over its rows
 * twice. Only calls of elementary functions: the rest costs less than reading a column. The bits are the same.
 * @param after how many rows a kernel sees before, by the rows of its memory.
 */
export const withDerivedColumns = (inner: Backend, after: (rows: number) => number = enough): Backend => ({
  name: `${inner.name} with derived columns`,
  compile(program, columns): Kernel {
    const plain = inner.compile(program, columns);
    const use = useOf(program);
    let seen = 0;
    /** null where there is nothing to derive. */
    let quick: Kernel | null | undefined;
    const isWorthIt = (): boolean =>
      seen >= after(columns.rows) || (columns.rows <= ROWS && seen > columns.rows && use.rows >= after(columns.rows));
    const forRows = (from: number, to: number, points = 1): Kernel => {
      // Gathered rows have no derived values.
      if (to > columns.rows) return plain;
      if (quick === undefined) {
        const rows = (to - from) * points;
        seen += rows;
        use.rows += rows;
        if (isWorthIt()) quick = derived(program, columns, inner);
      }
      return quick ?? plain;
    };
    return {
      sum: (parameters, from, to, out) => forRows(from, to).sum(parameters, from, to, out),
      sumMany: (points, from, to, outs) => forRows(from, to, points.length).sumMany(points, from, to, outs),
      map: (parameters, from, to, out) => forRows(from, to).map(parameters, from, to, out),
      factor: (shape, parameters, from, to, out) => factorRecords(forRows(from, to), shape, parameters, from, to, out),
    };
  },
});

/** What fits of the same formula share: it is derived from the first passes on where few rows are gone over in many kernels, which costs them next to nothing. */
interface Use {
  readonly names: string;
  /** That kernels have seen, all together. */
  rows: number;
  /** Made when it is first needed. */
  rewritten?: Rewritten;
}

/** A program over columns that are made for it. */
interface Rewritten {
  readonly calls: readonly Call[];
  readonly program: Program;
}

const uses = new WeakMap<Program['outputs'], Use>();

function useOf({ parameters, columns, outputs }: Program): Use {
  const names = [...parameters, '', ...columns].join('\0');
  const known = uses.get(outputs);
  if (known?.names === names) return known;
  const use = { names, rows: 0 };
  uses.set(outputs, use);
  return use;
}

function rewritten(program: Program): Rewritten {
  const calls = fixedCalls(program);
  const known = new Set<Expression>(calls);
  const outputs = program.outputs.map((output) =>
    rebuild(output, (operation, args, node) => (known.has(node) ? name(derivedName(node)) : call(operation, ...args))),
  );
  return { calls, program: { ...program, columns: [...program.columns, ...calls.map(derivedName)], outputs } };
}

/** What has been derived in a memory. */
interface Derived {
  readonly names: Set<string>;
  /** Of those that were begun, whether or not they came to be. */
  bytes: number;
}

const inMemory = new WeakMap<ColumnMemory, Derived>();

/** The program over columns that are made for it; null where there is nothing to make, or no room. */
function derived(program: Program, columns: ColumnMemory, backend: Backend): Kernel | null {
  const use = useOf(program);
  use.rewritten ??= rewritten(program);
  const { calls: fixed } = use.rewritten;
  if (fixed.length === 0) return null;
  const made = inMemory.get(columns) ?? { names: new Set<string>(), bytes: 0 };
  inMemory.set(columns, made);
  // The same list as before where it can be: what has been planned for it is known by it.
  const missing = made.names.size === 0 ? fixed : fixed.filter((node) => !made.names.has(derivedName(node)));
  const bytes = made.bytes + 8 * columns.capacity * missing.length;
  // Beyond the room that a memory has for them, values are computed where they are needed.
  if (bytes > columns.forDerived) return null;
  made.bytes = bytes;
  try {
    for (const node of missing) columns.add(derivedName(node), NONE);
    fill(missing, program.columns, columns, backend);
    for (const node of missing) made.names.add(derivedName(node));
    return backend.compile(use.rewritten.program, columns);
  } catch (error) {
    // The machine had no more memory to give: it goes on as before.
    if (error instanceof DownhillError || error instanceof RangeError) return null;
    throw error;
  }
}

/** No column of a user can have this name. */
const derivedName = (node: Call): string => `@derived ${node.id}`;

const NONE = new Float64Array(0);

/** The topmost calls of elementary functions that depend on columns alone: not on downhill's own, which it overwrites between calls. */
function fixedCalls({ parameters, columns, outputs }: Program): Call[] {
  const order = topological(outputs);
  const nodes = (names: readonly string[]): Expression[] => names.map((text) => name(text));
  const ofColumns = dependentNodes(order, nodes(columns));
  const varying = dependentNodes(order, nodes([...parameters, ...columns.filter((column) => column.startsWith('@'))]));
  const fixed = new Set<Call>();
  const seen = new Set<Expression>();
  const stack = [...outputs];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node) || node.kind !== 'call') continue;
    seen.add(node);
    if (ofColumns.has(node) && !varying.has(node) && callsFunction(node)) fixed.add(node);
    else stack.push(...node.args);
  }
  return [...fixed];
}

/** Whether a call's text goes through an elementary function. */
function callsFunction(node: Call): boolean {
  const lower = lowering(node);
  if (lower === undefined) return false;
  let calls = 0;
  const probe = new Lowering({ table: () => 0, function: () => calls++, inlines: () => false }, false);
  lower(probe, ...node.args.map((arg, i) => (arg.kind === 'constant' ? probe.constant(arg.value) : probe.leaf(OP.argument, i))));
  return calls > 0;
}

function fill(calls: readonly Call[], read: readonly string[], columns: ColumnMemory, backend: Backend): void {
  if (calls.length === 0) return;
  const kernel = backend.compile({ parameters: [], columns: read, outputs: calls }, columns);
  const values = new Float64Array(Math.min(CHUNK, columns.rows) * calls.length);
  for (let from = 0; from < columns.rows; from += CHUNK) {
    const rows = Math.min(CHUNK, columns.rows - from);
    kernel.map(NONE, from, from + rows, values);
    for (const [k, node] of calls.entries())
      columns.column(derivedName(node)).set(values.subarray(k * rows, (k + 1) * rows), from);
  }
}
