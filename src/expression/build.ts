import { numbers } from '../base/elementary/numbers.js';
import { call, constant, type Expression } from './node.js';
import { operationNamed } from './operation-named.js';

/**
 * Constructors that simplify where they stand. Allowed are rules that keep the value for all finite operands: 0·x → 0 and x⁰ → 1 also where x is not
 * finite, because a derivative must not inherit a NaN from a factor that is not there. x − x and x/x are left alone.
 */
export const number = (value: number): Expression => constant(value);

export function add(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  if (isCall(b, 'negate')) return subtract(a, b.args[0] as Expression);
  if (isCall(a, 'negate')) return subtract(b, a.args[0] as Expression);
  if (b.kind === 'constant' && b.value < 0) return subtract(a, constant(-b.value));
  return a === b ? multiply(constant(2), a) : folded('add', a, b);
}

export function subtract(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return a;
  if (isNumber(a, 0)) return negate(b);
  if (isCall(b, 'negate')) return add(a, b.args[0] as Expression);
  if (b.kind === 'constant' && b.value < 0) return add(a, constant(-b.value));
  return folded('subtract', a, b);
}

export function multiply(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0) || isNumber(b, 0)) return constant(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (isNumber(a, -1)) return negate(b);
  if (isNumber(b, -1)) return negate(a);
  if (isCall(a, 'negate')) return negate(multiply(a.args[0] as Expression, b));
  if (isCall(b, 'negate')) return negate(multiply(a, b.args[0] as Expression));
  if (b.kind === 'constant' && a.kind !== 'constant') return multiply(b, a);
  if (a.kind === 'constant' && isCall(b, 'multiply') && (b.args[0] as Expression).kind === 'constant')
    return multiply(multiply(a, b.args[0] as Expression), b.args[1] as Expression);
  if (isCall(b, 'divide') && isNumber(b.args[0] as Expression, 1)) return divide(a, b.args[1] as Expression);
  if (isCall(a, 'divide') && isNumber(a.args[0] as Expression, 1)) return divide(b, a.args[1] as Expression);
  return folded('multiply', a, b);
}

export function divide(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return constant(0);
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return negate(a);
  if (isCall(a, 'negate')) return negate(divide(a.args[0] as Expression, b));
  if (isCall(b, 'negate')) return negate(divide(a, b.args[0] as Expression));
  // Only where no rounding is lost: 2·x/2.
  if (b.kind === 'constant' && isCall(a, 'multiply') && a.args[0] === b && b.value !== 0) return a.args[1] as Expression;
  return folded('divide', a, b);
}

export function negate(a: Expression): Expression {
  if (a.kind === 'constant') return constant(-a.value);
  if (isCall(a, 'negate')) return a.args[0] as Expression;
  if (isCall(a, 'subtract')) return call('subtract', a.args[1] as Expression, a.args[0] as Expression);
  return call('negate', a);
}

export function power(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return constant(1);
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return divide(constant(1), a);
  if (isNumber(b, 0.5)) return apply('sqrt', a);
  return folded('power', a, b);
}

const BUILDERS: Readonly<Record<string, (...args: Expression[]) => Expression>> = { add, subtract, multiply, divide, negate, power };

/** A call by the operation's name, through the constructors above where there is one. */
export function apply(operation: string, ...args: Expression[]): Expression {
  const builder = BUILDERS[operation];
  return builder === undefined ? folded(operation, ...args) : builder(...args);
}

function folded(operation: string, ...args: Expression[]): Expression {
  if (operation === 'where') {
    const [condition, yes, no] = args as [Expression, Expression, Expression];
    if (yes === no) return yes;
    if (condition.kind === 'constant' && !Number.isNaN(condition.value)) return condition.value !== 0 ? yes : no;
  }
  const values: number[] = [];
  for (const arg of args) {
    if (arg.kind !== 'constant') return call(operation, ...args);
    values.push(arg.value);
  }
  const row = operationNamed(operation);
  return row === undefined ? call(operation, ...args) : constant(row.lower(numbers, ...values));
}

const isNumber = (e: Expression, value: number): boolean => e.kind === 'constant' && e.value === value;
const isCall = (e: Expression, operation: string): e is Extract<Expression, { kind: 'call' }> => e.kind === 'call' && e.operation === operation;
