import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { kinks } from '../../src/expression/kinks.js';
import { operationNamed } from '../../src/expression/operation-named.js';
import { javascript, latex, numpy, parseExpression } from '../../src/language/index.js';

const parsed = (text: string) => parseExpression(text).expression;
const value = (operation: string, ...args: number[]): number | undefined => operationNamed(operation)?.lower(numbers, ...args);
const slopeAt = (text: string, x: number): number =>
  evaluate(differentiate(parsed(text), ['x'])[0] as ReturnType<typeof parsed>, () => x);

describe('Values at the joints', () => {
  it('comparisons are 1 or 0, and with NaN only ≠ holds', () => {
    expect(['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual'].map((row) => value(row, 2, 2))).toEqual([
      0, 1, 0, 1, 1, 0,
    ]);
    expect(['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual'].map((row) => value(row, Number.NaN, 2))).toEqual(
      [0, 0, 0, 0, 0, 1],
    );
  });
  it('where takes any number but 0 for true and passes a NaN condition on', () => {
    expect([value('where', 1, 5, 6), value('where', 0, 5, 6), value('where', -0.5, 5, 6), value('where', -0, 5, 6)]).toEqual([
      5, 6, 5, 6,
    ]);
    expect(value('where', Number.NaN, 5, 6)).toBeNaN();
    expect(value('where', 1, 5, Number.NaN)).toBe(5);
  });
  it('step is 1 at 0, sign and relu are 0, round takes halves to even, clip with crossed bounds gives the upper one', () => {
    expect([value('step', 0), value('step', -1e-9), value('sign', 0), value('relu', 0)]).toEqual([1, 0, 0, 0]);
    expect([0.5, 1.5, 2.5, -0.5].map((x) => value('round', x))).toEqual([0, 2, 2, -0]);
    expect([value('clip', 5, 0, 3), value('clip', -5, 0, 3), value('clip', 1, 3, 2)]).toEqual([3, 0, 2]);
  });
  it('min and max take two arguments or more', () => {
    expect([value('min', 3, 1), value('max', 3, 1, 7, 2), value('min', 4, 3, 2, 1)]).toEqual([1, 7, 1]);
  });
  it('normalPdf is 1/√2π at the mean, NaN without a positive sigma, 0 far away', () => {
    expect([
      value('normalPdf', 3, 3, 1),
      value('normalPdf', 0, 1e308, 1),
      value('normalPdf', 0, Number.POSITIVE_INFINITY, 1),
    ]).toEqual([0.3989422804014327, 0, 0]);
    expect([value('normalPdf', 0, 0, 0), value('normalPdf', 0, 0, -1)]).toEqual([Number.NaN, Number.NaN]);
  });
  it('sigmoid and softplus keep their tails: e⁻⁷⁰⁰ at −700, 1 and x far to the right', () => {
    expect(value('sigmoid', -700)).toBe(9.859676543759771e-305);
    expect([value('softplus', -700), value('sigmoid', 800), value('softplus', 800), value('sigmoid', -800)]).toEqual([
      9.859676543759771e-305, 1, 800, 0,
    ]);
  });
  it('erfc keeps its tail down to the smallest doubles: erfc 10 and erfc 26.5 have all digits', () => {
    expect([value('erfc', 10), value('erfc', 26.5), value('erfc', 28), value('erfc', -10), value('erf', 10)]).toEqual([
      2.088487583762545e-45, 2.2109076642637343e-307, 0, 2, 1,
    ]);
  });
});

describe('Derivatives at the joints', () => {
  it('at a kink a subgradient is taken: abs 0, relu 0, clip 1, max the first on ties', () => {
    expect([
      slopeAt('abs(x)', 0),
      slopeAt('relu(x)', 0),
      slopeAt('clip(x, 0, 1)', 0),
      slopeAt('max(x, 2*x)', 0),
      slopeAt('min(3*x, 2*x, x)', 0),
    ]).toEqual([0, 0, 1, 1, 3]);
    expect(slopeAt('hypot(x, 0*x)', 0)).toBe(0);
  });
  it('the side that where does not take has no say, not even by NaN', () => {
    expect(slopeAt('where(x > 0, log(x), 0)', -1)).toBe(0);
    expect(slopeAt('x > 0 ? sqrt(x)^3 : 2*x', -4)).toBe(2);
    expect(slopeAt('x > 0 ? sin(log(x)) : exp(x)', 0)).toBe(1);
  });
  it('the slope of aˣ is 0 at a = 0 and a^x·log a elsewhere', () => {
    expect([slopeAt('0^x', 2), slopeAt('2^x', 3)]).toEqual([0, 8 * Math.LN2]);
    expect([slopeAt('x^2', 0), slopeAt('x^3', -2), slopeAt('x^0', 0)]).toEqual([0, 12, 0]);
  });
  it('kinks are zero where the derivative does not exist', () => {
    const at = (text: string, x: number) => kinks(parsed(text)).map((kink) => evaluate(kink, () => x) || 0);
    const cases: readonly (readonly [string, number])[] = [
      ['abs(x)', 0],
      ['sign(x)', 0],
      ['floor(x)', 3],
      ['ceil(x)', -2],
      ['round(x)', 1.5],
      ['round(x)', 2.5],
      ['relu(x)', 0],
      ['step(x)', 0],
      ['sqrt(x)', 0],
      ['cbrt(x)', 0],
      ['mod(x, 3)', 6],
      ['max(x, 4)', 4],
      ['min(x, 4)', 4],
      ['clip(x, 1, 2)', 1],
      ['clip(x, 1, 2)', 2],
      ['x^0.5', 0],
      ['x < 3', 3],
      ['hypot(x, 0*x)', 0],
    ];
    for (const [text, x] of cases) expect(at(text, x), text).toContain(0);
    expect(at('max(x, 4, 9)', 9)).toContain(0);
    expect(at('max(x, 4, 9)', 4)).not.toContain(0);
    expect(kinks(parsed('sin(x)*exp(x) + x^2'))).toEqual([]);
  });
});

describe('Texts to paste', () => {
  const cases: readonly (readonly [formula: string, numpy: string, javascript: string])[] = [
    ['-x^2', '-x**2', '-Math.pow(x, 2)'],
    ['(a + b)^2', '(a + b)**2', 'Math.pow(a + b, 2)'],
    ['2*sigmoid(-x)', '2*(1/(1 + np.exp(-(-x))))', '2*(1/(1 + Math.exp(-(-x))))'],
    ['where(x > 0, a, b)', 'np.where(1.0*(x > 0), a, b)', 'Number(x > 0) ? a : b'],
    ['(x < a)*b', '(1.0*(x < a))*b', 'Number(x < a)*b'],
    ['mod(a + b, 3)', 'np.mod(a + b, 3)', '((a, b) => ((a % b) + b) % b)(a + b, 3)'],
    ['erf(x)', 'scipy.special.erf(x)', 'erf(x)'],
    ['max(a, b, c)', 'np.maximum(np.maximum(a, b), c)', 'Math.max(a, b, c)'],
    ['log(x) + log10(x)', 'np.log(x) + np.log10(x)', 'Math.log(x) + Math.log10(x)'],
    ['trigamma(x)', 'scipy.special.polygamma(1, x)', 'trigamma(x)'],
  ];
  for (const [formula, asNumpy, asJavascript] of cases)
    it(`${formula} is ${asNumpy} and ${asJavascript}`, () => {
      expect(numpy(parsed(formula))).toBe(asNumpy);
      expect(javascript(parsed(formula))).toBe(asJavascript);
    });
  it('a power of a sum, a quotient and a function has its brackets in LaTeX', () => {
    expect(latex(parsed('(a + b)^2'))).toBe('\\left(a + b\\right)^{2}');
    expect(latex(parsed('hypot(a + b, c)'))).toBe('\\sqrt{\\left(a + b\\right)^{2} + c^{2}}');
    expect(latex(parsed('(a/b)^(c + 1)'))).toBe('\\left(\\frac{a}{b}\\right)^{c + 1}');
  });
});
