import { apply, number } from '../expression/build.js';
import { call, type Expression, type Indexed, name, topological } from '../expression/node.js';

/** The column that holds the level number of a categorical column. */
export const levelColumn = (column: string): string => `@level of ${column}`;

/** The name of one of an indexed parameter's values: `b[A]`. */
export const levelName = (parameter: string, level: string): string => `${parameter}[${level}]`;

/**
 * Writes `b[group]` as a choice among the parameters `b[A]`, `b[B]`, … by the level number of the row.
 * @param levels per categorical column its levels, in the order of their numbers.
 */
export function expandIndexed(expression: Expression, levels: ReadonlyMap<string, readonly string[]>): Expression {
  const rebuilt = new Map<Expression, Expression>();
  for (const node of topological([expression])) {
    if (node.kind === 'indexed') rebuilt.set(node, choice(node, levels.get(node.by) ?? []));
    else if (node.kind === 'call')
      rebuilt.set(node, call(node.operation, ...node.args.map((arg) => rebuilt.get(arg) as Expression)));
    else rebuilt.set(node, node);
  }
  return rebuilt.get(expression) as Expression;
}

function choice(node: Indexed, levels: readonly string[]): Expression {
  const value = (level: string): Expression => name(levelName(node.name, level));
  const last = levels[levels.length - 1];
  if (last === undefined) return name(node.name);
  return levels
    .slice(0, -1)
    .reduceRight<Expression>(
      (rest, level, i) => apply('where', apply('equal', name(levelColumn(node.by)), number(i)), value(level), rest),
      value(last),
    );
}
