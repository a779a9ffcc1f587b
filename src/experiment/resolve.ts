import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import type { Values } from '../base/values.js';
import { columnOf } from '../data/column.js';
import type { Table } from '../data/table.js';
import { number } from '../expression/build.js';
import { evaluate } from '../expression/evaluate.js';
import { name as columnNamed, type Expression, namesIn, topological } from '../expression/node.js';
import { substitute } from '../expression/substitute.js';
import { parseBounds, parseExpression, roles } from '../language/index.js';
import type { Equation } from '../language/parse.js';
import { expandIndexed, levelColumn, levelName } from '../problem/indexed.js';
import { constrainedModel, type Model } from '../problem/model.js';
import { joined, RESPONSES } from '../problem/several.js';
import type { FitOptions } from './options.js';
import { readFormula } from './read-formula.js';

/** A formula resolved against a table. */
export interface Resolved {
  readonly model: Model;
  /** What the model's equations are: one, or several over rows that stand below each other. */
  readonly equations: readonly ResolvedEquation[];
  /** Level names of the categorical columns that index parameters. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly { readonly code: string; readonly name: string; readonly detail: string }[];
}

/** `log(y1) ~ a*exp(-k*t)`. */
export interface ResolvedEquation {
  /** As it is written. */
  readonly text: string;
  readonly response: Expression;
  /** Over columns and free parameters, as {@link Model} has it. */
  readonly prediction: Expression;
  /** The columns of both sides. */
  readonly columns: readonly string[];
}

/** @throws DownhillError with a caret for unknown columns on the left, a formula without parameters, unknown names in options. */
export function resolveFormula(formula: string, table: Table, options: FitOptions): Resolved {
  const parsed = readFormula(formula);
  const { equations } = parsed;
  const found = roles(parsed, table.columns.keys());
  for (const name of equations.flatMap(({ response }) => namesIn(response))) {
    const use = parsed.uses.find((candidate) => candidate.name === name && candidate.side === 'response');
    columnOf(table, name, use?.span);
  }
  const levels = new Map<string, readonly string[]>();
  const indexedBy = new Map<string, string>();
  for (const node of topological(equations.map(({ expression }) => expression))) {
    if (node.kind !== 'indexed') continue;
    indexedBy.set(node.name, node.by);
    const use = parsed.uses.find((candidate) => candidate.name === node.by && candidate.kind === 'index');
    levels.set(node.by, levelsOf(columnOf(table, node.by, use?.span)));
  }
  const parameters = found.parameters.flatMap((name) => {
    const by = indexedBy.get(name);
    return by === undefined ? [name] : (levels.get(by) ?? []).map((level) => levelName(name, level));
  });
  if (parameters.length === 0)
    throw new DownhillError(
      'no-parameters',
      `"${formula}" has no parameters to fit: every name in it is a column`,
      'give at least one, as in y ~ a*x + b',
      { place: 'formula' },
    );
  const known = (name: string, option: string): void => {
    if (parameters.includes(name)) return;
    const close = nearest(name, parameters);
    throw new DownhillError(
      'unknown-parameter',
      `${option} names "${name}", which is no parameter of the formula`,
      `${close === null ? '' : `did you mean ${close}? `}the parameters are ${parameters.join(', ')}`,
      { place: option },
    );
  };
  for (const name of Object.keys(options.start ?? {})) known(name, '--start');
  const predictions = equations.map(({ expression }) => expandIndexed(expression, levels));
  const prediction = joined(predictions);
  const response = equations.length === 1 ? (equations[0] as Equation).response : columnNamed(RESPONSES);
  const model = constrainedModel({
    prediction,
    response,
    parameters,
    columns: usedColumns(prediction, response, parameters),
    ties: ties(options, parameters, known),
  });
  if (model.free.length === 0)
    throw new DownhillError('no-parameters', 'every parameter is fixed or tied: nothing is left to fit', 'free at least one', {
      place: '--fixed',
    });
  return {
    model,
    equations: equations.map(({ text, response: own }, k) => ({
      text,
      response: own,
      prediction: substitute(predictions[k] as Expression, model.dependent),
      columns: usedColumns(predictions[k] as Expression, own, parameters),
    })),
    levels,
    notes: found.notes,
  };
}

/** Bounds per free parameter; ±∞ where there are none. */
export function resolveBounds(options: FitOptions, model: Model): { readonly lower: Float64Array; readonly upper: Float64Array } {
  const lower = new Float64Array(model.free.length).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(model.free.length).fill(Number.POSITIVE_INFINITY);
  for (const bound of options.bounds === undefined ? [] : parseBounds(options.bounds)) {
    const j = model.free.indexOf(bound.parameter);
    if (j < 0) {
      const close = nearest(bound.parameter, model.free);
      throw new DownhillError(
        'unknown-parameter',
        `--bounds names "${bound.parameter}", which is ${model.dependent.has(bound.parameter) ? 'fixed or tied' : 'no parameter of the formula'}`,
        `${close === null ? '' : `did you mean ${close}? `}the free parameters are ${model.free.join(', ')}`,
        { place: '--bounds' },
      );
    }
    lower[j] = Math.max(lower[j] as number, bound.lower ?? Number.NEGATIVE_INFINITY);
    upper[j] = Math.min(upper[j] as number, bound.upper ?? Number.POSITIVE_INFINITY);
  }
  return { lower, upper };
}

function usedColumns(prediction: Expression, response: Expression, parameters: readonly string[]): string[] {
  const names = new Set([...namesIn(response), ...namesIn(prediction)]);
  return [...names].filter((name) => !parameters.includes(name));
}

function ties(
  options: FitOptions,
  parameters: readonly string[],
  known: (name: string, option: string) => void,
): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const [name, value] of Object.entries(options.fixed ?? {})) {
    known(name, '--fixed');
    const at = typeof value === 'number' ? value : evaluate(parseExpression(value).expression, () => Number.NaN);
    if (!Number.isFinite(at))
      throw new DownhillError(
        'not-a-number',
        `--fixed ${name} must be a finite number, got "${value}"`,
        `write --fixed '${name}=0'`,
        { place: '--fixed' },
      );
    found.set(name, number(at));
  }
  for (const [name, text] of Object.entries(options.tie ?? {})) {
    known(name, '--tie');
    const { expression } = parseExpression(text, { levels: true });
    const stranger = namesIn(expression).find((other) => !parameters.includes(other));
    if (stranger !== undefined) known(stranger, '--tie');
    if (found.has(name))
      throw new DownhillError('tie-and-fixed', `${name} is both fixed and tied`, 'keep one of --fixed and --tie', {
        place: '--tie',
      });
    found.set(name, expression);
  }
  return found;
}

/** The distinct cells in code-unit order, so that they do not depend on the order of the rows. */
const levelsOf = (column: { readonly cells?: readonly string[]; readonly values?: Values }): string[] =>
  [...new Set(levelCells(column))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

const levelCells = (column: { readonly cells?: readonly string[]; readonly values?: Values }): readonly string[] =>
  column.cells?.map((cell) => cell.trim()) ?? Array.from(column.values ?? [], String);

/** The level numbers of a categorical column, as the column that `expandIndexed` reads. */
export function levelNumbers(table: Table, by: string, levels: readonly string[]): readonly [name: string, values: Float64Array] {
  const numberOf = new Map(levels.map((level, i) => [level, i]));
  return [levelColumn(by), Float64Array.from(levelCells(columnOf(table, by)), (cell) => numberOf.get(cell) ?? Number.NaN)];
}
