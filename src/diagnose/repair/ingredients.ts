import { arrange } from '../../expression/arrange.js';
import { divide, multiply } from '../../expression/build.js';
import { constant, type Expression, name, topological } from '../../expression/node.js';

/** What may have been forgotten, or stand where something else belongs; the simplest first. */
const MOST = 120;

/**
 * The parts that a gradient of a model is made of: its names, all subexpressions of the prediction and of its slopes, and the products that factors of a slope make,
 * `x*exp(-k*x)` of `-A*x*exp(-k*x)`.
 *
 * @param slopes ∂prediction/∂parameter, arranged. @param inners what the true gradient takes the mean of.
 */
export function ingredients(
  prediction: Expression,
  slopes: readonly Expression[],
  inners: readonly Expression[],
): readonly Expression[] {
  const parts = new Set<Expression>([name('residual'), name('prediction'), name('response')]);
  for (const node of topological([arrange(prediction), ...slopes, ...inners])) parts.add(node);
  for (const slope of slopes) for (const product of products(slope)) parts.add(arrange(product));
  return [...parts]
    .filter((node) => node.kind !== 'constant')
    .map((node) => ({ node, size: sizeOf(node) }))
    .sort((a, b) => a.size - b.size)
    .slice(0, MOST)
    .map(({ node }) => node);
}

/** Nodes, shared ones once. */
export const sizeOf = (expression: Expression): number => topological([expression]).length;

const MOST_PRODUCTS = 200;

/** Every product of some of the factors, itself included. */
function products(slope: Expression): Expression[] {
  const powers = new Map<Expression, number>();
  gather(slope, 1, powers);
  let found: Expression[] = [constant(1)];
  for (const [base, power] of powers) {
    if (found.length * (Math.abs(power) + 1) > MOST_PRODUCTS) break;
    const steps = Array.from({ length: Math.abs(power) + 1 }, (_, k) => k);
    found = found.flatMap((product) => steps.map((k) => repeated(product, base, power < 0 ? -k : k)));
  }
  return found;
}

function repeated(product: Expression, base: Expression, times: number): Expression {
  let out = product;
  for (let k = 0; k < Math.abs(times); k++) out = times > 0 ? multiply(out, base) : divide(out, base);
  return out;
}

/** Bases with their whole exponents; signs and numbers are left out. */
function gather(node: Expression, times: number, into: Map<Expression, number>): void {
  if (node.kind === 'constant') return;
  const [a, b] = (node.kind === 'call' ? node.args : []) as readonly [Expression, Expression];
  const operation = node.kind === 'call' ? node.operation : '';
  if (operation === 'negate') gather(a, times, into);
  else if (operation === 'multiply' || operation === 'divide') {
    gather(a, times, into);
    gather(b, operation === 'divide' ? -times : times, into);
  } else if (operation === 'power' && b.kind === 'constant' && Number.isInteger(b.value) && b.value > 0 && b.value < 9)
    gather(a, times * b.value, into);
  else into.set(node, (into.get(node) ?? 0) + times);
}
