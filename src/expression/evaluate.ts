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
  const names: { readonly at: number; readonly name: string }[] = [];
  const calls: (() => void)[] = [];
  for (const [at, node] of order.entries()) {
    if (node.kind === 'constant') values[at] = node.value;
    else if (node.kind === 'name') names.push({ at, name: node.name });
    else calls.push(callInto(values, at, node, place));
  }
  return (value) => {
    for (const { at, name } of names) values[at] = value(name);
    for (const work of calls) work();
    return values[values.length - 1] as number;
  };
}

/** Most calls have one or two arguments: these are not gone through as lists. */
function callInto(values: Float64Array, at: number, node: Expression, place: ReadonlyMap<Expression, number>): () => void {
  const lower = node.kind === 'call' ? lowering(node) : undefined;
  if (lower === undefined || node.kind !== 'call') throw notEvaluable(node);
  const args = node.args.map((arg) => place.get(arg) as number);
  const [a = 0, b = 0] = args;
  if (args.length === 1)
    return () => {
      values[at] = lower(numbers, values[a] as number);
    };
  if (args.length === 2)
    return () => {
      values[at] = lower(numbers, values[a] as number, values[b] as number);
    };
  return () => {
    values[at] = lower(numbers, ...args.map((arg) => values[arg] as number));
  };
}

const notEvaluable = (node: Expression): DownhillError => {
  const text = node.kind === 'call' ? `${node.operation}(…)` : node.kind === 'indexed' ? `${node.name}[${node.by}]` : node.kind;
  return new DownhillError('not-evaluable', `${text} has no single value`, 'use it where a whole column is made');
};
