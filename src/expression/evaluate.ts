import { numbers } from '../base/elementary/numbers.js';
import { DownhillError } from '../base/errors.js';
import { lowering } from './lowering.js';
import { type Expression, topological } from './node.js';

/**
 * The value of an expression: the same bits as the backends give.
 * @param value of a name. @throws DownhillError `not-evaluable` for draws and indexed parameters.
 * @example evaluate(parseExpression('2*pi*r').expression, () => 0.5) // 3.141592653589793
 */
export const evaluate = (expression: Expression, value: (name: string) => number): number => evaluator(expression)(value);

/** {@link evaluate} for several values of the names: the expression is gone through once. */
export function evaluator(expression: Expression): (value: (name: string) => number) => number {
  const order = topological([expression]);
  const place = new Map(order.map((node, i) => [node, i]));
  const values = new Float64Array(order.length);
  const steps = order.map((node) => {
    if (node.kind === 'constant' || node.kind === 'name') return { node };
    const lower = node.kind === 'call' ? lowering(node) : undefined;
    if (lower === undefined || node.kind !== 'call') throw notEvaluable(node);
    return { node, lower, args: node.args.map((arg) => place.get(arg) as number) };
  });
  return (value) => {
    steps.forEach(({ node, lower, args }, i) => {
      if (node.kind === 'constant') values[i] = node.value;
      else if (node.kind === 'name') values[i] = value(node.name);
      else if (lower !== undefined) values[i] = lower(numbers, ...args.map((arg) => values[arg] as number));
    });
    return values[values.length - 1] as number;
  };
}

const notEvaluable = (node: Expression): DownhillError => {
  const text = node.kind === 'call' ? `${node.operation}(…)` : node.kind === 'indexed' ? `${node.name}[${node.by}]` : node.kind;
  return new DownhillError('not-evaluable', `${text} has no single value`, 'use it where a whole column is made');
};
