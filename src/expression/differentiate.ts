import { add, multiply, number } from './build.js';
import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/**
 * ∂expression/∂name for each name, by one reverse sweep over the graph (Griewank and Walther 2008, Evaluating Derivatives, §3.2): adjoints of shared
 * nodes are added up once. Partials of arguments that do not depend on the names are not taken, so that xⁿ needs no logarithm.
 */
export function differentiate(expression: Expression, names: readonly string[]): Expression[] {
  const wanted = new Set(names);
  const order = topological([expression]);
  const depends = dependents(order, wanted);
  const adjoint = new Map<Expression, Expression>([[expression, number(1)]]);
  const found = new Map<string, Expression>();
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] as Expression;
    const weight = adjoint.get(node);
    if (weight === undefined || !depends.has(node)) continue;
    if (node.kind === 'name') found.set(node.name, weight);
    if (node.kind !== 'call') continue;
    const partials = operationNamed(node.operation)?.derivative(node.args, node) ?? [];
    node.args.forEach((arg, k) => {
      if (!depends.has(arg)) return;
      const share = multiply(weight, partials[k] ?? number(0));
      const before = adjoint.get(arg);
      adjoint.set(arg, before === undefined ? share : add(before, share));
    });
  }
  return names.map((name) => found.get(name) ?? number(0));
}

/**
 * d²/dt² of expression(x + t·v) at t = 0: two forward sweeps, exact.
 * @param directions one per name.
 */
export function secondDirectional(expression: Expression, names: readonly string[], directions: readonly Expression[]): Expression {
  const along = (e: Expression): Expression =>
    differentiate(e, names).reduce((sum, slope, j) => add(sum, multiply(slope, directions[j] as Expression)), number(0));
  return along(along(expression));
}

function dependents(order: readonly Expression[], wanted: ReadonlySet<string>): Set<Expression> {
  const depends = new Set<Expression>();
  for (const node of order) {
    if (node.kind === 'name' && wanted.has(node.name)) depends.add(node);
    else if (node.kind === 'call' && node.args.some((arg) => depends.has(arg))) depends.add(node);
  }
  return depends;
}
