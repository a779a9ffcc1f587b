import { remembered } from '../base/remembered.js';
import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';
import { simplify } from './simplify.js';

/** The expressions at whose zeros the derivative of `expression` does not exist, each once, constants left out. */
export const kinks: (expression: Expression) => readonly Expression[] = remembered(64, ({ id }: Expression) => `${id}`, kinksOf);

function kinksOf(expression: Expression): Expression[] {
  const found = new Set<Expression>();
  for (const node of topological([expression])) {
    if (node.kind !== 'call') continue;
    for (const edge of operationNamed(node.operation)?.kinks?.(node.args) ?? []) {
      const simple = simplify(edge);
      if (simple.kind !== 'constant') found.add(simple);
    }
  }
  return [...found];
}
