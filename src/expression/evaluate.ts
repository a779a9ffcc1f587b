import { numbers } from '../base/elementary/numbers.js';
import { DownhillError } from '../base/errors.js';
import { lowering } from './lowering.js';
import { type Expression, topological } from './node.js';

/**
 * The value of an expression: the same bits as the backends give.
 * @param value of a name. @throws DownhillError `not-evaluable` for draws and indexed parameters.
 * @example evaluate(parseExpression('2*pi*r').expression, () => 0.5) // 3.141592653589793
 */
export function evaluate(expression: Expression, value: (name: string) => number): number {
  const values = new Map<Expression, number>();
  for (const node of topological([expression])) {
    if (node.kind === 'constant') values.set(node, node.value);
    else if (node.kind === 'name') values.set(node, value(node.name));
    else {
      const lower = node.kind === 'call' ? lowering(node) : undefined;
      if (lower === undefined || node.kind !== 'call') throw notEvaluable(node);
      values.set(node, lower(numbers, ...node.args.map((arg) => values.get(arg) as number)));
    }
  }
  return values.get(expression) as number;
}

const notEvaluable = (node: Expression): DownhillError => {
  const text = node.kind === 'call' ? `${node.operation}(…)` : node.kind === 'indexed' ? `${node.name}[${node.by}]` : node.kind;
  return new DownhillError('not-evaluable', `${text} has no single value`, 'use it where a whole column is made');
};
