import { divide, multiply, negate } from './build.js';
import { constant, type Expression } from './node.js';

/** An expression as a product: of what is the same in every row and what is not. */
export interface Split {
  readonly uniform: Expression;
  readonly row: Expression;
}

/** Products that are longer are not looked into any further. */
const MOST_DEPTH = 200;

/**
 * Takes the factors and divisors out of an expression that are the same in every row, so that a sum over rows is their product with a shorter sum. The product of both is the expression, up to a few roundings.
 * @param isUniform whether a node is the same in every row. @param known nodes that are computed anyway: they stay whole.
 * @example splitUniform(parse('-2*A*x/s'), isNoColumn, new Set()) // { uniform: -2*A/s, row: x }
 */
export function splitUniform(
  expression: Expression,
  isUniform: (node: Expression) => boolean,
  known: ReadonlySet<Expression>,
): Split {
  const split = (node: Expression, depth: number): Split => {
    if (isUniform(node)) return { uniform: node, row: ONE };
    if (node.kind !== 'call' || known.has(node) || depth === MOST_DEPTH) return { uniform: ONE, row: node };
    const parts = (): Split[] => node.args.map((arg) => split(arg, depth + 1));
    if (node.operation === 'multiply' || node.operation === 'divide') {
      const join = node.operation === 'multiply' ? multiply : divide;
      const [a, b] = parts() as [Split, Split];
      return { uniform: join(a.uniform, b.uniform), row: join(a.row, b.row) };
    }
    if (node.operation !== 'negate') return { uniform: ONE, row: node };
    const [only] = parts() as [Split];
    return { uniform: negate(only.uniform), row: only.row };
  };
  return split(expression, 0);
}

const ONE = constant(1);
