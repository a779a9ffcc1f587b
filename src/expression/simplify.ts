import { apply } from './build.js';
import { cost } from './cost.js';
import type { Expression } from './node.js';
import { rebuild } from './rebuild.js';

const MOST_ROUNDS = 8;

/**
 * The expression rebuilt by the simplifying constructors of `build.ts` until nothing changes: neutral elements, signs and numeric factors collected,
 * like terms joined. Its value is the same up to a few roundings, its cost is not higher, and what it shares with other
 * expressions stays shared; for the order in which a person would write it, see `arrange`.
 *
 * @example print(simplify(parseExpression('W*1*cos(x) + 0').expression)) // 'W*cos(x)'
 */
export function simplify(expression: Expression): Expression {
  let current = expression;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = rebuild(current, (operation, args) => apply(operation, ...args));
    if (next === current) break;
    current = next;
  }
  return current === expression || cost([current]) <= cost([expression]) ? current : expression;
}
