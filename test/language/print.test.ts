import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { call, constant, type Expression, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import {
  MAX_DEPTH,
  MAX_LENGTH,
  parseExpression,
  parseFormula,
  parseGradient,
  print,
  printFormula,
} from '../../src/language/index.js';
import { builtTree, parsedTree, plainTree } from './trees.js';

const reread = (tree: Expression): Expression => parseExpression(print(tree)).expression;
const SEED = { seed: 20251, numRuns: 1500 };

describe('print', () => {
  it('writes every tree that the parser can make so that it reads back to the same node', () => {
    fc.assert(
      fc.property(parsedTree, (tree) => reread(tree) === tree),
      SEED,
    );
  });

  it('writes every tree of the builders so that printing again changes nothing', () => {
    fc.assert(
      fc.property(builtTree, (tree) => print(reread(tree)) === print(tree)),
      SEED,
    );
  });

  it('writes trees with negative numbers, −0, infinities and NaN so that they read back to the same value, bit for bit', () => {
    const values = new Map([
      ['x', 0.7],
      ['y', -1.3],
      ['z', 2],
    ]);
    const value = (key: string): number => values.get(key) as number;
    fc.assert(
      fc.property(plainTree, (tree) => {
        expect(evaluate(reread(tree), value)).toBe(evaluate(tree, value));
      }),
      SEED,
    );
  });

  for (const row of OPERATIONS)
    it(`writes ${row.name} of names so that it reads back to the same node`, () => {
      const least = typeof row.arity === 'number' ? row.arity : row.arity[0];
      const tree = call(row.name, ...['a', 'b', 'c'].slice(0, least).map((text) => name(text)));
      expect(reread(tree)).toBe(tree);
      expect(parseExpression(`${row.name}(${['a', 'b', 'c'].slice(0, least).join(', ')})`).expression).toBe(tree);
      for (const alias of row.aliases ?? [])
        expect(parseExpression(`np.${alias}(${['a', 'b', 'c'].slice(0, least).join(', ')})`).expression).toBe(tree);
    });

  it('removes brackets that change nothing and keeps those that do', () => {
    expect(print(parseExpression('((a+b))*(c)').expression)).toBe('(a + b)*c');
    expect(print(parseExpression('(a*b)/(c*d)').expression)).toBe('a*b/(c*d)');
  });

  it('writes formulas and gradients so that they read back to the same nodes', () => {
    const formula = parseFormula('log(y)~a+b*x;`z 1` ~ a*exp(-k*t)');
    expect(printFormula(formula)).toBe('log(y) ~ a + b*x; `z 1` ~ a*exp(-k*t)');
    expect(parseFormula(printFormula(formula)).equations.map((e) => e.expression)).toEqual(
      formula.equations.map((e) => e.expression),
    );
    const gradient = parseGradient('2*((prediction - y)*x).mean()/n').expression;
    expect(parseGradient(print(gradient)).expression).toBe(gradient);
  });

  it('writes draws so that they read back to the same node', () => {
    const draws = parseExpression('uniform(0, 1)*10 + permutation()', { functions: 'data' }).expression;
    expect(parseExpression(print(draws), { functions: 'data' }).expression).toBe(draws);
  });

  it('reads back a sum of 50,000 terms, which is as long as a formula may be', () => {
    const long = parseExpression(`${'x+'.repeat(MAX_LENGTH / 2 - 1)}x`).expression;
    expect(reread(long)).toBe(long);
  });

  it('reads back chains of 30,000 signs, powers, branches and comparisons', () => {
    for (const text of [
      '-'.repeat(30_000),
      'x^'.repeat(30_000),
      'x<'.repeat(30_000),
      'x?y:'.repeat(20_000),
      '2x+'.repeat(20_000),
    ]) {
      const tree = parseExpression(`${text}x`).expression;
      expect(reread(tree)).toBe(tree);
    }
  });

  for (const [before, after] of [
    ['(1+', ')'],
    ['where(where(a,1,0),1+', ',2)'],
    ['where(c,', ',2)'],
    ['where(', ',1,2)'],
    ['pow(a+', ',2)'],
    ['pow(2,a-', ')'],
    ['2^-', ''],
    ['negate(a+', ')'],
    ['sin(', ')'],
    ['a?', ':b'],
    ['(a<', '<b)*c<d'],
    ['less(a,', ')'],
  ] as const)
    it(`reads back ${before}…${after}, nested as deeply as a formula may be`, () => {
      const nested = (depth: number): string => `${before.repeat(depth)}x${after.repeat(depth)}`;
      expect(() => parseExpression(nested(MAX_DEPTH + 1))).toThrow(/nested more than 200 levels/);
      const tree = parseExpression(nested(MAX_DEPTH - 1)).expression;
      expect(reread(tree)).toBe(tree);
    });

  it('refuses to write out what shared subexpressions make larger than 10 million characters', () => {
    let tree: Expression = name('x');
    for (let i = 0; i < 60; i++) tree = call('add', tree, tree);
    expect(() => print(tree)).toThrow(DownhillError);
  });

  it('writes numbers with the fewest digits that read back to the same bits', () => {
    for (const [value, text] of [
      [0.1, '0.1'],
      [1e6, '1000000'],
      [1e7, '1e7'],
      [12345678, '12345678'],
      [1e21, '1e21'],
      [1e-7, '1e-7'],
      [0.001, '0.001'],
      [5e-324, '5e-324'],
      [-2, '-2'],
      [-0, '-0'],
      [Number.POSITIVE_INFINITY, '1/0'],
      [Number.NEGATIVE_INFINITY, '-1/0'],
      [Number.NaN, '0/0'],
    ] as const)
      expect(print(constant(value))).toBe(text);
  });
});
