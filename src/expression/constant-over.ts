import { type Expression, topological } from './node.js';

/** Whether an expression has the same value in every row: it reads no names but the parameters. */
export function isConstantOver(expression: Expression, parameters: readonly string[]): boolean {
  const known = new Set(parameters);
  return topological([expression]).every((node) => node.kind !== 'indexed' && (node.kind !== 'name' || known.has(node.name)));
}
