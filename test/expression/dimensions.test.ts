import { describe, expect, it } from 'vitest';
import { dimensions } from '../../src/expression/dimensions.js';
import { parseExpression } from '../../src/language/index.js';

const of = (text: string, parameters: readonly string[], columns: readonly string[] = ['x']): number[][] =>
  dimensions(parseExpression(text).expression, parameters, columns).map((unit) =>
    Array.from(unit, (e) => Math.round(e * 1e9) / 1e9),
  );

describe('dimensions: exponents of [column …, response]', () => {
  const cases: [text: string, parameters: string[], expected: number[][]][] = [
    [
      'a*exp(-k*x) + c',
      ['a', 'k', 'c'],
      [
        [0, 1],
        [-1, 0],
        [0, 1],
      ],
    ],
    [
      'a*exp(-((x - m)/s)^2)',
      ['a', 'm', 's'],
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
    ],
    [
      'V*x/(K + x)',
      ['V', 'K'],
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      '(b1 + b2*x + b3*x^2)/(1 + b4*x + b5*x^2)',
      ['b1', 'b2', 'b3', 'b4', 'b5'],
      [
        [0, 1],
        [-1, 1],
        [-2, 1],
        [-1, 0],
        [-2, 0],
      ],
    ],
    [
      'A*sin(2*pi*x/T + p)',
      ['A', 'T', 'p'],
      [
        [0, 1],
        [1, 0],
        [0, 0],
      ],
    ],
    [
      'a*(x + b)^(-1/c)',
      ['b', 'c'],
      [
        [1, 0],
        [0, 0],
      ],
    ],
    [
      '1/(a + b*x)',
      ['a', 'b'],
      [
        [0, -1],
        [-1, -1],
      ],
    ],
    // 1958 is a year less a year: a number takes the unit of what it stands beside.
    [
      'a*exp(k*(x - 1958))',
      ['a', 'k'],
      [
        [0, 1],
        [-1, 0],
      ],
    ],
    ['a*sqrt(1 + b*x)', ['b'], [[-1, 0]]],
    // What is compared, or clipped, is alike.
    [
      'where(x < c, a, b*x)',
      ['c', 'a', 'b'],
      [
        [1, 0],
        [0, 1],
        [-1, 1],
      ],
    ],
    [
      'a*clip(x, l, h)',
      ['a', 'l', 'h'],
      [
        [-1, 1],
        [1, 0],
        [1, 0],
      ],
    ],
    // log(x) contradicts a unit of x: the rest is still told.
    ['a + b*log(x) + exp(-k*x)', ['k'], [[-1, 0]]],
  ];
  for (const [text, parameters, expected] of cases)
    it(`${text} gives ${JSON.stringify(expected)} for ${parameters.join(', ')}`, () =>
      expect(of(text, parameters)).toEqual(expected));

  it('two columns have units of their own: b2*u*exp(-b3*v)', () => {
    expect(of('b2*u*exp(-b3*v)', ['b2', 'b3'], ['u', 'v'])).toEqual([
      [-1, 0, 1],
      [0, -1, 0],
    ]);
  });
});
