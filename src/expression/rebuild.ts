import { type Expression, topological } from './node.js';

/** The expression made anew from its leaves up; `leaf` and `make` may return anything. */
export function rebuild(
  expression: Expression,
  make: (operation: string, args: Expression[], node: Expression) => Expression,
  leaf: (node: Expression) => Expression = (node) => node,
): Expression {
  const rebuilt = new Map<Expression, Expression>();
  for (const node of topological([expression]))
    rebuilt.set(node, node.kind === 'call' ? make(node.operation, node.args.map((arg) => rebuilt.get(arg) as Expression), node) : leaf(node));
  return rebuilt.get(expression) as Expression;
}
