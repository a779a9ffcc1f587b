import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependsOn } from '../../src/expression/depends-on.js';
import { evaluate } from '../../src/expression/evaluate.js';
import type { Expression } from '../../src/expression/node.js';
import { splitUniform } from '../../src/expression/split-uniform.js';
import { parseExpression, print } from '../../src/language/index.js';
import { randomExpression, rowsNamed } from './random-expression.js';

const parse = (text: string): Expression => parseExpression(text).expression;
const isUniform = (node: Expression): boolean => !dependsOn(node, ['x', 'y']);

describe('splitUniform', () => {
  it.each([
    ['-2*A*x/s', '-2*A/s', 'x'],
    ['A*exp(x)/(2*s^2)*(2*(x - m))', '2*(A/(2*s^2))', 'exp(x)*(x - m)'],
    ['A*x + b', '1', 'A*x + b'],
    ['a*b', 'a*b', '1'],
    ['1/(x*s)', '1/s', '1/x'],
    ['-sin(x)', '-1', 'sin(x)'],
  ])('%s is %s times %s', (text, uniform, row) => {
    const split = splitUniform(parse(text), isUniform, new Set());
    expect(print(split.uniform)).toBe(uniform);
    expect(print(split.row)).toBe(row);
  });

  it('leaves whole what is computed anyway', () => {
    const known = parse('(x - m)/s');
    const { uniform, row } = splitUniform(parse('A*((x - m)/s)/s'), isUniform, new Set([known]));
    expect(print(uniform)).toBe('A/s');
    expect(row).toBe(known);
  });

  it('the product of both has the value of the expression to 40 ulp, and only the row part reads columns', () => {
    const operations = rowsNamed('multiply', 'divide', 'negate', 'add', 'exp', 'sqrt');
    const values: Record<string, number> = { x: 1.7, y: 0.6, a: 2.3, b: 0.45 };
    const at = (name: string): number => values[name] as number;
    fc.assert(
      fc.property(randomExpression(['x', 'y', 'a', 'b'], { operations, constants: [1, 2, 0.5] }), (expression) => {
        const { uniform, row } = splitUniform(expression, isUniform, new Set());
        const wanted = evaluate(expression, at);
        const got = evaluate(uniform, at) * evaluate(row, at);
        expect(isUniform(uniform)).toBe(true);
        if (Math.abs(wanted) > 1e-150 && Math.abs(wanted) < 1e150)
          expect(Math.abs(got - wanted)).toBeLessThan(Math.abs(wanted) * 40 * Number.EPSILON);
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});
