import { DownhillError } from '../base/errors.js';
import { randomStream } from '../base/random/stream.js';
import { picked, type Values } from '../base/values.js';
import { numericRows } from '../data/numeric.js';
import type { Table } from '../data/table.js';
import { type Expression, namesIn, topological } from '../expression/node.js';
import { parseFormula, print } from '../language/index.js';
import { expandIndexed, levelName } from '../problem/indexed.js';
import { deriveColumns } from './derive.js';
import { type Band, type EquationPrediction, predictEquation } from './predict-equation.js';
import { levelNumbers } from './resolve.js';
import type { FitResult } from './result.js';

/** Predictions of one response. */
export interface ResponsePrediction extends EquationPrediction {
  /** Left side of its equation as text. In rows of which only other equations have what they read its numbers are NaN. */
  readonly response: string;
}

/** Those of the first response, and of all of them in `responses`. */
export interface Prediction extends ResponsePrediction {
  /** One per equation, in the order in which they are written. */
  readonly responses: readonly ResponsePrediction[];
  /** The rows that were used: derived columns added, rows left out that are invalid for every equation. */
  readonly table: Table;
  readonly skipped: number;
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
  const { equations } = parseFormula(result.formula);
  const derived =
    result.let === undefined ? table : deriveColumns(table, result.let, { stream: randomStream('pcg64', result.seed) });
  const names = Object.keys(result.parameters);
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
  const levels = levelsOf(
    equations.map(({ expression }) => expression),
    names,
  );
  const groups = equations.map(({ expression, text }) => ({
    names: namesIn(expression).filter((column) => !names.includes(column)),
    of: equations.length === 1 ? '' : text,
  }));
  const { table: used, rows, skipped } = numericRows(derived, groups, { skipInvalid: options.skipInvalid ?? false });
  const seen = new Map([...levels].map(([by, known]) => seenLevels(used, by, known)));
  const responses = equations.map(({ response, expression }, k) => {
    const own = rows[k] ?? null;
    const length = own?.length ?? used.rows;
    const pick = (values: Values): Values => (own === null ? values : picked(values, own));
    const model = expandIndexed(expression, levels);
    const data = new Map<string, Values>();
    for (const name of namesIn(model))
      if (!names.includes(name)) data.set(name, pick(seen.get(name) ?? used.columns.get(name)?.values ?? new Float64Array(0)));
    const found = predictEquation(model, data, length, result, {
      names,
      point,
      level,
      noise: observationNoise(result, k),
    });
    const spread = (values: Float64Array): Float64Array => {
      if (own === null) return values;
      const all = new Float64Array(used.rows).fill(Number.NaN);
      for (const [i, row] of own.entries()) all[row] = values[i] as number;
      return all;
    };
    const band = (of: Band | null): Band | null => of && { low: spread(of.low), high: spread(of.high) };
    return {
      response: print(response),
      prediction: spread(found.prediction),
      confidence: band(found.confidence),
      observation: band(found.observation),
    };
  });
  return { ...(responses[0] as ResponsePrediction), responses, table: used, skipped: skipped.rows };
}

/**
 * The standard deviation of a new observation of a response, of the mean weight of its rows: σ where that is known, else that of the residuals; null where
 * there is none.
 */
function observationNoise({ quality, responses }: FitResult, k: number): number | null {
  const own = responses?.[k];
  const { residualStandardDeviation } = own ?? quality;
  const { rss, chiSquared } = quality;
  if (rss === null || chiSquared === null || !(chiSquared > 0)) return residualStandardDeviation;
  const ofWeightOne = Math.sqrt(rss / chiSquared);
  if (own === undefined) return ofWeightOne;
  const meanWeight = (own.rss ?? Number.NaN) / (own.rows * (own.rmse ?? Number.NaN) ** 2);
  return meanWeight > 0 ? ofWeightOne / Math.sqrt(meanWeight) : residualStandardDeviation;
}

/** The levels of each indexed parameter, from the names of the fitted ones: `b[A]`, `b[B]`. */
function levelsOf(expressions: readonly Expression[], names: readonly string[]): Map<string, string[]> {
  const levels = new Map<string, string[]>();
  for (const node of topological(expressions)) {
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
