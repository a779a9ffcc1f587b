import { remembered } from '../base/remembered.js';
import { isConstantOver } from './constant-over.js';
import { differentiate } from './differentiate.js';
import { evaluate } from './evaluate.js';
import { repeatsAfterHalfTurn } from './half-turn.js';
import { type Expression, namesIn, topological } from './node.js';

/** What a parameter does in a formula, as far as it shows where it stands. */
export interface ParameterRole {
  /**
   * It is added to this column: a place on its axis (sign −1: x − c), or the opposite of one (sign 1: x + c). What a column is compared with is a place too: x < c,
   * max(x, c).
   */
  readonly place: { readonly column: string; readonly sign: 1 | -1 } | null;
  /** Index of the parameter whose place it stands next to, as the w of (x − c)/w: the smallest part of the formula with both. */
  readonly beside: number | null;
  /**
   * It sets how fast the argument of sin or cos runs along a column: `rate` is the slope at 1; `inverse` where it divides (a period), else it multiplies (a
   * frequency). Where the model is the same after half a turn, as of sin², `rate` is twice the slope: that of what is seen.
   */
  readonly cycle: { readonly column: string; readonly rate: number; readonly inverse: boolean } | null;
}

const PERIODIC = ['sin', 'cos', 'tan'];
const COMPARED = ['less', 'lessEqual', 'greater', 'greaterEqual', 'min', 'max'];

/** The roles of the parameters. @param columns the names that are columns. */
export const parameterRoles: (
  expression: Expression,
  parameters: readonly string[],
  columns: readonly string[],
) => readonly ParameterRole[] = remembered(
  64,
  ({ id }: Expression, parameters: readonly string[], columns: readonly string[]) =>
    [id, ...parameters, '', ...columns].join('\0'),
  rolesIn,
);

function rolesIn(expression: Expression, parameters: readonly string[], columns: readonly string[]): ParameterRole[] {
  const calls = topological([expression]).filter((node) => node.kind === 'call');
  const found = parameters.map((parameter) => {
    let place: ParameterRole['place'] = null;
    let cycle: ParameterRole['cycle'] = null;
    for (const { operation, args } of calls) {
      place ??= placeIn(operation, args, parameter, columns);
      if (cycle !== null || !PERIODIC.includes(operation)) continue;
      cycle = cycleIn(args[0] as Expression, parameter, parameters, columns);
      if (cycle !== null && repeatsAfterHalfTurn(expression, args[0] as Expression)) cycle = { ...cycle, rate: 2 * cycle.rate };
    }
    return { place, cycle };
  });
  const places = parameters.filter((_, j) => found[j]?.place !== null);
  const read = places.length === 0 ? [] : calls.map((call) => namesIn(call));
  return found.map((role, j) => {
    const parameter = parameters[j] as string;
    const others = places.filter((other) => other !== parameter);
    // Inner parts come before outer ones.
    const both = read.find((names) => names.includes(parameter) && others.some((other) => names.includes(other)));
    const other = role.place !== null || both === undefined ? undefined : others.find((one) => both.includes(one));
    return { ...role, beside: other === undefined ? null : parameters.indexOf(other) };
  });
}

function placeIn(
  operation: string,
  args: readonly Expression[],
  parameter: string,
  columns: readonly string[],
): ParameterRole['place'] {
  if (operation !== 'add' && operation !== 'subtract' && !COMPARED.includes(operation)) return null;
  const [a, b] = args as [Expression, Expression];
  const named = (e: Expression, among: readonly string[]): e is Expression & { kind: 'name' } =>
    e.kind === 'name' && among.includes(e.name);
  const sign = operation === 'add' ? 1 : -1;
  if (named(a, columns) && named(b, [parameter])) return { column: a.name, sign };
  if (named(b, columns) && named(a, [parameter])) return { column: b.name, sign };
  return null;
}

/** A slope along one column that only this parameter sets, in proportion or in inverse proportion. */
function cycleIn(
  argument: Expression,
  parameter: string,
  parameters: readonly string[],
  columns: readonly string[],
): ParameterRole['cycle'] {
  const names = namesIn(argument);
  const along = columns.filter((column) => names.includes(column));
  const [column] = along;
  if (column === undefined || along.length > 1 || !names.includes(parameter)) return null;
  const slope = differentiate(argument, [column])[0] as Expression;
  if (!isConstantOver(slope, parameters) || !namesIn(slope).includes(parameter)) return null;
  if (parameters.some((other) => other !== parameter && namesIn(slope).includes(other))) return null;
  const at = (value: number): number => evaluate(slope, (name) => (name === parameter ? value : 1));
  const [one, two] = [at(1), at(2)];
  if (!(Number.isFinite(one) && one !== 0)) return null;
  if (Math.abs(two - 2 * one) <= 1e-12 * Math.abs(one)) return { column, rate: one, inverse: false };
  if (Math.abs(2 * two - one) <= 1e-12 * Math.abs(one)) return { column, rate: one, inverse: true };
  return null;
}
