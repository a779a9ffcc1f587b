import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import type { Backend, ColumnMemory } from '../backend/program.js';
import { threadsFor } from '../backend/threads/threads-for.js';
import { DownhillError } from '../base/errors.js';
import type { RandomStream } from '../base/random/stream.js';
import type { Values } from '../base/values.js';
import { columnOf } from '../data/column.js';
import { numericRows, type Skipped } from '../data/numeric.js';
import { cellPlace, lineOf } from '../data/place.js';
import type { Note, Table } from '../data/table.js';
import { namesIn } from '../expression/node.js';
import { parseGradient, print } from '../language/index.js';
import type { Loss } from '../objective/loss.js';
import { RESPONSES } from '../problem/several.js';
import { checkIntervals } from './check-intervals.js';
import { deriveColumns, filterRows } from './derive.js';
import { FLOAT32, roomFor, textColumns } from './number-room.js';
import type { FitOptions } from './options.js';
import { type Part, partsOf, stacked } from './part.js';
import { levelNumbers, type Resolved, resolveFormula } from './resolve.js';
import type { StreamFacts } from './stream-facts.js';
import { weightings, weightsOf } from './weights.js';

/** Formula and data ready to be computed with. */
export interface Prepared {
  readonly resolved: Resolved;
  /** The rows that some equation uses. */
  readonly table: Table;
  /** Rows in memory: those of the table for one equation, for several each time that one of them uses a row. */
  readonly rows: number;
  /** One per equation. */
  readonly parts: readonly Part[];
  readonly skipped: Skipped;
  readonly notes: readonly Note[];
  /** What the formula reads, by name, of the table; NaN where a cell is no number and its row is used without it. */
  readonly given: ReadonlyMap<string, Values>;
  /** What the model reads, by name, in the rows in memory; `given` itself for one equation. */
  readonly columns: ReadonlyMap<string, Values>;
  readonly response: Values;
  /** Mean 1, with the factor that made it so: w = factor·given. */
  readonly weights: { readonly values: Float64Array; readonly factor: number } | null;
  readonly memory: ColumnMemory;
  readonly backend: Backend;
  /** Where the rows are not in memory: then columns and response are those of a sample, and memory and backend stand for all rows. */
  readonly stream: StreamFacts | null;
}

/** Name of the weights in the kernel's memory: no column of a user can have it. */
export const WEIGHT = '@weight';

/** Derives, filters, converts and checks what a fit reads. */
export function prepare(formula: string, source: Table, options: FitOptions, loss: Loss, stream: RandomStream): Prepared {
  checkIntervals(options, loss);
  const skipInvalid = options.skipInvalid ?? false;
  const filtered = derivedTable(source, options, stream);
  const resolved = resolveFormula(formula, filtered, options);
  const { equations } = resolved;
  refuseGradient(options, equations.length);
  const weighting = weightings(options, equations.length, filtered);
  const groups = equations.map(({ columns, text }, k) => {
    const weight = weighting?.[k];
    const own = [...new Set([...columns, ...gradientNames(options)])].filter((column) => filtered.columns.has(column));
    return {
      names: weight !== undefined && 'column' in weight ? [...own, weight.column] : own,
      of: equations.length === 1 ? '' : text,
    };
  });
  const { table, rows, skipped } = numericRows(filtered, groups, { skipInvalid, ...roomFor(filtered, groups, options) });
  const parts = partsOf(equations, rows, table.rows);
  const given = new Map<string, Values>();
  for (const column of new Set(groups.flatMap(({ names }) => names))) given.set(column, valuesOf(table, column));
  for (const [by, levels] of resolved.levels) given.set(...levelNumbers(table, by, levels));
  const weights = weighting === null ? null : weightsOf(table, parts, weighting, options.sigma !== undefined);
  const backend = backendFor(options.backend ?? 'auto');
  const responses = parts.map((part) => responseOf(part, given, table, backend));
  for (const [k, part] of parts.entries()) checkResponse(responses[k] as Values, part, table, loss);
  const columns = parts.length === 1 ? given : stacked(parts, given, resolved.model.columns, responses);
  const response = parts.length === 1 ? (responses[0] as Values) : (columns.get(RESPONSES) as Values);
  const inMemory = new Map(columns);
  if (weights !== null) inMemory.set(WEIGHT, weights.values);
  const memory = columnMemory(inMemory, response.length, options.batch ?? 0, threadsFor(options.threads ?? 1, response.length));
  if (options.batch !== undefined && !(Number.isInteger(options.batch) && options.batch >= 1 && options.batch <= response.length))
    throw new DownhillError(
      'batch-out-of-range',
      `batch must be an integer from 1 to the number of rows, ${response.length}, got ${options.batch}`,
      'try 32',
      {
        place: '--batch',
        usage: true,
      },
    );
  const ragged = Number(table.notes.find((note) => note.code === 'ragged-rows')?.detail ?? 0);
  return {
    resolved,
    table,
    rows: response.length,
    parts,
    skipped: { ...skipped, rows: skipped.rows + ragged },
    notes: options.float32 === true && textColumns(filtered, groups).length > 0 ? [...table.notes, FLOAT32] : table.notes,
    given,
    columns,
    response,
    weights,
    memory,
    backend,
    stream: null,
  };
}

/** With its derived columns, without the rows that are left out. */
export function derivedTable(source: Table, options: FitOptions, stream: RandomStream): Table {
  const skipInvalid = options.skipInvalid ?? false;
  const derived = options.let === undefined ? source : deriveColumns(source, options.let, { stream, skipInvalid });
  return options.where === undefined ? derived : filterRows(derived, options.where, { stream, skipInvalid });
}

const valuesOf = (table: Table, column: string): Values =>
  table.columns.get(column)?.values ?? table.columns.get(column.normalize('NFC'))?.values ?? new Float64Array(0);

/** What a hand-written gradient reads beside the formula. */
const gradientNames = ({ gradient = {} }: FitOptions): string[] =>
  (typeof gradient === 'function' ? [] : Object.values(gradient)).flatMap((text) =>
    parseGradient(text).uses.map((use) => use.name),
  );

/** One that is written per parameter does not say how it is split among several equations. */
function refuseGradient({ gradient }: FitOptions, equations: number): void {
  if (gradient === undefined || equations === 1) return;
  throw new DownhillError(
    'gradient-several-formulas',
    `a hand-written gradient goes with one formula, and ${equations} were given`,
    'leave the gradient out: it is derived exactly',
    { place: 'gradient' },
  );
}

function responseOf(part: Part, given: ReadonlyMap<string, Values>, table: Table, backend: Backend): Values {
  const { response } = part.equation;
  if (response.kind === 'name') return part.pick(given.get(response.name) as Values);
  const columns = new Map(namesIn(response).map((name) => [name, part.pick(given.get(name) as Values)]));
  const out = new Float64Array(part.to - part.from);
  const memory = columnMemory(columns, out.length, 0);
  backend
    .compile({ parameters: [], columns: [...columns.keys()], outputs: [response] }, memory)
    .map(new Float64Array(0), 0, out.length, out);
  const bad = out.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return out;
  const row = part.tableRow(bad);
  throw new DownhillError(
    'response-not-finite',
    `the left side of the formula, ${print(response)}, is ${out[bad]} in row ${table.rowNumbers?.[row] ?? row + 1}`,
    'leave such rows out with --where, or write another response',
    { place: linePlace(table, row) },
  );
}

function checkResponse(values: Values, part: Part, table: Table, loss: Loss): void {
  if (loss.refuses === undefined) return;
  const { response: written } = part.equation;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const reason = loss.refuses(value);
    if (reason === null) continue;
    const row = part.tableRow(i);
    const column = written.kind === 'name' ? columnOf(table, written.name) : null;
    const { place, cell } =
      column === null
        ? { place: linePlace(table, row), cell: `row ${table.rowNumbers?.[row] ?? row + 1}` }
        : cellPlace(table, column, row);
    throw new DownhillError('response-refused', `${reason}; ${cell} is ${value}`, 'take another loss or correct the column', {
      place,
    });
  }
}

function linePlace(table: Table, row: number): string {
  const line = lineOf(table, row);
  return line === undefined ? table.source : `${table.source}:${line}`;
}
