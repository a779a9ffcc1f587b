import { divide, multiply, negate } from '../expression/build.js';
import { constant, type Expression, name } from '../expression/node.js';

/** What stands inside a mean or sum as n^power·rest: kernels go row by row and do not know how many there are. */
export interface CountTakenOut {
  readonly power: number;
  /** Free of `n`, where that is only a factor or a divisor; as it is anywhere else. */
  readonly rest: Expression;
}

/** @example countTakenOut(parse('(prediction - y)*x/n')) // power −1, rest (prediction - y)*x */
export function countTakenOut(inner: Expression): CountTakenOut {
  if (inner === COUNT) return { power: 1, rest: constant(1) };
  if (inner.kind !== 'call') return { power: 0, rest: inner };
  const [a, b] = inner.args as readonly [Expression, Expression];
  if (inner.operation === 'negate') {
    const { power, rest } = countTakenOut(a);
    return power === 0 ? { power, rest: inner } : { power, rest: negate(rest) };
  }
  if (inner.operation !== 'multiply' && inner.operation !== 'divide') return { power: 0, rest: inner };
  const [left, right] = [countTakenOut(a), countTakenOut(b)];
  if (left.power === 0 && right.power === 0) return { power: 0, rest: inner };
  return inner.operation === 'multiply'
    ? { power: left.power + right.power, rest: multiply(left.rest, right.rest) }
    : { power: left.power - right.power, rest: divide(left.rest, right.rest) };
}

const COUNT = name('n');
