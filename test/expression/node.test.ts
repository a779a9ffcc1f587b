import { describe, expect, it } from 'vitest';
import { evaluate, evaluator } from '../../src/expression/evaluate.js';
import { call, constant, type Expression, name, topological } from '../../src/expression/node.js';
import { simplify } from '../../src/expression/simplify.js';
import { parseExpression, print } from '../../src/language/index.js';

describe('equal expressions are one object', () => {
  it('however many others were made in between: 60,000 nodes later the same call gives the same node', () => {
    const build = (): Expression => call('multiply', name('a'), call('sin', call('add', name('x'), constant(0.125))));
    const held = build();
    for (let i = 0; i < 60_000; i++) call('add', name('x'), constant(i + 0.5));
    expect(build()).toBe(held);
  });

  it('−0 is not 0, and π is not the number that it is written as', () => {
    expect(constant(-0)).not.toBe(constant(0));
    expect(constant(Math.PI, 'pi')).not.toBe(constant(Math.PI));
  });
});

describe('topological', () => {
  it('lists each node once, children before parents, arguments from left to right', () => {
    const { expression } = parseExpression('x*y + sin(x*y)*z');
    expect(topological([expression, name('x')]).map(print)).toEqual([
      'x',
      'y',
      'x*y',
      'sin(x*y)',
      'z',
      'sin(x*y)*z',
      'x*y + sin(x*y)*z',
    ]);
  });
});

describe('simplify', () => {
  it('gives the same node again after 10,000 other expressions', () => {
    const { expression } = parseExpression('W*1*cos(x) + 0*y');
    const first = simplify(expression);
    for (let i = 0; i < 10_000; i++) simplify(call('add', call('multiply', constant(1), name(`p${i}`)), constant(0)));
    expect(simplify(expression)).toBe(first);
    expect(print(first)).toBe('W*cos(x)');
  });
});

describe('evaluator', () => {
  it('gives what evaluate gives, for each set of values', () => {
    const { expression } = parseExpression('a*exp(-x) + a/x');
    const value = evaluator(expression);
    for (const a of [1, -2.5, 0])
      for (const x of [0.5, 3, -0]) {
        const of = (text: string): number => (text === 'a' ? a : x);
        expect(Object.is(value(of), evaluate(expression, of))).toBe(true);
      }
  });
});
