import { call, type Expression, name } from './node.js';
import { rebuild } from './rebuild.js';

/**
 * The expression with names replaced, all at once; nothing is simplified.
 * @example substitute(parse('x + y'), new Map([['y', parse('x*x')]])) // x + x*x
 */
export function substitute(expression: Expression, replacements: ReadonlyMap<string, Expression>): Expression {
  return replaceNodes(expression, new Map([...replacements].map(([text, by]) => [name(text), by])));
}

/** The expression with leaves replaced, all at once: for `b[group]`, which has no name of its own. */
export function replaceNodes(expression: Expression, replacements: ReadonlyMap<Expression, Expression>): Expression {
  return rebuild(
    expression,
    (operation, args) => call(operation, ...args),
    (leaf) => replacements.get(leaf) ?? leaf,
  );
}
