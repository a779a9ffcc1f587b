import { allocateColumns } from '../backend/allocate-columns.js';
import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import { passesOver } from '../backend/stream/passes.js';
import { type RowBlock, type RowSource, rowsOf } from '../backend/stream/row-chunks.js';
import { SUPERBLOCK } from '../backend/superblock.js';
import { DownhillError } from '../base/errors.js';
import { randomStream } from '../base/random/stream.js';
import type { Values } from '../base/values.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Note, Table } from '../data/table.js';
import type { ParametersOf } from '../language/infer.js';
import { drive, driveAsync } from '../optimize/minimize.js';
import { checkArguments } from './check-arguments.js';
import { chooseLoss } from './choose-method.js';
import { conclude } from './conclude.js';
import { runFitAsync, settled } from './fit.js';
import { atOnce } from './in-steps.js';
import { FLOAT32 } from './number-room.js';
import type { FitOptions } from './options.js';
import { partsOf } from './part.js';
import type { Prepared } from './prepare.js';
import { type Resolved, resolveFormula } from './resolve.js';
import type { FitResult } from './result.js';
import { sampled } from './sampled.js';
import { searched } from './searched.js';
import { solve } from './solve.js';
import { dataChanged, streamFacts } from './stream-facts.js';

/** What needs all rows at once, or a column that is made of all of them. */
const NOT_STREAMED = [
  'weights',
  'sigma',
  'absoluteSigma',
  'let',
  'where',
  'skipInvalid',
  'batch',
  'profile',
  'bootstrap',
  'resample',
  'gradient',
] as const satisfies readonly (keyof FitOptions)[];

/** Options of {@link fitStream}: those of a fit, but for what needs all rows at once. */
export interface StreamOptions extends Omit<FitOptions, (typeof NOT_STREAMED)[number]> {
  /** What the data are called in messages and in the result; default `<stream>`. */
  readonly source?: string;
  /** Bytes that the columns of the formula may take to be read whole, which takes one pass instead of one an evaluation; default 64 MiB. 100 000 rows always are. */
  readonly memory?: number;
}

const MEMORY = 2 ** 26;
/** Fewer rows take part in what looks at every row. */
const LEAST_STREAMED = 100_000;

/**
 * Fits a formula to rows that need not fit into memory, by passes over them: one for each evaluation, of which a linear model takes two. Rows, however they are dealt out to
 * blocks, are summed in the order of rows in memory, so that the result has the same bits.
 *
 * @param formula `y ~ a*exp(-k*x) + c`: one response, least squares.
 * @param source whose `blocks()` gives the same rows again in every pass: `{ x, y }`, arrays of numbers of one length a block. Starts that are not given are searched on 5000 of
 * the rows. Memory: a block, 65 536 rows of each column, and some 10 MB.
 * @returns as {@link fit}, without the findings that look at single rows.
 * @throws DownhillError for bad input: `stream-not-possible` for what needs all rows at once, `no-rows`, `not-finite` (with the row), `data-changed` where a pass has
 * another number of rows. What the source throws goes through.
 *
 * @example
 * const source = {
 *   async *blocks() {
 *     for (let k = 0; k < 3; k++) yield { x: [k, k + 0.5], y: [2 * k + 1, 2 * k + 2] };
 *   },
 * };
 * const { parameters } = await fitStream('y ~ a*x + b', source);
 * parameters.a.value // 2
 */
export async function fitStream<const Formula extends string, const Column extends string = string>(
  formula: Formula,
  source: {
    blocks(): AsyncIterable<Readonly<Record<Column, ArrayLike<number>>>> | Iterable<Readonly<Record<Column, ArrayLike<number>>>>;
  },
  options: StreamOptions = {},
): Promise<FitResult<ParametersOf<Formula, Column>>> {
  return (await runStream(formula, source, options)) as FitResult<ParametersOf<Formula, Column>>;
}

/** What a caller has beside a source and options. */
export interface StreamContext {
  /** What is worth telling of how rows were read; asked for when some have been. */
  readonly notes?: () => readonly Note[];
  /** Awaited between evaluations of rows that were read whole. */
  readonly pause?: () => Promise<void>;
}

/** {@link fitStream}, for a caller that reads the rows itself. */
export async function runStream(
  formula: string,
  source: RowSource,
  { source: place = '<stream>', memory = MEMORY, ...options }: StreamOptions = {},
  { notes = () => [], ...context }: StreamContext = {},
): Promise<FitResult> {
  const head = await columnsOf(source, place);
  checkArguments(formula, Object.fromEntries([...head.columns].map(([name, { values }]) => [name, values ?? []])), options);
  const resolved = resolveFormula(formula, head, options);
  refuse(resolved, options, place);
  const names = (resolved.equations[0]?.columns ?? []).filter((name) => head.columns.has(name));
  const { float32 = false } = options;
  const rows = float32 ? { blocks: () => floats(source, names) } : source;
  const most = Math.floor(memory / ((float32 ? 4 : 8) * names.length));
  const whole = await readWhole(rows, names, Math.max(LEAST_STREAMED, most));
  const told = float32 ? [...notes(), FLOAT32] : notes();
  if (whole === null) return streamed(formula, rows, names, resolved, { ...head, notes: told }, options);
  return (await runFitAsync(formula, { ...tableFromArrays(whole, place), notes: told }, options, context)).result;
}

async function* floats(source: RowSource, names: readonly string[]): AsyncGenerator<RowBlock> {
  for await (const block of source.blocks()) {
    rowsOf(block, names);
    yield Object.fromEntries(names.map((name) => [name, Float32Array.from(block[name] as ArrayLike<number>)]));
  }
}

async function streamed(
  formula: string,
  source: RowSource,
  names: readonly string[],
  resolved: Resolved,
  head: Table,
  options: FitOptions,
): Promise<FitResult> {
  const inner = backendFor(options.backend ?? 'auto');
  const place = head.source;
  const facts = await streamFacts(source, names, resolved.model.response, inner, place);
  const { rows, sample } = facts;
  const chunk = columnMemory(new Map(names.map((name) => [name, new Float64Array(SUPERBLOCK)])), SUPERBLOCK, 0);
  const passes = passesOver(source, names, rows, inner, chunk, (got) => dataChanged(place, rows, got));
  const prepared: Prepared = {
    resolved,
    table: { ...head, rows },
    rows,
    parts: partsOf(resolved.equations, [null], rows),
    skipped: { rows: 0, example: null, byColumn: {} },
    notes: head.notes,
    given: sample.columns,
    ...sample,
    weights: null,
    memory: passes.memory,
    backend: passes.backend,
    stream: facts,
  };
  const stream = randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const begun = settled(formula, options, prepared, { ...chooseLoss(options), stream });
  const few = sampled(begun);
  const looked = few === null ? null : drive(searched(few), few.objective.evaluate);
  const solved = await driveAsync(solve(begun, looked?.lowest() ?? null, looked), (request) =>
    passes.answered(() => begun.objective.evaluate(request)),
  );
  return (await passes.answered(() => atOnce(conclude(begun, solved)), 'first')).result;
}

/** A table of one row of zeros: what columns there are. */
async function columnsOf(source: RowSource, place: string): Promise<Table> {
  for await (const block of source.blocks()) {
    const names = Object.keys(block);
    // The numbers are not looked at: a file has columns of text too.
    if (names.length > 0) return tableFromArrays(Object.fromEntries(names.map((name) => [name, new Float64Array(1)])), place);
  }
  throw new DownhillError('no-rows', `${place} has no rows`, 'give at least one block with a row', { place });
}

/** All rows; null where there are more than `most`. */
async function readWhole(
  source: RowSource,
  names: readonly string[],
  most: number,
): Promise<Readonly<Record<string, Values>> | null> {
  const read: Readonly<Record<string, Values>>[] = [];
  let rows = 0;
  for await (const block of source.blocks()) {
    rows += rowsOf(block, names);
    if (rows > most) return null;
    read.push(Object.fromEntries(names.map((name) => [name, copied(block[name] as ArrayLike<number>)])));
  }
  if (rows === 0) return Object.fromEntries(names.map((name) => [name, new Float64Array(0)]));
  const float32 = names.filter((name) => read.every((block) => block[name] instanceof Float32Array));
  const all = allocateColumns(names, rows, { float32 });
  let at = 0;
  // Each block is given up when it has been copied, so that all are there once.
  for (let block = read.shift(); block !== undefined; block = read.shift()) {
    for (const name of names) all[name]?.set(block[name] as ArrayLike<number>, at);
    at += rowsOf(block, names);
  }
  return all;
}

const copied = (values: ArrayLike<number>): Values =>
  values instanceof Float32Array ? values.slice() : Float64Array.from(values);

/** What the compiler sees too, for programs without types; and what only the formula says. */
function refuse({ equations, levels }: Resolved, options: FitOptions, place: string): void {
  const option = NOT_STREAMED.find((name) => (options[name] ?? false) !== false);
  const what =
    option !== undefined
      ? `the option ${option}`
      : equations.length > 1
        ? 'several formulas'
        : levels.size > 0
          ? 'a parameter for each level of a column'
          : chooseLoss(options).loss.inference !== 'squares'
            ? `the loss ${options.loss}`
            : null;
  if (what === null) return;
  throw new DownhillError(
    'stream-not-possible',
    `${what} needs all rows at once, and ${place} gives them block by block`,
    'read the rows into allocateColumns and use fit, or do in the blocks what has to be done to each row',
    { place },
  );
}
