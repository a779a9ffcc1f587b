import { call, type Expression } from './node.js';
import { rebuild } from './rebuild.js';

/** The expression with names replaced, all at once. @example substitute(x + y, new Map([['y', x*x]])) // x + x*x */
export function substitute(expression: Expression, replacements: ReadonlyMap<string, Expression>): Expression {
  return rebuild(
    expression,
    (operation, args) => call(operation, ...args),
    (node) => (node.kind === 'name' ? (replacements.get(node.name) ?? node) : node),
  );
}
