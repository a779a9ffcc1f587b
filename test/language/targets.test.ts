import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { call, constant, type Expression, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import {
  javascript,
  latex,
  latexFormula,
  numpy,
  parseExpression,
  parseFormula,
  parseGradient,
} from '../../src/language/index.js';
import { builtTree, plainTree } from './trees.js';

const tree = (text: string): Expression => parseExpression(text).expression;
const shows = (text: string): boolean => {
  const html = katex.renderToString(text, { throwOnError: true, strict: 'ignore' });
  return html.includes('katex') && !html.includes('katex-error');
};

describe('latex', () => {
  for (const [text, expected] of [
    ['10*sin(X) + 1.5', '10 \\sin\\left(X\\right) + 1.5'],
    ['a*x', 'a \\cdot x'],
    ['2*3', '2 \\cdot 3'],
    ['2*(1/2)', '2 \\cdot \\frac{1}{2}'],
    ['2*2^x', '2 \\cdot 2^{x}'],
    ['(a + b)/(c + d)', '\\frac{a + b}{c + d}'],
    ['(a + b)^(c + d)', '\\left(a + b\\right)^{c + d}'],
    ['sin(x)^2', '\\left(\\sin\\left(x\\right)\\right)^{2}'],
    ['(a/b)^2', '\\left(\\frac{a}{b}\\right)^{2}'],
    ['(x^2)^3', '\\left(x^{2}\\right)^{3}'],
    ['-x^2', '-x^{2}'],
    ['(-x)^2', '\\left(-x\\right)^{2}'],
    ['a - (b - c)', 'a - \\left(b - c\\right)'],
    ['a - -b', 'a - \\left(-b\\right)'],
    ['a*-b', 'a \\cdot \\left(-b\\right)'],
    ['x_1 + k_cat + tau_max1', 'x_{1} + k_{\\mathrm{cat}} + \\tau_{\\mathrm{max1}}'],
    ['x1 + β₂ + theta2', 'x_{1} + \\beta_{2} + \\theta_{2}'],
    ['theta + Ω + alpha', '\\theta + \\Omega + \\alpha'],
    ['데이터 + 기울기_1', '\\text{데이터} + \\text{기울기\\_1}'],
    ['CO2 + offset', '\\mathrm{CO2} + \\mathrm{offset}'],
    ['`net weight` + `50%_{x}`', '\\text{net weight} + \\text{50\\%\\_\\{x\\}}'],
    ['`a→b 𝑥 x̲ ∑`', '\\text{a$→$b x x $∑$}'],
    ['b[group]', '{b}_{\\mathrm{group}}'],
    ['pi + np.e + e', '\\pi + \\mathrm{e} + e'],
    ['1e21*x + 1.5e-8', '10^{21} \\cdot x + 1.5 \\cdot 10^{-8}'],
    ['sqrt(a + b) + abs(x - 1)', '\\sqrt{a + b} + \\left|x - 1\\right|'],
    ['x > 0 ? a : b', '\\begin{cases} a & x > 0 \\\\ b & \\text{otherwise} \\end{cases}'],
  ] as const)
    it(`writes ${text} as ${expected}`, () => {
      expect(latex(tree(text))).toBe(expected);
      expect(shows(latex(tree(text)))).toBe(true);
    });

  it('writes formulas', () => {
    expect(latexFormula(parseFormula('y ~ a*x'))).toBe('y = a \\cdot x');
    expect(latexFormula(parseFormula('y ~ a*x; z ~ a'))).toBe('\\begin{aligned} y &= a \\cdot x \\\\ z &= a \\end{aligned}');
    expect(shows(latexFormula(parseFormula('y ~ a*x; z ~ a')))).toBe(true);
  });

  it('shows negative and infinite numbers', () => {
    expect(latex(call('multiply', name('a'), constant(-2)))).toBe('a \\cdot \\left(-2\\right)');
    expect(latex(constant(Number.NEGATIVE_INFINITY))).toBe('-\\infty');
  });

  for (const row of OPERATIONS)
    it(`of ${row.name} renders in KaTeX without an error`, () => {
      const least = typeof row.arity === 'number' ? row.arity : row.arity[0];
      expect(shows(latex(call(row.name, ...['x', 'theta', '데이터'].slice(0, least).map((text) => name(text)))))).toBe(true);
    });

  it('of random trees with any names renders in KaTeX without an error', () => {
    fc.assert(
      fc.property(builtTree, (random) => shows(latex(random))),
      { seed: 3, numRuns: 400 },
    );
  });
});

describe('numpy', () => {
  for (const [text, expected] of [
    ['a*exp(-k*t) + c', 'a*np.exp(-k*t) + c'],
    ['sin(x)^2', 'np.sin(x)**2'],
    ['(-x)^-2', '(-x)**-2'],
    ['(a^b)^c', '(a**b)**c'],
    ['2^(-x*y) + 2^-x^y', '2**(-x*y) + 2**-x**y'],
    ['y^(-1 < x)', 'y**(1.0*(-1 < x))'],
    ['pi + np.e', 'np.pi + np.e'],
    ['(x > 0)*(y + 1)', '(1.0*(x > 0))*(y + 1)'],
    ['sigmoid(a + b)^2', '(1/(1 + np.exp(-(a + b))))**2'],
    ['max(a, b, c)', 'np.maximum(np.maximum(a, b), c)'],
    ['lambda + np', 'v_lambda + v_np'],
    ['데이터 + `net weight` + `a_b c`', '데이터 + v_net_20_weight + v_a__b_20_c'],
    ['b[group]*x', 'b[group]*x'],
  ] as const)
    it(`writes ${text} as ${expected}`, () => {
      expect(numpy(tree(text))).toBe(expected);
    });

  it('writes the means of a gradient', () => {
    expect(numpy(parseGradient('2*mean((prediction - y)*x)').expression)).toBe('2*np.mean((prediction - y)*x)');
  });

  it('writes numbers that Python reads', () => {
    expect(numpy(call('power', constant(-2), name('x')))).toBe('(-2)**x');
    expect([Number.NaN, Number.NEGATIVE_INFINITY, -0].map((value) => numpy(constant(value)))).toEqual([
      'np.nan',
      '-np.inf',
      '-0.0',
    ]);
  });
});

describe('javascript', () => {
  const context = createContext({
    ...Object.fromEntries(
      OPERATIONS.flatMap((row) =>
        [row.name, ...(row.aliases ?? [])].map((key) => [key, (...args: number[]) => row.lower(numbers, ...args)] as const),
      ),
    ),
    x: 0.7,
    y: -1.3,
    z: 2,
  });
  const values = new Map([
    ['x', 0.7],
    ['y', -1.3],
    ['z', 2],
  ]);
  const run = (expression: Expression): number => runInContext(javascript(expression), context) as number;

  for (const [text, expected] of [
    ['a*exp(-k*t) + c', 'a*Math.exp(-k*t) + c'],
    ['--x - -y', '-(-x) - (-y)'],
    ['sin(x)^2', 'Math.pow(Math.sin(x), 2)'],
    ['x > 0 ? a : b', 'Number(x > 0) ? a : b'],
    ['1 + (x > 0 ? a : b)', '1 + (Number(x > 0) ? a : b)'],
    ['class + Math + sin', 'v_class + v_Math + v_sin'],
  ] as const)
    it(`writes ${text} as ${expected}`, () => {
      expect(javascript(tree(text))).toBe(expected);
    });

  for (const row of OPERATIONS)
    it(`of ${row.name} of sums has the value of the interpreter to 1e-12`, () => {
      const least = typeof row.arity === 'number' ? row.arity : row.arity[0];
      const middle = (i: number): number => {
        const [low, high] = row.sample[Math.min(i, row.sample.length - 1)] as readonly [number, number];
        return Math.ceil((low + (high - low) * 0.7) * 4) / 4;
      };
      // As sums, differences and products with signs, so that missing brackets change the value.
      const args = Array.from({ length: least }, (_, i) =>
        call('subtract', call('multiply', constant(-1), constant(i)), call('subtract', constant(-middle(i)), constant(i))),
      );
      for (const whole of [
        call(row.name, ...args),
        call('multiply', constant(3), call(row.name, ...args)),
        call('power', call(row.name, ...args), constant(2)),
      ]) {
        const expected = evaluate(whole, () => Number.NaN);
        expect(Math.abs(run(whole) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
      }
    });

  it('of random trees is JavaScript, and without special functions has the value of the interpreter to 1e-9', () => {
    fc.assert(
      fc.property(plainTree, (random) => {
        const got = run(random);
        const expected = evaluate(random, (key) => values.get(key) as number);
        expect(typeof got).toBe('number');
        const text = javascript(random);
        // Steps turn a last bit into another value; where(NaN, …) is NaN here and the second value in JavaScript.
        if (/floor|ceil|round|\?|Number|%|sign|Math\.(?:sin|cos|tan|pow|max|min)|gamma/.test(text) || !Number.isFinite(expected))
          return;
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { seed: 11, numRuns: 1500 },
    );
  });
});
