import { type Expression, name, topological } from './node.js';

/** A variable by its name, or as the node itself: `b[group]` has no name of its own. */
export type Variable = string | Expression;

export const variableNode = (variable: Variable): Expression => (typeof variable === 'string' ? name(variable) : variable);

/** Whether any of the variables occurs in the expression. */
export function dependsOn(expression: Expression, variables: readonly Variable[]): boolean {
  return dependentNodes(topological([expression]), variables.map(variableNode)).has(expression);
}

/** The nodes of a topological order at or above any of the given nodes. */
export function dependentNodes(order: readonly Expression[], variables: readonly Expression[]): Set<Expression> {
  const wanted = new Set(variables);
  const depends = new Set<Expression>();
  for (const node of order)
    if (wanted.has(node) || (node.kind === 'call' && node.args.some((arg) => depends.has(arg)))) depends.add(node);
  return depends;
}
