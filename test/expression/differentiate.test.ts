import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependsOn } from '../../src/expression/depends-on.js';
import { differentiate, directional, hessian, secondDirectional } from '../../src/expression/differentiate.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { kinks } from '../../src/expression/kinks.js';
import { call, type Expression, indexed, name, namesIn, topological } from '../../src/expression/node.js';
import { simplify } from '../../src/expression/simplify.js';
import { replaceNodes, substitute } from '../../src/expression/substitute.js';
import { parseExpression, print } from '../../src/language/index.js';
import { randomExpression, rowsNamed, spread } from './random-expression.js';

const parse = (text: string): Expression => parseExpression(text).expression;
const SMOOTH = rowsNamed(
  'add',
  'subtract',
  'multiply',
  'sin',
  'cos',
  'tanh',
  'sigmoid',
  'atan',
  'softplus',
  'erf',
  'normalPdf',
  'divide',
);

describe('differentiate', () => {
  it('agrees with central differences to 1e-6 on random smooth expressions', () => {
    fc.assert(
      fc.property(randomExpression(['p', 'q', 'x'], { operations: SMOOTH }), fc.nat(100), (expression, k) => {
        const at = (e: Expression, dp: number, dq: number): number =>
          evaluate(e, (text) => 0.7 + spread(k, 'pqx'.indexOf(text)) + (text === 'p' ? dp : 0) + (text === 'q' ? dq : 0));
        const [byP, byQ] = differentiate(expression, ['p', 'q']) as [Expression, Expression];
        const h = 2 ** -17;
        const size = Math.abs(at(expression, 0, 0)) + Math.abs(at(byP, 0, 0)) + Math.abs(at(byQ, 0, 0));
        fc.pre(size < 1e3 && curved(expression, at) < 1e4);
        expect(at(byP, 0, 0)).toBeCloseTo((at(expression, h, 0) - at(expression, -h, 0)) / (2 * h), 5);
        expect(at(byQ, 0, 0)).toBeCloseTo((at(expression, 0, h) - at(expression, 0, -h)) / (2 * h), 5);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('takes no logarithm for x^n by x', () => {
    const slope = differentiate(parse('x^n'), ['x'])[0] as Expression;
    expect(topological([slope]).some((node) => node.kind === 'call' && node.operation === 'log')).toBe(false);
  });

  it('does not let the side that is not taken make NaN: where(x > 0, a*log(x), b) at x = 0', () => {
    const slopes = differentiate(parse('where(x > 0, a*log(x*a), b)*c'), ['a', 'b', 'c']);
    const values = slopes.map((slope) => evaluate(slope, (text) => ({ x: 0, a: 1, b: 2, c: 3 })[text] as number));
    expect(values).toEqual([0, 3, 2]);
  });

  it('adds the shares of a node that is used twice, and gives 0 for a name that does not occur', () => {
    const [byX, byY] = differentiate(parse('x*x + x'), ['x', 'y']) as [Expression, Expression];
    expect([print(simplify(byX)), print(byY)]).toEqual(['1 + 2*x', '0']);
  });

  it('differentiates by nodes without a name: b[group]', () => {
    const b = indexed('b', 'group');
    const [slope] = differentiate(call('multiply', b, name('x')), [b]) as [Expression];
    expect(print(slope)).toBe('x');
  });

  it('takes a chain of 20,000 products without running out of stack, in one sweep', () => {
    let product: Expression = name('x');
    for (let i = 0; i < 20_000; i++) product = call('sin', product);
    const [slope] = differentiate(product, ['x']) as [Expression];
    expect(topological([slope]).length).toBeLessThan(100_000);
  });
});

describe('second derivatives', () => {
  const text = 'a*exp(-k*x)*sin(w*x) + a^2/k';
  const names = ['a', 'k', 'w'];
  const values: Readonly<Record<string, number>> = { a: 1.3, k: 0.7, w: 2.1, x: 1.7, u: 0.4, v: -1.1, z: 0.9 };
  const at = (e: Expression): number => evaluate(e, (name) => values[name] as number);

  it('the curvature along v is vᵀHv to 1e-13', () => {
    const second = at(secondDirectional(parse(text), names, ['u', 'v', name('z')]));
    const H = hessian(parse(text), names).map((row) => row.map(at));
    const v = [0.4, -1.1, 0.9];
    const quadratic = H.reduce(
      (sum, row, i) => sum + row.reduce((inner, h, j) => inner + h * (v[i] as number) * (v[j] as number), 0),
      0,
    );
    expect(Math.abs(second - quadratic)).toBeLessThanOrEqual(1e-13 * Math.abs(quadratic));
  });

  it('the slope along v is the gradient times v to 1e-14', () => {
    const along = at(directional(parse(text), names, ['u', 'v', 'z']));
    const gradient = differentiate(parse(text), names).map(at) as [number, number, number];
    const product = gradient[0] * 0.4 - gradient[1] * 1.1 + gradient[2] * 0.9;
    expect(Math.abs(along - product)).toBeLessThanOrEqual(1e-14 * Math.abs(product));
  });

  it('the Hessian is symmetric, node for node', () => {
    const H = hessian(parse(text), names);
    expect(H[0]?.[2]).toBe(H[2]?.[0]);
  });

  it('a model that is linear in its parameters has no second derivative', () => {
    expect(print(simplify(secondDirectional(parse('a*sin(x) + k*x^2 + w'), names, ['u', 'v', 'z'])))).toBe('0');
  });
});

describe('substitute, dependsOn, kinks', () => {
  it('replaces all names at once and shares what is equal', () => {
    const swapped = substitute(
      parse('x - 2*y'),
      new Map([
        ['x', name('y')],
        ['y', name('x')],
      ]),
    );
    expect(swapped).toBe(parse('y - 2*x'));
  });

  it('replaces b[group] as a node', () => {
    const b = indexed('b', 'group');
    expect(namesIn(replaceNodes(call('add', b, name('x')), new Map([[b, name('y')]])))).toEqual(['y', 'x']);
  });

  it('knows what an expression depends on', () => {
    expect([dependsOn(parse('a*x'), ['x']), dependsOn(parse('a*x'), ['b', 'c'])]).toEqual([true, false]);
  });

  it('lists the edges of abs, max and comparisons', () => {
    expect(kinks(parse('abs(x - a) + max(x, b) + exp(x)')).map(print)).toEqual(['x - a', 'x - b']);
    expect(kinks(parse('exp(x)*sin(x)'))).toEqual([]);
  });
});

describe('evaluate', () => {
  it('reads constants, names and calls', () => {
    expect(evaluate(parse('2*pi*r'), () => 0.5)).toBe(Math.PI);
  });

  it('refuses draws and indexed parameters with not-evaluable', () => {
    expect(() => evaluate(call('uniform', name('x')), () => 0)).toThrow(expect.objectContaining({ code: 'not-evaluable' }));
    expect(() => evaluate(indexed('b', 'group'), () => 0)).toThrow(/b\[group\] has no single value/);
  });
});

/** About the third derivative, from which the error of a central difference comes. */
function curved(expression: Expression, at: (e: Expression, dp: number, dq: number) => number): number {
  const third = (dp: number, dq: number): number =>
    Math.abs(
      at(expression, 2 * dp, 2 * dq) -
        2 * at(expression, dp, dq) +
        2 * at(expression, -dp, -dq) -
        at(expression, -2 * dp, -2 * dq),
    );
  const h = 2 ** -6;
  const value = Math.max(third(h, 0), third(0, h)) / (2 * h ** 3);
  return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
}
