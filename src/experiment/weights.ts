import { DownhillError } from '../base/errors.js';
import { pairwiseSum } from '../base/random/pairwise-sum.js';
import type { Values } from '../base/values.js';
import { columnOf } from '../data/column.js';
import { cellPlace } from '../data/place.js';
import type { Table } from '../data/table.js';
import type { FitOptions } from './options.js';
import type { Part } from './part.js';

/** How much the rows of an equation weigh: what a column says, or the same for all of them. */
export type Weighting = { readonly column: string } | { readonly value: number };

/**
 * What `weights` or `sigma` say of each equation; null where neither was given. One column is meant for all of them; with several equations there may be one
 * column or number for each: `s1, s2`, `0.1, 2.5`. A number that is no column's name is that of all rows.
 *
 * Errors: `weights-and-sigma`, `weights-count`, `unknown-column`.
 */
export function weightings(options: FitOptions, equations: number, table: Table): readonly Weighting[] | null {
  const { weights, sigma } = options;
  if (weights !== undefined && sigma !== undefined)
    throw new DownhillError(
      'weights-and-sigma',
      'weights and sigma were both given',
      'give one of them: sigma means weights 1/sigma²',
      { place: '--weights' },
    );
  const text = sigma ?? weights;
  if (text === undefined) return null;
  if (equations === 1 || table.columns.has(text) || !text.includes(','))
    return Array<Weighting>(equations).fill(sigma === undefined ? { column: text } : weighting(text, table));
  const given = text.split(',').map((name) => name.trim());
  const option = sigma === undefined ? 'weights' : 'sigma';
  if (given.length !== equations)
    throw new DownhillError(
      'weights-count',
      `--${option} says ${given.length} for ${equations} formulas`,
      `give one column for all of them, or a column or number for each: --${option} '${given[0]}, …'`,
      { place: `--${option}` },
    );
  return given.map((name) => weighting(name, table));
}

/** What is written where a number can stand for a column. */
export const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** A column, or where no column has that name, a number for all rows. */
function weighting(text: string, table: Table): Weighting {
  if (!table.columns.has(text) && isNumber(text)) return { value: Number(text) };
  return { column: columnOf(table, text).name };
}

/**
 * The weights of all rows in memory, one equation after the other.
 * @returns mean 1, with the factor that made it so: w = factor·given. Errors: `sigma-not-positive`, `weight-negative`, `weights-zero`.
 */
export function weightsOf(
  table: Table,
  parts: readonly Part[],
  each: readonly Weighting[],
  areSigmas: boolean,
): { readonly values: Float64Array; readonly factor: number } {
  const weights = new Float64Array(parts.at(-1)?.to ?? 0);
  for (const [k, part] of parts.entries()) weights.set(valuesIn(table, part, each[k] as Weighting, areSigmas), part.from);
  if (areSigmas) for (let i = 0; i < weights.length; i++) weights[i] = 1 / ((weights[i] as number) * (weights[i] as number));
  const mean = pairwiseSum(weights) / weights.length;
  if (!(mean > 0 && Number.isFinite(mean)))
    throw new DownhillError(
      'weights-zero',
      `all weights${named(each)} are zero, or their sum is not finite`,
      'give at least one positive weight',
      { place: areSigmas ? '--sigma' : '--weights' },
    );
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / mean;
  return { values: weights, factor: 1 / mean };
}

function valuesIn(table: Table, part: Part, weighting: Weighting, areSigmas: boolean): Values {
  const isGood = (value: number): boolean => (areSigmas ? value > 0 : value >= 0);
  const what = areSigmas ? 'standard deviation must be > 0' : 'weight must be ≥ 0';
  const code = areSigmas ? 'sigma-not-positive' : 'weight-negative';
  if ('value' in weighting) {
    if (isGood(weighting.value)) return new Float64Array(part.to - part.from).fill(weighting.value);
    throw new DownhillError(code, `a ${what}, got ${weighting.value} for ${part.equation.text}`, 'correct the number', {
      place: areSigmas ? '--sigma' : '--weights',
    });
  }
  const column = columnOf(table, weighting.column);
  const values = part.pick(column.values ?? new Float64Array(table.rows));
  const bad = values.findIndex((value) => !isGood(value));
  if (bad < 0) return values;
  const { place, cell } = cellPlace(table, column, part.tableRow(bad));
  throw new DownhillError(
    code,
    `a ${what}: ${cell} is ${values[bad]}`,
    'correct the column or leave such rows out with --where',
    {
      place,
    },
  );
}

const named = (each: readonly Weighting[]): string => {
  const columns = [...new Set(each.flatMap((weighting) => ('column' in weighting ? [`"${weighting.column}"`] : [])))];
  return columns.length === 0 ? '' : ` in column ${columns.join(', ')}`;
};
