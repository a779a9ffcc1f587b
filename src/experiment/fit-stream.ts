import { backendFor } from '../backend/index.js';
import { passesOver } from '../backend/stream/passes.js';
import type { RowSource } from '../backend/stream/row-chunks.js';
import { randomStream } from '../base/random/stream.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Note, Table } from '../data/table.js';
import type { ParametersOf } from '../language/infer.js';
import { drive, driveAsync } from '../optimize/minimize.js';
import { checkArguments } from './check-arguments.js';
import { checkedSource } from './checked-source.js';
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
import { chunkOf, dataChanged, streamFacts } from './stream-facts.js';
import { refuseUnstreamed, type StreamOptions } from './stream-options.js';
import { columnsOf, floats, readWhole } from './stream-rows.js';

const MEMORY = 2 ** 26;
/** Fewer rows take part in what looks at every row. */
const LEAST_STREAMED = 100_000;

/**
 * Fits a formula to rows that need not fit into memory, by passes over them: one for each evaluation, of which a linear model takes two. Rows, however they are dealt out to
 * blocks, are summed in the order of rows in memory, so that the result has the same bits.
 *
 * @param formula `y ~ a*exp(-k*x) + c`: one response, least squares.
 * @param source whose `blocks()` gives the same rows again in every pass: `{ x, y }`, arrays of numbers of one length a block. Starts that are not given are searched on 5000 of
 * the rows. Memory: a block, what `memory` allows, and some 10 MB.
 * @returns as {@link fit}, without the findings that look at single rows.
 * @throws DownhillError for bad input: `stream-not-possible` for what needs all rows at once, `no-rows`, `not-finite` (with the row), `data-changed` where a pass has
 * other rows than the first or `blocks()` does not begin anew, `wrong-type` and `column-type` for a source of another shape. What the source throws goes through.
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
  given: RowSource,
  { source: place = '<stream>', memory = MEMORY, ...options }: StreamOptions = {},
  { notes = () => [], ...context }: StreamContext = {},
): Promise<FitResult> {
  const checked = checkedSource(given, place);
  const head = await columnsOf(checked.of([]), place);
  checkArguments(formula, Object.fromEntries([...head.columns].map(([name, { values }]) => [name, values ?? []])), options);
  const resolved = resolveFormula(formula, head, options);
  refuseUnstreamed(resolved, options, place);
  const names = (resolved.equations[0]?.columns ?? []).filter((name) => head.columns.has(name));
  const source = checked.of(names);
  const { float32 = false } = options;
  const rows = float32 ? { blocks: () => floats(source, names, place) } : source;
  const most = Math.floor(memory / ((float32 ? 4 : 8) * names.length));
  const whole = await readWhole(rows, names, Math.max(LEAST_STREAMED, most));
  const told = float32 ? [...notes(), FLOAT32] : notes();
  if (whole === null) return streamed(formula, rows, names, resolved, { ...head, notes: told }, options);
  return (await runFitAsync(formula, { ...tableFromArrays(whole, place), notes: told }, options, context)).result;
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
  const chunk = chunkOf(names);
  const passes = passesOver(source, names, facts, inner, chunk, (got) => dataChanged(place, rows, got));
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
    // What moments make of an answer goes on to the next: they must not see what no pass has found.
    passes.answered(() => begun.objective.evaluate(request), begun.fromMoments === null ? 'all' : 'first'),
  );
  return (await passes.answered(() => atOnce(conclude(begun, solved)), 'first')).result;
}
