import { add, multiply, number } from './build.js';
import { dependentNodes, type Variable, variableNode } from './depends-on.js';
import { type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/**
 * ∂expression/∂variable for each variable, by one reverse sweep over the graph: the adjoints of shared nodes are added up once
 * (Griewank and Walther 2008, Evaluating Derivatives, §3.2). Partials of arguments that do not depend on the variables are left out, so
 * that xⁿ brings no logarithm. Where a derivative does not exist (see `kinks`), the row's one-sided one stands.
 *
 * @param variables names, or the nodes themselves (a name or `b[group]`). @returns one per variable, 0 for those that do not occur.
 * @example differentiate(parseExpression('W*sin(x)').expression, ['W', 'x']).map(print) // ['sin(x)', 'W*cos(x)']
 */
export function differentiate(expression: Expression, variables: readonly Variable[]): Expression[] {
  const wanted = variables.map(variableNode);
  const order = topological([expression]);
  const depends = dependentNodes(order, wanted);
  const adjoint = new Map<Expression, Expression>([[expression, number(1)]]);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] as Expression;
    const weight = adjoint.get(node);
    if (weight === undefined || node.kind !== 'call' || !depends.has(node)) continue;
    const partials = partialsOf(node);
    node.args.forEach((arg, k) => {
      if (!depends.has(arg)) return;
      const share = multiply(weight, partials[k] ?? number(0));
      const before = adjoint.get(arg);
      adjoint.set(arg, before === undefined ? share : add(before, share));
    });
  }
  return wanted.map((node) => adjoint.get(node) ?? number(0));
}

/**
 * d/dt of expression(x + t·v) at t = 0, by one forward sweep.
 * @param directions v, one per variable, as expressions or names that do not occur in the expression.
 */
export function directional(
  expression: Expression,
  variables: readonly Variable[],
  directions: readonly (Expression | string)[],
): Expression {
  const wanted = variables.map(variableNode);
  const tangent = new Map<Expression, Expression>();
  wanted.forEach((node, j) => {
    const direction = directions[j];
    if (direction !== undefined) tangent.set(node, variableNode(direction));
  });
  for (const node of topological([expression])) {
    if (node.kind !== 'call' || !node.args.some((arg) => tangent.has(arg))) continue;
    const partials = partialsOf(node);
    let sum = number(0);
    node.args.forEach((arg, k) => {
      const inner = tangent.get(arg);
      if (inner !== undefined) sum = add(sum, multiply(partials[k] ?? number(0), inner));
    });
    tangent.set(node, sum);
  }
  return tangent.get(expression) ?? number(0);
}

/**
 * d²/dt² of expression(x + t·v) at t = 0, exactly: the curvature along v, by two forward sweeps.
 * @example secondDirectional(parse('a*exp(k*x)'), ['a', 'k'], ['u', 'v']) // 2*u*v*x*exp(k*x) + a*v^2*x^2*exp(k*x), in some order
 */
export function secondDirectional(
  expression: Expression,
  variables: readonly Variable[],
  directions: readonly (Expression | string)[],
): Expression {
  return directional(directional(expression, variables, directions), variables, directions);
}

/** All second derivatives: P×P, symmetric, with the same node on both sides of the diagonal. */
export function hessian(expression: Expression, variables: readonly Variable[]): Expression[][] {
  const lower = differentiate(expression, variables).map((slope, i) => differentiate(slope, variables.slice(0, i + 1)));
  return lower.map((row, i) => variables.map((_, j) => (j <= i ? row[j] : lower[j]?.[i]) as Expression));
}

function partialsOf(node: Extract<Expression, { kind: 'call' }>): readonly Expression[] {
  const row = operationNamed(node.operation);
  if (row === undefined) throw new Error(`${node.operation}(…) has no derivative`);
  return row.derivative(node.args, node);
}
