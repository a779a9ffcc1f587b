import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/expression/evaluate.js';
import { type Expression, namesIn } from '../../src/expression/node.js';
import { structure } from '../../src/expression/structure.js';
import { parseExpression } from '../../src/language/index.js';
import { randomExpression, spread } from './random-expression.js';

const parse = (text: string): Expression => parseExpression(text).expression;
const COLUMNS = new Set(['x', 't', 'g']);
const of = (text: string) =>
  structure(
    parse(text),
    namesIn(parse(text)).filter((name) => !COLUMNS.has(name)),
  );

describe('structure', () => {
  it.each([
    ['W*sin(x) + b', ['W', 'b'], true],
    ['a + b*t + c*t^2 + A*sin(2*pi*t) + B*cos(2*pi*t)', ['a', 'b', 'c', 'A', 'B'], true],
    ['where(g == 0, a, b) + c*x', ['a', 'b', 'c'], true],
    ['(x > 0 ? log(x)*a : 0) + b', ['a', 'b'], true],
    ['(a + x)^2 - a^2', ['a'], true],
    ['x*(a + b)/3 - -c', ['a', 'b', 'c'], true],
    ['W*sin(w*x + p) + b', ['W', 'b'], false],
    ['a*exp(-k*x) + c', ['a', 'c'], false],
    ['(a + b*x)/(1 + c*x)', ['a', 'b'], false],
    ['a*b*x', ['a'], false],
    ['a*b*x + a*c + b*d', ['a', 'd'], false],
    ['exp(a + b*x)', [], false],
    ['x/a', [], false],
    ['where(a > x, b, c)', ['b', 'c'], false],
    ['where(a > x, a, c)', ['c'], false],
  ])('%s is linear in %j', (text, linearIn, linearInAll) => {
    expect(of(text)).toMatchObject({ linearIn, linearInAll });
  });

  it.each([
    'abs(a*x)',
    'max(0, a*x)',
    'floor(a*x)',
    'mod(a, 3)*x',
    'relu(a*x)',
    'sign(a)*x',
    'round(a)*x',
    'step(a - x)',
    'clip(a, -1, 1)*x',
    '(a > x)*x',
    'min(a, 1)*x',
    'sqrt(a^2)*x',
  ])('%s is not called linear, though its second derivative is 0 where there is one', (text) => {
    expect(of(text)).toMatchObject({ linearIn: [], linearInAll: false, perParameterAffine: [] });
  });

  it('a model is affine in each of two factors, but in one at a time', () => {
    expect(of('a*b*x')).toMatchObject({ perParameterAffine: ['a', 'b'], linearIn: ['a'] });
  });

  it.each([
    [
      'b1*exp(-b2*x) + b3*exp(-b4*x)',
      [
        [
          ['b1', 'b2'],
          ['b3', 'b4'],
        ],
      ],
    ],
    [
      'c + exp(-x*k1)*a1 + a2*exp(-(k2*x)) + exp(-k3*x)*a3',
      [
        [
          ['k1', 'a1'],
          ['k2', 'a2'],
          ['k3', 'a3'],
        ],
      ],
    ],
    ['a*exp(-k*x) - b*exp(-l*x)', []],
    ['a*exp(-k*x) + b*exp(-k*x)', [[['a'], ['b']]]],
    ['a*exp(-k*x) + b*sin(l*x)', []],
    [
      'd/(c + a1*exp(-k1*x) + a2*exp(-k2*x))',
      [
        [
          ['a1', 'k1'],
          ['a2', 'k2'],
        ],
      ],
    ],
    ['a*exp(-k*x) + b*exp(-l*x) + k*x', []],
  ])('%s has the exchangeable terms %j', (text, groups) => {
    expect(of(text).exchangeable).toEqual(groups);
  });

  it.each([
    ['W*sin(x) + b', true],
    ['W*sin(x)', false],
    ['where(g == 0, a, where(g == 1, b, c)) + d*x', true],
    ['where(g == 0, a, 0) + d*x', false],
    ['c*k + a*exp(-k*x)', true],
  ])('%s has a constant in its span: %s', (text, intercept) => {
    expect(of(text).intercept).toBe(intercept);
  });

  it('never claims a set in which second differences do not vanish to rounding', () => {
    fc.assert(
      fc.property(randomExpression(['p', 'q', 'r', 'x'], { depth: 3 }), (expression) => {
        const parameters = ['p', 'q', 'r'];
        const { linearIn } = structure(expression, parameters);
        for (let k = 0; k < 3; k++) {
          const at = (s: number): number =>
            evaluate(
              expression,
              (text) =>
                3 * spread(k, 'pqrx'.indexOf(text)) -
                1 +
                (linearIn.includes(text) ? s * (1 + spread(k + 7, 'pqrx'.indexOf(text))) : 0),
            );
          const [a, b, c] = [at(0), at(1), at(2)] as const;
          if (![a, b, c].every(Number.isFinite)) continue;
          expect(Math.abs(a - 2 * b + c)).toBeLessThanOrEqual(1e-9 * (1 + Math.max(Math.abs(a), Math.abs(b), Math.abs(c))));
        }
      }),
      { seed: 5, numRuns: 1500 },
    );
  });

  it('decides for 60 parameters of 20 sinusoids', () => {
    const text = Array.from({ length: 20 }, (_, i) => `a${i}*sin(w${i}*x + p${i})`).join(' + ');
    const found = of(text);
    expect(found.linearIn).toEqual(Array.from({ length: 20 }, (_, i) => `a${i}`));
    expect(found.exchangeable[0]?.length).toBe(20);
  });
});
