import { DownhillError } from '../base/errors.js';
import { randomStream } from '../base/random/stream.js';
import type { Values } from '../base/values.js';
import { numericTable } from '../data/numeric.js';
import type { Table } from '../data/table.js';
import type { Expression } from '../expression/node.js';
import { parseBounds, print } from '../language/index.js';
import { printName } from '../language/names.js';
import { deriveColumns, filterRows } from './derive.js';
import type { FitOptions } from './options.js';
import { levelNumbers, type Resolved, resolveFormula } from './resolve.js';
import { isNumber } from './weights.js';

/** Several formulas over the rows that are valid for all of them. */
export interface CommonRows {
  readonly table: Table;
  /** Rows left out because a cell that one of the formulas reads is not a number. */
  readonly skipped: number;
  /** By formula: resolved, and the options that concern it. */
  readonly parts: readonly { readonly formula: string; readonly resolved: Resolved; readonly options: FitOptions }[];
  /** All that the formulas read, level numbers included. */
  readonly columns: ReadonlyMap<string, Values>;
}

/**
 * @throws DownhillError as a fit does, and for formulas of different responses: their residuals, likelihoods and criteria are not of the same thing.
 */
export function commonRows(formulas: readonly string[], source: Table, options: FitOptions): CommonRows {
  const { let: expressions, where, ...rest } = options;
  const skipInvalid = options.skipInvalid ?? false;
  const stream = randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const derived = expressions === undefined ? source : deriveColumns(source, expressions, { stream, skipInvalid });
  const filtered = where === undefined ? derived : filterRows(derived, where, { stream, skipInvalid });
  const known = formulas.map((formula) => resolveFormula(formula, filtered, {}).model.parameters);
  const own = known.map((parameters) => optionsFor(parameters, known.flat(), rest));
  const found = formulas.map((formula, i) => resolveFormula(formula, filtered, own[i] as FitOptions));
  sameResponse(formulas, found);
  const { sigma, weights } = options;
  const weight = sigma !== undefined && !filtered.columns.has(sigma) && isNumber(sigma) ? undefined : (sigma ?? weights);
  const names = new Set([...found.flatMap(({ model }) => model.columns), ...(weight === undefined ? [] : [weight])]);
  const used = [...names].filter((name) => name === weight || filtered.columns.has(name));
  const { table, skipped } = numericTable(filtered, used, { skipInvalid });
  const parts = formulas.map((formula, i) => {
    const mine = own[i] as FitOptions;
    return { formula, options: mine, resolved: resolveFormula(formula, table, mine) };
  });
  const columns = new Map<string, Values>(
    used.map((name) => [name, table.columns.get(name)?.values ?? new Float64Array(table.rows)]),
  );
  for (const { resolved } of parts) for (const [by, levels] of resolved.levels) columns.set(...levelNumbers(table, by, levels));
  const ragged = Number(table.notes.find((note) => note.code === 'ragged-rows')?.detail ?? 0);
  return { table, skipped: skipped.rows + ragged, parts, columns };
}

/** What is said of parameters that a formula has not, but another one has, is not for it; names that no formula has stay, to be refused. */
function optionsFor(parameters: readonly string[], all: readonly string[], options: FitOptions): FitOptions {
  const mine = (name: string): boolean => parameters.includes(name) || !all.includes(name);
  const only = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => mine(name)));
  const { start, fixed, tie, bounds, ...rest } = options;
  const limits = bounds === undefined ? [] : parseBounds(bounds).filter(({ parameter }) => mine(parameter));
  return {
    ...rest,
    ...(start === undefined ? {} : { start: only(start) }),
    ...(fixed === undefined ? {} : { fixed: only(fixed) }),
    ...(tie === undefined ? {} : { tie: only(tie) }),
    ...(limits.length === 0 ? {} : { bounds: limits.flatMap(boundTexts).join(', ') }),
  };
}

const boundTexts = ({ parameter, lower, upper }: ReturnType<typeof parseBounds>[number]): string[] => [
  ...(Number.isFinite(lower) ? [`${nameText(parameter)} > ${lower}`] : []),
  ...(Number.isFinite(upper) ? [`${nameText(parameter)} < ${upper}`] : []),
];

/** `b[A]` as it is written. */
const nameText = (name: string): string => name.replace(/^[^[]+/, printName);

function sameResponse(formulas: readonly string[], found: readonly Resolved[]): void {
  const several = found.findIndex(({ equations }) => equations.length > 1);
  if (several >= 0)
    throw new DownhillError(
      'compare-several-responses',
      `"${formulas[several]}" has several responses: models of one response are compared`,
      'compare the formulas of each response by themselves',
      { place: 'formula', usage: true },
    );
  const [first, ...others] = found.map(({ equations }) => print(equations[0]?.response as Expression));
  const k = others.findIndex((other) => other !== first);
  if (k < 0) return;
  throw new DownhillError(
    'responses-differ',
    `"${formulas[0]}" explains ${first}, "${formulas[k + 1]}" explains ${others[k]}: sums of squares and criteria of different responses cannot be compared`,
    `write all with the same left side: instead of log(y) ~ a + b*x, fit y ~ exp(a + b*x)`,
    { place: 'formula', usage: true },
  );
}
