import { numbers } from '../base/elementary/numbers.js';
import { DownhillError } from '../base/errors.js';
import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/**
 * The value of an expression, by the same lowerings as the backends.
 * @param value of a name. @throws DownhillError `not-evaluable` for draws and indexed parameters.
 */
export function evaluate(expression: Expression, value: (name: string) => number): number {
  const values = new Map<Expression, number>();
  for (const node of topological([expression])) {
    if (node.kind === 'constant') values.set(node, node.value);
    else if (node.kind === 'name') values.set(node, value(node.name));
    else {
      const row = node.kind === 'call' ? operationNamed(node.operation) : undefined;
      if (row === undefined || node.kind !== 'call')
        throw new DownhillError('not-evaluable', `${node.kind === 'call' ? `${node.operation}(…)` : `${node.name}[${node.by}]`} has no single value`, 'use it where a whole column is made');
      values.set(node, row.lower(numbers, ...node.args.map((arg) => values.get(arg) as number)));
    }
  }
  return values.get(expression) as number;
}
