import { evaluate } from './evaluate.js';
import { type Expression, topological } from './node.js';

/**
 * The innermost part of an expression that is no finite number although everything below it is: where a value is lost first.
 *
 * @param value of a name. @returns null where the whole is finite. @throws DownhillError `not-evaluable` for draws and indexed parameters.
 * @example firstNotFinite(parseExpression('a*exp(1000*x)').expression, () => 1)?.part // exp(1000*x)
 */
export function firstNotFinite(
  expression: Expression,
  value: (name: string) => number,
): { readonly part: Expression; readonly value: number } | null {
  for (const part of topological([expression])) {
    const found = evaluate(part, value);
    if (!Number.isFinite(found)) return { part, value: found };
  }
  return null;
}
