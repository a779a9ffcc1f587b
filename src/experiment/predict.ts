import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import { DownhillError } from '../base/errors.js';
import { randomStream } from '../base/random/stream.js';
import { numericTable } from '../data/numeric.js';
import type { Table } from '../data/table.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name, namesIn, topological } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { parseFormula } from '../language/index.js';
import { expandIndexed, levelName } from '../problem/indexed.js';
import { bands, factorOf, predictionErrors } from '../statistics/index.js';
import { chooseLoss } from './choose-method.js';
import { deriveColumns } from './derive.js';
import { levelNumbers } from './resolve.js';
import type { FitResult } from './result.js';

export interface Prediction {
  /** The mean response on every row of `table`. */
  readonly prediction: Float64Array;
  /** Band of the mean response; null where the result has no standard errors. */
  readonly confidence: Band | null;
  /** Band of a single new observation; null without standard errors and for losses that know no noise of an observation. */
  readonly observation: Band | null;
  /** The rows that were used: derived columns added, invalid rows left out. */
  readonly table: Table;
  readonly skipped: number;
}

export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Predictions of a fitted formula on new rows, with bands by the delta method (Bates and Watts 1988, §2.3.2).
 *
 * @param result of a fit: nothing else is needed, so it may come from a file. @param table needs the columns that the formula reads, not the
 * response; derived columns of the fit (`let`) are derived again.
 * @param options `level` of the bands, 0 < level < 1, default 0.95.
 * @throws DownhillError for a missing column, cells that are no numbers, a level that the fit has not seen, a parameter without a value.
 *
 * @example
 * const result = fit('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1.1, 2.9, 5.2, 6.8] });
 * predictFrom(result, tableFromArrays({ x: [4] })).prediction // [8.85]
 */
export function predictFrom(
  result: FitResult,
  table: Table,
  options: { readonly level?: number; readonly skipInvalid?: boolean } = {},
): Prediction {
  const level = options.level ?? 0.95;
  if (!(level > 0 && level < 1))
    throw new DownhillError('level-out-of-range', `the level of bands must be between 0 and 1, got ${level}`, 'try 0.95', {
      place: '--level',
      usage: true,
    });
  const [equation] = parseFormula(result.formula).equations;
  if (equation === undefined)
    throw new DownhillError('no-formula', 'the result holds no formula', 'fit again', { place: 'formula' });
  const derived =
    result.let === undefined ? table : deriveColumns(table, result.let, { stream: randomStream('pcg64', result.seed) });
  const names = Object.keys(result.parameters);
  const levels = levelsOf(equation.expression, names);
  const model = expandIndexed(equation.expression, levels);
  const columns = namesIn(equation.expression).filter((column) => !names.includes(column));
  const { table: used, skipped } = numericTable(derived, columns, { skipInvalid: options.skipInvalid ?? false });
  const data = new Map(columns.map((column) => [column, used.columns.get(column)?.values ?? new Float64Array(0)]));
  for (const [by, known] of levels) data.set(...seenLevels(used, by, known));

  const point = Float64Array.from(names, (parameter) => result.parameters[parameter]?.value ?? Number.NaN);
  const unknown = names.find((_, j) => Number.isNaN(point[j]));
  if (unknown !== undefined)
    throw new DownhillError(
      'parameter-without-value',
      `the result has no value for ${unknown}: its run ended as ${result.outcome}`,
      'fit again',
      {
        place: `parameters.${unknown}`,
      },
    );
  const { loss } = chooseLoss({ loss: result.loss });
  const rows = used.rows;
  const outputs = [model, ...differentiate(model, names)].map(simplify);
  const out = new Float64Array(outputs.length * rows);
  const memory = columnMemory(data, rows, 0);
  backendFor('auto')
    .compile({ parameters: names, columns: [...data.keys()], outputs }, memory)
    .map(point, 0, rows, out);
  const eta = out.subarray(0, rows);
  const mean = (values: Float64Array): Float64Array => throughLink(loss.mean(name('eta')), values);
  const { correlation } = result;
  if (correlation === null)
    return { prediction: mean(eta), confidence: null, observation: null, table: used, skipped: skipped.rows };

  const errors = names.map((parameter) => result.parameters[parameter]?.standardError ?? 0);
  const squares = loss.inference === 'squares';
  const made = bands({
    predicted: eta,
    standardErrors: predictionErrors(rowMajor(out, rows, names.length), rows, names.length, factorOf(errors, correlation)),
    noise: squares ? result.quality.residualStandardDeviation : (result.robust?.scale ?? null),
    degreesOfFreedom: squares ? result.quality.degreesOfFreedom : Number.POSITIVE_INFINITY,
    level,
  });
  const band = ({ lower, upper }: { lower: Float64Array; upper: Float64Array }): Band => ({
    low: mean(lower),
    high: mean(upper),
  });
  return {
    prediction: mean(eta),
    confidence: band(made.confidence),
    observation: made.prediction === null ? null : band(made.prediction),
    table: used,
    skipped: skipped.rows,
  };
}

/** The derivatives, which follow the predictions column by column, row by row. */
function rowMajor(out: Float64Array, rows: number, count: number): Float64Array {
  const gradients = new Float64Array(rows * count);
  for (let j = 0; j < count; j++) for (let i = 0; i < rows; i++) gradients[i * count + j] = out[(1 + j) * rows + i] as number;
  return gradients;
}

function throughLink(link: Expression, values: Float64Array): Float64Array {
  if (link.kind === 'name') return Float64Array.from(values);
  const memory = columnMemory(new Map([['eta', values]]), values.length, 0);
  const out = new Float64Array(values.length);
  backendFor('auto')
    .compile({ parameters: [], columns: ['eta'], outputs: [link] }, memory)
    .map(new Float64Array(0), 0, values.length, out);
  return out;
}

/** The levels of each indexed parameter, from the names of the fitted ones: `b[A]`, `b[B]`. */
function levelsOf(expression: Expression, names: readonly string[]): Map<string, string[]> {
  const levels = new Map<string, string[]>();
  for (const node of topological([expression])) {
    if (node.kind !== 'indexed') continue;
    const prefix = levelName(node.name, '').slice(0, -1);
    levels.set(
      node.by,
      names
        .filter((candidate) => candidate.startsWith(prefix) && candidate.endsWith(']'))
        .map((candidate) => candidate.slice(prefix.length, -1)),
    );
  }
  return levels;
}

function seenLevels(table: Table, by: string, known: readonly string[]): readonly [string, Float64Array] {
  const numbers = levelNumbers(table, by, known);
  const row = numbers[1].findIndex(Number.isNaN);
  if (row >= 0)
    throw new DownhillError(
      'level-unknown',
      `row ${row + 1} has "${table.columns.get(by)?.cells?.[row] ?? ''}" in column "${by}", which the fit has not seen`,
      `the fit knows ${known.join(', ')}`,
      { place: by },
    );
  return numbers;
}
