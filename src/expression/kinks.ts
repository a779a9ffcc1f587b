import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/** The expressions at whose zeros the derivative of `expression` does not exist, each once. */
export function kinks(expression: Expression): Expression[] {
  const found = new Set<Expression>();
  for (const node of topological([expression]))
    if (node.kind === 'call') for (const edge of operationNamed(node.operation)?.kinks?.(node.args) ?? []) found.add(edge);
  return [...found];
}
