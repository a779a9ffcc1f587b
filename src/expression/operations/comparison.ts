import { number, subtract } from '../build.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

type Compare = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne';

/** 1 where it holds and 0 where not; comparisons with NaN do not hold, but for ≠. */
const row = (
  name: string,
  compare: Compare,
  symbol: string,
  latex: string,
  javascript: string,
  title: Operation['title'],
  aliases: readonly string[] = [],
): Operation => ({
  name,
  aliases,
  title,
  arity: 2,
  operator: { symbol, strength: 2, form: 'infix', associates: 'none' },
  lower: (m, a, b) => m.select(m[compare](a, b), m.constant(1), m.constant(0)),
  derivative: () => [number(0), number(0)],
  kinks: ([a, b]) => [subtract(a as Expression, b as Expression)],
  sample: [[-10, 10]],
  ulp: 0,
  latex: (a, b) => `${a} ${latex} ${b}`,
  // Truth values of NumPy and JavaScript are not numbers: True + True is True, true - true a type error for some.
  numpy: (a, b) => `1.0*(${a} ${symbol} ${b})`,
  javascript: (a, b) => `Number(${a} ${javascript} ${b})`,
});

export const comparison: readonly Operation[] = [
  row('less', 'lt', '<', '<', '<', { en: 'less than: 1 or 0', ko: '작다: 1 또는 0' }),
  row('lessEqual', 'le', '<=', '\\le', '<=', { en: 'at most: 1 or 0', ko: '작거나 같다: 1 또는 0' }, ['less_equal']),
  row('greater', 'gt', '>', '>', '>', { en: 'greater than: 1 or 0', ko: '크다: 1 또는 0' }),
  row('greaterEqual', 'ge', '>=', '\\ge', '>=', { en: 'at least: 1 or 0', ko: '크거나 같다: 1 또는 0' }, ['greater_equal']),
  row('equal', 'eq', '==', '=', '===', { en: 'equal: 1 or 0', ko: '같다: 1 또는 0' }),
  row('notEqual', 'ne', '!=', '\\ne', '!==', { en: 'not equal: 1 or 0', ko: '같지 않다: 1 또는 0' }, ['not_equal']),
];
