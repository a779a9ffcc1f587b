import { expect, it } from 'vitest';
import { parameterRoles } from '../../src/expression/parameter-roles.js';
import { parseExpression } from '../../src/language/index.js';

const roles = (text: string, parameters: readonly string[]) =>
  parameterRoles(parseExpression(text).expression, parameters, ['x', 't']);

it('a parameter that is taken from a column is a place on it', () => {
  expect(roles('a*exp(-(x - c)^2/w^2)', ['a', 'c', 'w']).map(({ place }) => place)).toEqual([
    null,
    { column: 'x', sign: -1 },
    null,
  ]);
  expect(roles('a/(t + b)', ['b'])[0]?.place).toEqual({ column: 't', sign: 1 });
});

it('frequency and period are told apart, with the slope that 1 gives', () => {
  expect(roles('A*sin(w*t)', ['w'])[0]?.cycle).toEqual({ column: 't', rate: 1, inverse: false });
  expect(roles('A*cos(2*pi*x/T + p)', ['T', 'p']).map(({ cycle }) => cycle)).toEqual([
    { column: 'x', rate: 2 * Math.PI, inverse: true },
    null,
  ]);
});

it('a frequency that two parameters set together belongs to neither', () => {
  expect(roles('sin((a + b)*x)', ['a', 'b']).map(({ cycle }) => cycle)).toEqual([null, null]);
});

it('what a column is compared with is a place on it: where(x < c, …), max(x, c)', () => {
  const place = { column: 'x', sign: -1 };
  expect(roles('where(x < c, a, b)', ['c'])[0]?.place).toEqual(place);
  expect(roles('a*max(c, x)', ['c'])[0]?.place).toEqual(place);
});

it('a width stands beside the place that it shares the smallest part of the formula with', () => {
  const text = 'a*exp(-(x - c)^2/w^2) + b*exp(-((x - d)/v)^2)';
  expect(roles(text, ['a', 'b', 'c', 'd', 'v', 'w']).map(({ beside }) => beside)).toEqual([2, 3, null, null, 3, 2]);
  expect(roles('A*sin(w*t)', ['A', 'w']).map(({ beside }) => beside)).toEqual([null, null]);
});

it('a wave that is the same after half a turn is seen at twice its frequency', () => {
  expect(roles('A/(1 + F*sin(d*t + p)^2)', ['d'])[0]?.cycle).toEqual({ column: 't', rate: 2, inverse: false });
  expect(roles('abs(cos(pi*t/T))', ['T'])[0]?.cycle).toEqual({ column: 't', rate: 2 * Math.PI, inverse: true });
  expect(roles('A*sin(w*t)^2 + B*cos(w*t)', ['w'])[0]?.cycle).toEqual({ column: 't', rate: 1, inverse: false });
});
