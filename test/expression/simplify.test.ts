import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../src/expression/arrange.js';
import { cost } from '../../src/expression/cost.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { call, type Expression, name, topological } from '../../src/expression/node.js';
import { simplify } from '../../src/expression/simplify.js';
import { parseExpression, print } from '../../src/language/index.js';
import { randomExpression, rowsNamed, spread } from './random-expression.js';

const parse = (text: string): Expression => parseExpression(text).expression;

describe('simplify', () => {
  it.each([
    ['W*1*cos(x) + 0', 'W*cos(x)'],
    ['-(-x)*(0*y + 1)', 'x'],
    ['x*2*3 - (-1)*y', '6*x + y'],
    ['(x - m)/1^2', 'x - m'],
  ])('%s becomes %s', (before, after) => {
    expect(print(simplify(parse(before)))).toBe(after);
  });

  it('is done after one call, and never costs more', () => {
    fc.assert(
      fc.property(randomExpression(['x', 'y', 'z']), (expression) => {
        const simple = simplify(expression);
        expect(simplify(simple)).toBe(simple);
        expect(cost([simple])).toBeLessThanOrEqual(cost([expression]));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keeps the value of sums, products, quotients and powers of positive numbers to 20 ulp', () => {
    // Positive operands without differences: otherwise a value may hang on the last bit of an argument.
    const operations = rowsNamed('add', 'multiply', 'divide', 'sqrt', 'where', 'max', 'min', 'log1p');
    fc.assert(
      fc.property(
        randomExpression(['x', 'y', 'z'], { operations, constants: [1, 2, 0.5, 3, 10] }),
        fc.nat(50),
        (expression, k) => {
          const values = new Map(['x', 'y', 'z'].map((text, i) => [text, 0.5 + 3 * spread(k, i)]));
          const at = (e: Expression): number => evaluate(e, (text) => values.get(text) as number);
          const [before, simple, arranged] = [at(expression), at(simplify(expression)), at(arrange(expression))];
          for (const after of [simple, arranged])
            expect(Math.abs(after - before)).toBeLessThanOrEqual(20 * 2 ** -52 * Math.abs(before));
        },
      ),
      { seed: 2, numRuns: 500 },
    );
  });

  it('keeps the value of any expression that is not bent by the last bit of its arguments', () => {
    fc.assert(
      fc.property(randomExpression(['x', 'y', 'z'], { depth: 3 }), fc.nat(50), (expression, k) => {
        const at = (e: Expression, shift: number): number =>
          evaluate(e, (text) => (0.5 + 3 * spread(k, 'xyz'.indexOf(text))) * (1 + shift * ('xyz'.indexOf(text) + 1) * 2 ** -52));
        const around = [-3, -1, 0, 1, 3].map((shift) => at(expression, shift));
        fc.pre(around.every(Number.isFinite));
        const middle = around[2] as number;
        const size = maxIntermediate(expression, k);
        const swing = Math.max(...around.map((value) => Math.abs(value - middle)));
        fc.pre(Number.isFinite(size) && swing <= 1e-9 * Math.abs(middle));
        expect(Math.abs(at(simplify(expression), 0) - middle)).toBeLessThanOrEqual(100 * swing + 100 * 2 ** -52 * size);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('takes a chain of 20,000 sums without running out of stack', () => {
    let sum: Expression = name('x');
    for (let i = 0; i < 20_000; i++) sum = call('add', sum, name(`p${i % 7}`));
    expect(topological([simplify(sum)]).length).toBeGreaterThan(10_000);
  });
});

describe('arrange writes as a person does', () => {
  it.each([
    ['-(a*exp(-(k*x))*x)', '-a*x*exp(-k*x)'],
    ['x*x*3*a/2/b', '3*a*x^2/(2*b)'],
    ['-(x - y) + 2*x', 'y + x'],
    ['x*(1/s)/s', 'x/s^2'],
    ['s*a/(s*s*s)', 'a/s^2'],
    ['2*pi*x*3', '6*pi*x'],
    ['b + W*sin(x)', 'b + W*sin(x)'],
    ['-a + b', 'b - a'],
    ['x/x', 'x/x'],
    ['-1/x', '-1/x'],
  ])('%s becomes %s', (before, after) => {
    expect(print(arrange(parse(before)))).toBe(after);
  });

  it.each([
    ['W*sin(w*x) + b', 'w', 'W*x*cos(w*x)'],
    ['a*exp(-k*x) + c', 'k', '-a*x*exp(-k*x)'],
    ['A*exp(-((x - m)/s)^2/2)', 'm', 'A*(x - m)*exp(-((x - m)/s)^2/2)/s^2'],
    ['A*exp(-((x - m)/s)^2/2)', 's', 'A*(x - m)^2*exp(-((x - m)/s)^2/2)/s^3'],
    ['V*x/(K + x)', 'K', '-V*x/(K + x)^2'],
    ['L/(1 + exp(-k*(x - m)))', 'm', '-L*k*exp(-k*(x - m))/(1 + exp(-k*(x - m)))^2'],
    ['c*x^3', 'x', '3*c*x^2'],
    ['a^x', 'a', 'x*a^(x - 1)'],
  ])('the derivative of %s by %s: %s', (text, by, derivative) => {
    expect(print(arrange(differentiate(parse(text), [by])[0] as Expression))).toBe(derivative);
  });
});

function maxIntermediate(expression: Expression, k: number): number {
  return Math.max(
    ...topological([expression]).map((node) => Math.abs(evaluate(node, (text) => 0.5 + 3 * spread(k, 'xyz'.indexOf(text))))),
  );
}
