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
