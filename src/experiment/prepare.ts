import { backendFor } from '../backend/index.js';
import { columnMemory } from '../backend/column-memory.js';
import type { Backend, ColumnMemory } from '../backend/program.js';
import { DownhillError } from '../base/errors.js';
import type { RandomStream } from '../base/random/stream.js';
import { numericTable, type Skipped } from '../data/numeric.js';
import type { Note, Table } from '../data/table.js';
import type { Loss } from '../objective/loss.js';
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
  const derived = options.let === undefined ? source : deriveColumns(source, options.let, { stream });
  const filtered = options.where === undefined ? derived : filterRows(derived, options.where);
  const resolved = resolveFormula(formula, filtered, options);
  const weightColumn = options.sigma ?? options.weights;
  if (options.sigma !== undefined && options.weights !== undefined)
    throw new DownhillError('weights-and-sigma', 'weights and sigma were both given', 'give one of them: sigma means weights 1/sigma²', {
      place: '--weights',
    });
  const used = [...resolved.model.columns.filter((column) => filtered.columns.has(column)), ...(weightColumn === undefined ? [] : [weightColumn])];
  const { table, skipped } = numericTable(filtered, used, { skipInvalid: options.skipInvalid ?? false });
  const columns = new Map<string, Float64Array>();
  for (const column of used) columns.set(column, valuesOf(table, column));
  for (const [by, levels] of resolved.levels) columns.set(...levelNumbers(table, by, levels));
  const weights = weightColumn === undefined ? null : weightsOf(valuesOf(table, weightColumn), weightColumn, options.sigma !== undefined);
  const inMemory = new Map(columns);
  if (weights !== null) inMemory.set(WEIGHT, weights.values);
  const memory = columnMemory(inMemory, table.rows, options.batch ?? 0);
  const backend = backendFor(options.backend ?? 'auto');
  const response = responseOf(resolved, columns, memory, backend);
  checkResponse(response, loss);
  if (options.batch !== undefined && !(Number.isInteger(options.batch) && options.batch >= 1 && options.batch <= table.rows))
    throw new DownhillError('batch-out-of-range', `batch must be an integer from 1 to the number of rows, ${table.rows}, got ${options.batch}`, 'try 32', {
      place: '--batch',
      usage: true,
    });
  return { resolved, table, rows: table.rows, skipped, notes: table.notes, columns, response, weights, memory, backend };
}

const valuesOf = (table: Table, column: string): Float64Array =>
  table.columns.get(column)?.values ?? table.columns.get(column.normalize('NFC'))?.values ?? new Float64Array(0);

function weightsOf(given: Float64Array, column: string, areSigmas: boolean): { values: Float64Array; factor: number } {
  const bad = given.findIndex((value) => !(areSigmas ? value > 0 : value >= 0));
  if (bad >= 0)
    throw new DownhillError(
      areSigmas ? 'sigma-not-positive' : 'weight-negative',
      `${areSigmas ? 'a standard deviation' : 'a weight'} must be ${areSigmas ? '> 0' : '≥ 0'}: column "${column}" has ${given[bad]} in row ${bad + 1}`,
      'correct the column or leave such rows out with --where',
      { place: column },
    );
  const weights = areSigmas ? given.map((sigma) => 1 / (sigma * sigma)) : given;
  const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length;
  if (!(mean > 0 && Number.isFinite(mean)))
    throw new DownhillError('weights-zero', `all weights in column "${column}" are zero, or their sum is not finite`, 'give at least one positive weight', {
      place: column,
    });
  return { values: weights.map((value) => value / mean), factor: 1 / mean };
}

function responseOf(resolved: Resolved, columns: ReadonlyMap<string, Float64Array>, memory: ColumnMemory, backend: Backend): Float64Array {
  const { response } = resolved;
  if (response.kind === 'name') return columns.get(response.name) as Float64Array;
  const out = new Float64Array(memory.rows);
  backend.compile({ parameters: [], columns: [...columns.keys()], outputs: [response] }, memory).map(new Float64Array(0), 0, memory.rows, out);
  const bad = out.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new DownhillError(
      'response-not-finite',
      `the left side of the formula is ${out[bad]} in row ${bad + 1}`,
      'leave such rows out with --where, or write another response',
      { place: 'formula' },
    );
  return out;
}

function checkResponse(response: Float64Array, loss: Loss): void {
  if (loss.refuses === undefined) return;
  for (const [i, value] of response.entries()) {
    const reason = loss.refuses(value);
    if (reason !== null)
      throw new DownhillError('response-refused', `${reason}; row ${i + 1} has ${value}`, 'take another loss or correct the column', { place: '--loss' });
  }
}

