import { apply } from './build.js';
import type { Expression } from './node.js';
import { rebuild } from './rebuild.js';

const MOST_ROUNDS = 8;

/** The expression rebuilt by the simplifying constructors of `build.ts` until nothing changes. */
export function simplify(expression: Expression): Expression {
  let current = expression;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = rebuild(current, (operation, args) => apply(operation, ...args));
    if (next === current) return next;
    current = next;
  }
  return current;
}
