import { type Constant, call, constant, type Expression, topological } from './node.js';
import { simplify } from './simplify.js';

/**
 * An expression as a person would write it: factors of a product in one fraction, numbers first, then names by the alphabet, sums,
 * functions; equal factors as powers; like terms of a sum joined. For text only: it reorders sums and products, which costs roundings
 * and what kernels share.
 *
 * @example print(arrange(parse('-(a*exp(-(k*x))*x)'))) // -a*x*exp(-k*x)
 */
export const arrange = (expression: Expression): Expression => arranger(false)(simplify(expression));

/**
 * The same for several expressions with one memory.
 * @param sorted also sums are put in a fixed order, so that expressions that differ in the order of sums and products only become one.
 */
export function arranger(sorted: boolean): Arranger {
  const arranged = new Map<Expression, Expression>();
  const places = new Map<Expression, number>();
  const place = (node: Expression): number => {
    const known = places.get(node) ?? places.size;
    places.set(node, known);
    return known;
  };
  const order = (a: Expression, b: Expression): number =>
    rank(a) - rank(b) || compareNames(nameOf(a), nameOf(b)) || place(a) - place(b);
  const arrangeNode = (node: Expression): Expression => {
    if (node.kind !== 'call') return node;
    const args = node.args.map((arg) => arranged.get(arg) as Expression);
    if (PRODUCTS.has(node.operation)) return product(node.operation, args, order);
    if (node.operation === 'add' || node.operation === 'subtract') return sum(node.operation, args, order, sorted);
    return call(node.operation, ...args);
  };
  return (expression) => {
    for (const node of topological([expression])) {
      if (arranged.has(node)) continue;
      const made = arrangeNode(node);
      arranged.set(node, made);
      place(made);
    }
    return arranged.get(expression) as Expression;
  };
}

export type Arranger = (expression: Expression) => Expression;

type Order = (a: Expression, b: Expression) => number;

const PRODUCTS = new Set(['multiply', 'divide', 'negate', 'power']);
/** Longer chains stay as they are: flattening them at every level would take quadratic time. */
const MOST = 100;

interface Fraction {
  negative: boolean;
  /** Numbers: what folds to an integer stands in one of the two, anything else stays as it was written. */
  over: number;
  under: number;
  /** Bases with their exponents > 0, above and below the line. */
  readonly above: Map<Expression, number>;
  readonly below: Map<Expression, number>;
}

function product(operation: string, args: readonly Expression[], order: Order): Expression {
  return write(gathered(call(operation, ...args)), order);
}

function gathered(node: Expression): Fraction {
  const fraction: Fraction = { negative: false, over: 1, under: 1, above: new Map(), below: new Map() };
  gather(node, false, fraction, 0);
  return fraction;
}

function gather(node: Expression, inverse: boolean, into: Fraction, depth: number): void {
  const [a, b] = (node.kind === 'call' ? node.args : []) as readonly [Expression, Expression];
  const operation = node.kind === 'call' && depth < MOST ? node.operation : '';
  if (node.kind === 'constant' && node.symbol === undefined) {
    gatherNumber(node, inverse, into);
  } else if (operation === 'negate') {
    into.negative = !into.negative;
    gather(a, inverse, into, depth + 1);
  } else if (operation === 'multiply' || operation === 'divide') {
    gather(a, inverse, into, depth + 1);
    gather(b, operation === 'divide' ? !inverse : inverse, into, depth + 1);
  } else if (operation === 'power' && b.kind === 'constant' && Number.isInteger(b.value) && b.value > 1 && b.value <= MOST) {
    count(inverse ? into.below : into.above, a, b.value);
  } else {
    count(inverse ? into.below : into.above, node, 1);
  }
}

function gatherNumber(node: Constant, inverse: boolean, into: Fraction): void {
  const folded = (inverse ? into.under : into.over) * Math.abs(node.value);
  if (!isShort(folded)) {
    count(inverse ? into.below : into.above, node, 1);
    return;
  }
  if (node.value < 0) into.negative = !into.negative;
  if (inverse) into.under = folded;
  else into.over = folded;
}

function write(fraction: Fraction, order: Order): Expression {
  let { over, under } = fraction;
  cancel(fraction);
  if (under !== 1 && Number.isInteger(over / under)) [over, under] = [over / under, 1];
  const above = factors(fraction.above, order);
  const below = factors(fraction.below, order);
  const numbersFirst = (value: number, rest: readonly Expression[]): readonly Expression[] =>
    value === 1 && rest.length > 0 ? rest : [constant(value), ...rest];
  const numerator = multiplied(numbersFirst(over, above), fraction.negative);
  if (under === 1 && below.length === 0) return numerator;
  return call('divide', numerator, multiplied(numbersFirst(under, below), false));
}

/** s/s³ → 1/s²; but x/x stays, for at 0 it is not 1. */
function cancel({ above, below }: Fraction): void {
  for (const [base, times] of above) {
    const left = (below.get(base) ?? 0) - times;
    if (left <= 0) continue;
    above.delete(base);
    below.set(base, left);
  }
}

const factors = (bases: ReadonlyMap<Expression, number>, order: Order): Expression[] =>
  [...bases]
    .sort(([a], [b]) => order(a, b))
    .map(([base, exponent]) => (exponent === 1 ? base : call('power', base, constant(exponent))));

function multiplied(list: readonly Expression[], negative: boolean): Expression {
  const [first, ...rest] = list as readonly [Expression, ...Expression[]];
  const signed = !negative
    ? first
    : first.kind === 'constant' && first.symbol === undefined
      ? constant(-first.value)
      : call('negate', first);
  return rest.reduce((left, right) => call('multiply', left, right), signed);
}

function sum(operation: string, args: readonly Expression[], order: Order, sorted: boolean): Expression {
  const terms: Term[] = [];
  collect(call(operation, ...args), false, terms, order, 0);
  const kept = terms.filter(({ coefficient }) => coefficient !== 0);
  if (sorted) kept.sort((a, b) => order(a.rest, b.rest) || a.coefficient - b.coefficient);
  // A positive term first, where there is one.
  const lead = kept.findIndex(({ coefficient }) => coefficient > 0);
  if (lead > 0) kept.unshift(...kept.splice(lead, 1));
  const [first, ...others] = kept;
  if (first === undefined) return constant(0);
  return others.reduce(
    (left, { rest, coefficient }) => call(coefficient < 0 ? 'subtract' : 'add', left, scaled(rest, Math.abs(coefficient), order)),
    scaled(first.rest, first.coefficient, order),
  );
}

interface Term {
  readonly rest: Expression;
  coefficient: number;
}

function collect(node: Expression, negative: boolean, into: Term[], order: Order, depth: number): void {
  if (node.kind === 'call' && depth < MOST && into.length < MOST && (node.operation === 'add' || node.operation === 'subtract')) {
    const [a, b] = node.args as readonly [Expression, Expression];
    collect(a, negative, into, order, depth + 1);
    collect(b, node.operation === 'subtract' ? !negative : negative, into, order, depth + 1);
    return;
  }
  const fraction = gathered(node);
  const coefficient = fraction.negative === negative ? fraction.over : -fraction.over;
  const rest = write({ ...fraction, negative: false, over: 1 }, order);
  const like = into.find((term) => term.rest === rest && isShort(term.coefficient + coefficient));
  if (like === undefined) into.push({ rest, coefficient });
  else like.coefficient += coefficient;
}

const scaled = (rest: Expression, coefficient: number, order: Order): Expression => {
  const fraction = gathered(rest);
  return write({ ...fraction, negative: coefficient < 0, over: Math.abs(coefficient) * fraction.over }, order);
};

function count(bases: Map<Expression, number>, base: Expression, times: number): void {
  bases.set(base, (bases.get(base) ?? 0) + times);
}

const isShort = (value: number): boolean => Number.isFinite(value) && String(value).length <= 6;

function rank(node: Expression): number {
  if (node.kind === 'constant') return node.symbol === undefined ? 0 : 1;
  if (node.kind !== 'call') return 2;
  // Powers by whole numbers are factors of their base; these come after it.
  if (node.operation === 'power') return rank(node.args[0] as Expression) + 0.5;
  return node.operation === 'add' || node.operation === 'subtract' ? 3 : 4;
}

function nameOf(node: Expression): string {
  if (node.kind === 'call') return node.operation === 'power' ? nameOf(node.args[0] as Expression) : '';
  return node.kind === 'constant' ? '' : node.name;
}

const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
