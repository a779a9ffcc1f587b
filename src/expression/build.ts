import { numbers } from '../base/elementary/numbers.js';
import { type Call, call, constant, type Expression } from './node.js';
import { operationNamed } from './operation-named.js';

/*
 * Constructors that simplify where they stand, in constant time. What they may change, and nothing else:
 * - a factor or numerator 0 makes 0, also where the rest is not finite: a derivative must not inherit NaN from a factor that is
 *   not there. `where(c, u, 0)·v` becomes `where(c, u·v, 0)` for the same reason: the side that is not taken has no say.
 * - the sign of a zero (0 + x, −(a − b));
 * - one rounding (a·(1/b) → a/b, c₁·(c₂·x) → (c₁c₂)·x).
 * x − x and x/x are left alone: they may be NaN. Constants fold only where the result is as short to write: 1/3, 2*pi, sqrt(2) stay,
 * which costs nothing, for kernels compute what does not depend on the row once.
 *
 * Function declarations: the rows of operations/ and this file import each other, and a declaration is there before either is loaded.
 */

/** A constant. */
export function number(value: number): Expression {
  return constant(value);
}

/** a + b. */
export function add(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  const minus = negated(b);
  if (minus !== undefined) return subtract(a, minus);
  const minusFirst = isNumeric(a) ? undefined : negated(a);
  if (minusFirst !== undefined) return subtract(b, minusFirst);
  const like = joined(a, b);
  if (like !== undefined) return like;
  if (isCall(a, 'add')) {
    const [first, second] = [argument(a, 0), argument(a, 1)];
    const right = joined(second, b);
    if (right !== undefined) return add(first, right);
    const left = joined(first, b);
    if (left !== undefined) return add(left, second);
  }
  return folded('add', a, b);
}

/** Like terms, and numbers of the same sign, as one. */
function joined(a: Expression, b: Expression): Expression | undefined {
  if (a === b) return multiply(constant(2), a);
  if (isNumeric(a) && isNumeric(b)) return a.value > 0 === b.value > 0 ? shortest('add', a, b) : undefined;
  return merged(a, b, add);
}

/** a − b. */
export function subtract(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return a;
  if (isNumber(a, 0)) return negate(b);
  const minus = negated(b);
  if (minus !== undefined) return add(a, minus);
  return merged(a, b, subtract) ?? folded('subtract', a, b);
}

/** a · b, a numeric factor first, a sign outermost. */
export function multiply(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0) || isNumber(b, 0)) return constant(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (isNumber(a, -1)) return negate(b);
  if (isNumber(b, -1)) return negate(a);
  if (isCall(a, 'negate')) return negate(multiply(argument(a, 0), b));
  if (isCall(b, 'negate')) return negate(multiply(a, argument(b, 0)));
  if (isNumeric(b) && !isNumeric(a)) return multiply(b, a);
  if (isNumeric(a)) {
    const [coefficient, rest] = split(b);
    const product = coefficient === undefined ? undefined : shortest('multiply', a, coefficient);
    if (product !== undefined) return multiply(product, rest);
  }
  if (cancels(a, b)) return multiply(multiply(numericFactor(a), numericFactor(b)), multiply(split(a)[1], split(b)[1]));
  if (isCall(b, 'divide') && isNumber(argument(b, 0), 1)) return divide(a, argument(b, 1));
  if (isCall(a, 'divide') && isNumber(argument(a, 0), 1)) return divide(b, argument(a, 1));
  return lifted(a, (side) => multiply(side, b)) ?? lifted(b, (side) => multiply(a, side)) ?? folded('multiply', a, b);
}

/** a / b. */
export function divide(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return constant(0);
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return negate(a);
  if (isCall(a, 'negate')) return negate(divide(argument(a, 0), b));
  if (isCall(b, 'negate')) return negate(divide(a, argument(b, 0)));
  if (isNumeric(b)) {
    if (b.value < 0 && !isNumeric(a)) return negate(divide(a, constant(-b.value)));
    const [coefficient, rest] = split(a);
    const quotient = coefficient === undefined ? undefined : shortest('divide', coefficient, b);
    if (quotient !== undefined) return multiply(quotient, rest);
  }
  return lifted(a, (side) => divide(side, b)) ?? folded('divide', a, b);
}

/** −a. */
export function negate(a: Expression): Expression {
  if (isNumeric(a)) return constant(a.value === 0 ? 0 : -a.value);
  if (isCall(a, 'negate')) return argument(a, 0);
  if (isCall(a, 'subtract')) return subtract(argument(a, 1), argument(a, 0));
  const [coefficient, rest] = split(a);
  if (coefficient !== undefined) return multiply(negate(coefficient), rest);
  return lifted(a, negate) ?? call('negate', a);
}

/** aᵇ. */
export function power(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return constant(1);
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return divide(constant(1), a);
  return folded('power', a, b);
}

/** `where(condition, yes, no)`. */
function where(condition: Expression, yes: Expression, no: Expression): Expression {
  if (yes === no) return yes;
  if (isNumeric(condition)) {
    const row = operationNamed('where');
    if (row !== undefined) return row.lower(numbers, condition.value, 1, 0) === 1 ? yes : no;
  }
  return call('where', condition, yes, no);
}

/** A call by the operation's name, through the constructors above where there is one. */
export function apply(operation: string, ...args: Expression[]): Expression {
  const build = Object.hasOwn(CONSTRUCTORS, operation) ? CONSTRUCTORS[operation] : undefined;
  return build === undefined ? folded(operation, ...args) : build(...args);
}

const CONSTRUCTORS: Readonly<Record<string, (...args: Expression[]) => Expression>> = {
  add: (a, b) => add(a as Expression, b as Expression),
  subtract: (a, b) => subtract(a as Expression, b as Expression),
  multiply: (a, b) => multiply(a as Expression, b as Expression),
  divide: (a, b) => divide(a as Expression, b as Expression),
  negate: (a) => negate(a as Expression),
  power: (a, b) => power(a as Expression, b as Expression),
  where: (condition, yes, no) => where(condition as Expression, yes as Expression, no as Expression),
};

/** Numeric factors whose product is ±1; others are not joined, because products of shared factors would have to be made anew. */
function cancels(a: Expression, b: Expression): boolean {
  const product = numericFactor(a).value * numericFactor(b).value;
  return product === -1 || (product === 1 && numericFactor(a).value !== 1);
}

function numericFactor(e: Expression): Numeric {
  return split(e)[0] ?? constant(1);
}

/** Folded, where all arguments are numbers and the value is short to write; else as a call. */
function folded(operation: string, ...args: readonly Expression[]): Expression {
  return (args.every(isNumeric) ? shortest(operation, ...args) : undefined) ?? call(operation, ...args);
}

const SHORT = 6;

function shortest(operation: string, ...args: readonly Numeric[]): Expression | undefined {
  const row = operationNamed(operation);
  if (row === undefined) return undefined;
  const value = row.lower(numbers, ...args.map((arg) => arg.value));
  const room = args.reduce((length, arg) => length + String(arg.value).length, 0);
  if (!Number.isFinite(value) || String(value).length > Math.max(SHORT, room)) return undefined;
  return constant(value === 0 ? 0 : value);
}

/** c₁·t ± c₂·t, and sides of the same condition of which one is 0, as one term; undefined for anything else. */
function merged(a: Expression, b: Expression, build: (a: Expression, b: Expression) => Expression): Expression | undefined {
  if (isCall(a, 'where') && isCall(b, 'where') && argument(a, 0) === argument(b, 0)) {
    const side = (u: Expression, v: Expression): Expression | undefined =>
      isNumber(u, 0) || isNumber(v, 0) ? build(u, v) : merged(u, v, build);
    const yes = side(argument(a, 1), argument(b, 1));
    const no = side(argument(a, 2), argument(b, 2));
    if (yes !== undefined && no !== undefined) return where(argument(a, 0), yes, no);
  }
  const [coefficientA, restA] = split(a);
  const [coefficientB, restB] = split(b);
  if (restA !== restB || (coefficientA === undefined && coefficientB === undefined)) return undefined;
  const both = build(coefficientA ?? constant(1), coefficientB ?? constant(1));
  return isNumeric(both) && both.value !== 0 ? multiply(both, restA) : undefined;
}

/** The side of `where(c, u, 0)` or `where(c, 0, v)` through an operation that keeps 0. */
function lifted(e: Expression, through: (side: Expression) => Expression): Expression | undefined {
  if (!isCall(e, 'where')) return undefined;
  const [condition, yes, no] = e.args as readonly [Expression, Expression, Expression];
  if (isNumber(no, 0)) return where(condition, through(yes), no);
  return isNumber(yes, 0) ? where(condition, yes, through(no)) : undefined;
}

/** x where e is −x, visibly. */
function negated(e: Expression): Expression | undefined {
  if (isNumeric(e)) return e.value < 0 ? constant(-e.value) : undefined;
  if (isCall(e, 'negate')) return argument(e, 0);
  const [coefficient, rest] = split(e);
  return coefficient !== undefined && coefficient.value < 0 ? multiply(constant(-coefficient.value), rest) : undefined;
}

/** c·t as [c, t]; anything else as [undefined, itself]. */
function split(e: Expression): readonly [coefficient: Numeric | undefined, rest: Expression] {
  if (isCall(e, 'multiply')) {
    const first = argument(e, 0);
    if (isNumeric(first)) return [first, argument(e, 1)];
  }
  return [undefined, e];
}

type Numeric = Expression & { readonly kind: 'constant' };

/** A constant that is written as a number: π and e keep their names. */
function isNumeric(e: Expression): e is Numeric {
  return e.kind === 'constant' && e.symbol === undefined;
}

function isNumber(e: Expression, value: number): boolean {
  return isNumeric(e) && e.value === value;
}

function isCall(e: Expression, operation: string): e is Call {
  return e.kind === 'call' && e.operation === operation;
}

function argument(e: Call, index: number): Expression {
  return e.args[index] as Expression;
}
