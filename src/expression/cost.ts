import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/** What one row costs, about, in additions; shared nodes count once. */
export function cost(roots: readonly Expression[]): number {
  let sum = 0;
  for (const node of topological(roots))
    if (node.kind === 'call') sum += operationNamed(node.operation)?.operator === undefined ? FUNCTION : 1;
  return sum;
}

const FUNCTION = 20;
