import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/expression/evaluate.js';
import { signSymmetries } from '../../src/expression/sign-symmetries.js';
import { parseExpression } from '../../src/language/index.js';

describe('sets of parameters whose signs change together', () => {
  const cases: [text: string, parameters: string, sets: string[]][] = [
    ['a*exp(-(x - c)^2/w^2)', 'a c w', ['w']],
    ['(a/w)*exp(-0.5*((x - c)/w)^2)', 'a c w', ['a w']],
    ['A*sin(k*x)', 'A k', ['A k']],
    ['A*cos(k*x) + B*sin(k*x)', 'A B k', ['B k']],
    ['A*sin(k*x + p)', 'A k p', ['A k p'.split(' ').join(' ')]],
    ['a*abs(b)*x', 'a b', ['b']],
    ['a*tanh(b*x) + c*d', 'a b c d', ['a b', 'c d']],
    ['a*exp(-k*x)', 'a k', []],
    ['a^3*b', 'a b', ['a b']],
  ];
  for (const [text, parameters, sets] of cases)
    it(`${text}: ${sets.length === 0 ? 'none' : sets.join(' | ')}`, () => {
      const names = parameters.split(' ');
      const { expression } = parseExpression(text);
      const found = signSymmetries(expression, names);
      expect(found.map((set) => set.map((j) => names[j]).join(' '))).toEqual(sets);
      for (const set of found)
        for (const x of [0.3, 1.7, -2.1]) {
          const value =
            (flip: boolean) =>
            (name: string): number =>
              name === 'x' ? x : (0.4 + 0.3 * names.indexOf(name)) * (flip && set.includes(names.indexOf(name)) ? -1 : 1);
          expect(evaluate(expression, value(true))).toBeCloseTo(evaluate(expression, value(false)), 14);
        }
    });
});
