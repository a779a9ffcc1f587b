import { type Call, type Expression, topological } from './node.js';

/** The expression made anew from its leaves up; `make` and `leaf` may return anything. */
export function rebuild(
  expression: Expression,
  make: (operation: string, args: Expression[], node: Call) => Expression,
  leaf: (node: Exclude<Expression, Call>) => Expression = (node) => node,
): Expression {
  const rebuilt = new Map<Expression, Expression>();
  for (const node of topological([expression])) {
    const made = node.kind === 'call' ? make(node.operation, argsOf(node, rebuilt), node) : leaf(node);
    rebuilt.set(node, made);
  }
  return rebuilt.get(expression) as Expression;
}

const argsOf = (node: Call, rebuilt: ReadonlyMap<Expression, Expression>): Expression[] =>
  node.args.map((arg) => rebuilt.get(arg) as Expression);
