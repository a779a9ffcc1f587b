import type { Expression } from '../../expression/node.js';

/** What a product is made of: the factors above the line and those below it, bases of powers among them. */
export interface FactorsIn {
  readonly above: ReadonlySet<Expression>;
  readonly below: ReadonlySet<Expression>;
}

/** @example factorsIn(parse('a*(x - m)^2/s')) // above a, x - m and (x - m)^2, below s */
export function factorsIn(node: Expression): FactorsIn {
  const [above, below] = [new Set<Expression>(), new Set<Expression>()];
  gather(node, above, below);
  return { above, below };
}

function gather(node: Expression, above: Set<Expression>, below: Set<Expression>): void {
  above.add(node);
  if (node.kind !== 'call') return;
  const [a, b] = node.args as readonly [Expression, Expression];
  if (node.operation === 'multiply' || node.operation === 'divide') {
    gather(a, above, below);
    if (node.operation === 'multiply') gather(b, above, below);
    else gather(b, below, above);
  } else if (node.operation === 'negate' || node.operation === 'power') gather(a, above, below);
}
