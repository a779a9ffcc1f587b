import { remembered } from '../base/remembered.js';
import { isConstantOver } from './constant-over.js';
import { differentiate } from './differentiate.js';
import { evaluate } from './evaluate.js';
import { type Expression, namesIn, topological } from './node.js';

/** What a parameter does in a formula, as far as it shows where it stands. */
export interface ParameterRole {
  /** It is added to this column: a place on its axis (sign −1: x − c), or the opposite of one (sign 1: x + c). */
  readonly place: { readonly column: string; readonly sign: 1 | -1 } | null;
  /**
   * It sets how fast the argument of sin or cos runs along a column: `rate` is the slope at 1; `inverse` where it divides (a period), else it multiplies (a
   * frequency).
   */
  readonly cycle: { readonly column: string; readonly rate: number; readonly inverse: boolean } | null;
}

const PERIODIC = ['sin', 'cos', 'tan'];

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
  const order = topological([expression]);
  return parameters.map((parameter) => {
    let place: ParameterRole['place'] = null;
    let cycle: ParameterRole['cycle'] = null;
    for (const node of order) {
      if (node.kind !== 'call') continue;
      place ??= placeIn(node.operation, node.args, parameter, columns);
      if (PERIODIC.includes(node.operation)) cycle ??= cycleIn(node.args[0] as Expression, parameter, parameters, columns);
    }
    return { place, cycle };
  });
}

function placeIn(
  operation: string,
  args: readonly Expression[],
  parameter: string,
  columns: readonly string[],
): ParameterRole['place'] {
  if (operation !== 'add' && operation !== 'subtract') return null;
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
