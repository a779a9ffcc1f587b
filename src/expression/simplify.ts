import { apply } from './build.js';
import { cost } from './cost.js';
import type { Call, Expression } from './node.js';

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
    const next = rebuilt(current);
    if (next === current) break;
    current = next;
  }
  return current === expression || cost([current]) <= cost([expression]) ? current : expression;
}

/** What each call becomes in one round: the derivatives of a model share nearly all of it. Let go of as a whole when it is full. */
const made = new Map<Call, Expression>();
const MOST_MADE = 8192;

function rebuilt(root: Expression): Expression {
  if (root.kind !== 'call') return root;
  if (made.size > MOST_MADE) made.clear();
  const stack: Call[] = [root];
  for (let node = stack[stack.length - 1]; node !== undefined; node = stack[stack.length - 1]) {
    if (!made.has(node)) {
      const waiting = stack.length;
      for (const arg of node.args) if (arg.kind === 'call' && !made.has(arg)) stack.push(arg);
      if (stack.length > waiting) continue;
      made.set(
        node,
        apply(node.operation, ...node.args.map((arg) => (arg.kind === 'call' ? (made.get(arg) as Expression) : arg))),
      );
    }
    stack.pop();
  }
  return made.get(root) as Expression;
}
