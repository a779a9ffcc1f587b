import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import type { Backend, ColumnMemory } from '../backend/program.js';
import { DownhillError } from '../base/errors.js';
import { pairwiseSum } from '../base/random/pairwise-sum.js';
import type { RandomStream } from '../base/random/stream.js';
import { columnOf } from '../data/column.js';
import { numericTable, type Skipped } from '../data/numeric.js';
import { cellPlace } from '../data/place.js';
import type { Note, Table } from '../data/table.js';
import { parseGradient, print } from '../language/index.js';
import type { Loss } from '../objective/loss.js';
import { checkIntervals } from './check-intervals.js';
import { deriveColumns, filterRows } from './derive.js';
import type { FitOptions } from './options.js';
import { levelNumbers, type Resolved, resolveFormula } from './resolve.js';

/** Formula and data ready to be computed with. */
export interface Prepared {
  readonly resolved: Resolved;
  readonly table: Table;
  readonly rows: number;
  readonly skipped: Skipped;
  readonly notes: readonly Note[];
  /** What the formula reads, by name, in the rows that are used. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly response: Float64Array;
  /** Mean 1, with the factor that made it so: w = factor·given. */
  readonly weights: { readonly values: Float64Array; readonly factor: number } | null;
  readonly memory: ColumnMemory;
  readonly backend: Backend;
}

/** Name of the weights in the kernel's memory: no column of a user can have it. */
export const WEIGHT = '@weight';

/** Derives, filters, converts and checks what a fit reads. */
export function prepare(formula: string, source: Table, options: FitOptions, loss: Loss, stream: RandomStream): Prepared {
  checkIntervals(options, loss);
  const skipInvalid = options.skipInvalid ?? false;
  const derived = options.let === undefined ? source : deriveColumns(source, options.let, { stream, skipInvalid });
  const filtered = options.where === undefined ? derived : filterRows(derived, options.where, { stream, skipInvalid });
  const resolved = resolveFormula(formula, filtered, options);
  const weightColumn = options.sigma ?? options.weights;
  if (options.sigma !== undefined && options.weights !== undefined)
    throw new DownhillError(
      'weights-and-sigma',
      'weights and sigma were both given',
      'give one of them: sigma means weights 1/sigma²',
      {
        place: '--weights',
      },
    );
  const named = [...resolved.model.columns, ...gradientNames(options), ...(weightColumn === undefined ? [] : [weightColumn])];
  const used = [...new Set(named)].filter((column) => column === weightColumn || filtered.columns.has(column));
  const { table, skipped } = numericTable(filtered, used, { skipInvalid });
  const columns = new Map<string, Float64Array>();
  for (const column of used) columns.set(column, valuesOf(table, column));
  for (const [by, levels] of resolved.levels) columns.set(...levelNumbers(table, by, levels));
  const weights = weightColumn === undefined ? null : weightsOf(table, weightColumn, options.sigma !== undefined);
  const inMemory = new Map(columns);
  if (weights !== null) inMemory.set(WEIGHT, weights.values);
  const memory = columnMemory(inMemory, table.rows, options.batch ?? 0);
  const backend = backendFor(options.backend ?? 'auto');
  const response = responseOf(resolved, columns, table, memory, backend);
  checkResponse(response, table, resolved, loss);
  if (options.batch !== undefined && !(Number.isInteger(options.batch) && options.batch >= 1 && options.batch <= table.rows))
    throw new DownhillError(
      'batch-out-of-range',
      `batch must be an integer from 1 to the number of rows, ${table.rows}, got ${options.batch}`,
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
    rows: table.rows,
    skipped: { ...skipped, rows: skipped.rows + ragged },
    notes: table.notes,
    columns,
    response,
    weights,
    memory,
    backend,
  };
}

const valuesOf = (table: Table, column: string): Float64Array =>
  table.columns.get(column)?.values ?? table.columns.get(column.normalize('NFC'))?.values ?? new Float64Array(0);

/** What a hand-written gradient reads beside the formula. */
const gradientNames = ({ gradient = {} }: FitOptions): string[] =>
  Object.values(gradient).flatMap((text) => parseGradient(text).uses.map((use) => use.name));

function weightsOf(table: Table, name: string, areSigmas: boolean): { values: Float64Array; factor: number } {
  const given = valuesOf(table, name);
  const bad = given.findIndex((value) => !(areSigmas ? value > 0 : value >= 0));
  if (bad >= 0) {
    const { place, cell } = cellPlace(table, columnOf(table, name), bad);
    throw new DownhillError(
      areSigmas ? 'sigma-not-positive' : 'weight-negative',
      `a ${areSigmas ? 'standard deviation must be > 0' : 'weight must be ≥ 0'}: ${cell} is ${given[bad]}`,
      'correct the column or leave such rows out with --where',
      { place },
    );
  }
  const weights = areSigmas ? given.map((sigma) => 1 / (sigma * sigma)) : given;
  const mean = pairwiseSum(weights) / weights.length;
  if (!(mean > 0 && Number.isFinite(mean)))
    throw new DownhillError(
      'weights-zero',
      `all weights in column "${name}" are zero, or their sum is not finite`,
      'give at least one positive weight',
      {
        place: name,
      },
    );
  return { values: weights.map((value) => value / mean), factor: 1 / mean };
}

function responseOf(
  resolved: Resolved,
  columns: ReadonlyMap<string, Float64Array>,
  table: Table,
  memory: ColumnMemory,
  backend: Backend,
): Float64Array {
  const { response } = resolved;
  if (response.kind === 'name') return columns.get(response.name) as Float64Array;
  const out = new Float64Array(memory.rows);
  backend
    .compile({ parameters: [], columns: [...columns.keys()], outputs: [response] }, memory)
    .map(new Float64Array(0), 0, memory.rows, out);
  const bad = out.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new DownhillError(
      'response-not-finite',
      `the left side of the formula, ${print(response)}, is ${out[bad]} in row ${table.rowNumbers?.[bad] ?? bad + 1}`,
      'leave such rows out with --where, or write another response',
      { place: linePlace(table, bad) },
    );
  return out;
}

function checkResponse(response: Float64Array, table: Table, { response: written }: Resolved, loss: Loss): void {
  if (loss.refuses === undefined) return;
  for (const [i, value] of response.entries()) {
    const reason = loss.refuses(value);
    if (reason === null) continue;
    const column = written.kind === 'name' ? columnOf(table, written.name) : null;
    const { place, cell } =
      column === null
        ? { place: linePlace(table, i), cell: `row ${table.rowNumbers?.[i] ?? i + 1}` }
        : cellPlace(table, column, i);
    throw new DownhillError('response-refused', `${reason}; ${cell} is ${value}`, 'take another loss or correct the column', {
      place,
    });
  }
}

const linePlace = (table: Table, row: number): string =>
  table.lines === undefined ? table.source : `${table.source}:${table.lines[row] as number}`;
