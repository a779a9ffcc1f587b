import * as precise from '../../base/double-double.js';
import { cbrt as cbrtOf, hypot as hypotOf, pow } from '../../base/elementary/power.js';
import { alike } from '../../base/text.js';
import { apply, divide, multiply, negate, number, power, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import { powerFor } from '../integer-power.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const lowerPower: Operation['lower'] = (m, a, b) => m.call(pow, a, b);

export const arithmetic: readonly Operation[] = [
  {
    name: 'add',
    title: { en: 'sum', ko: '덧셈' },
    arity: 2,
    operator: { symbol: '+', strength: 3, form: 'infix', associates: 'left' },
    lower: (m, a, b) => m.add(a, b),
    derivative: () => [number(1), number(1)],
    sample: [[-10, 10]],
    ulp: 0.5,
    latex: (a, b) => `${a} + ${b}`,
    numpy: (a, b) => `${a} + ${b}`,
    javascript: (a, b) => `${a} + ${b}`,
  },
  {
    name: 'subtract',
    title: { en: 'difference', ko: '뺄셈' },
    arity: 2,
    operator: { symbol: '-', strength: 3, form: 'infix', associates: 'left' },
    lower: (m, a, b) => m.sub(a, b),
    derivative: () => [number(1), number(-1)],
    sample: [[-10, 10]],
    ulp: 0.5,
    latex: (a, b) => `${a} - ${b}`,
    numpy: (a, b) => `${a} - ${b}`,
    javascript: (a, b) => `${a} - ${b}`,
  },
  {
    name: 'multiply',
    title: { en: 'product', ko: '곱셈' },
    arity: 2,
    operator: { symbol: '*', strength: 4, form: 'infix', associates: 'left' },
    lower: (m, a, b) => m.mul(a, b),
    derivative: ([a, b]) => [b as Expression, a as Expression],
    sample: [[-10, 10]],
    ulp: 0.5,
    latex: (a, b) => `${a} \\cdot ${b}`,
    numpy: (a, b) => `${a}*${b}`,
    javascript: (a, b) => `${a}*${b}`,
  },
  {
    name: 'divide',
    title: { en: 'quotient', ko: '나눗셈' },
    arity: 2,
    operator: { symbol: '/', strength: 4, form: 'infix', associates: 'left' },
    lower: (m, a, b) => m.div(a, b),
    derivative: (args, self) => {
      const b = args[1] as Expression;
      return [divide(number(1), b), negate(divide(self, b))];
    },
    domain: alike('b ≠ 0'),
    sample: [
      [-10, 10],
      [0.5, 10],
    ],
    ulp: 0.5,
    latex: (a, b) => `\\frac{${a}}{${b}}`,
    numpy: (a, b) => `${a}/${b}`,
    javascript: (a, b) => `${a}/${b}`,
  },
  {
    name: 'negate',
    aliases: ['negative'],
    title: { en: 'opposite', ko: '부호 바꾸기' },
    arity: 1,
    operator: { symbol: '-', strength: 5, form: 'prefix', associates: 'none' },
    lower: (m, a) => m.neg(a),
    derivative: () => [number(-1)],
    sample: [[-10, 10]],
    ulp: 0,
    latex: (a) => `-${a}`,
    numpy: (a) => `-${a}`,
    javascript: (a) => `-${a}`,
  },
  {
    name: 'power',
    aliases: ['pow'],
    title: { en: 'power', ko: '거듭제곱' },
    arity: 2,
    operator: { symbol: '^', strength: 6, form: 'infix', associates: 'right' },
    lower: lowerPower,
    lowerFor: ([, exponent]) => powerFor(exponent, lowerPower),
    doubleDouble: precise.pow,
    derivative: (args, self) => {
      const [a, b] = args as [Expression, Expression];
      // 0^b = 0 for every b > 0, so its slope there is 0, where log 0 would make it NaN.
      const byExponent = apply('where', apply('equal', a, number(0)), number(0), multiply(self, apply('log', a)));
      return [multiply(b, power(a, subtract(b, number(1)))), byExponent];
    },
    kinks: ([a, b]) => (b?.kind === 'constant' && b.value > 0 && b.value < 1 ? [a as Expression] : []),
    domain: { en: 'a ≥ 0, or b a whole number', ko: 'a ≥ 0 또는 b가 정수' },
    sample: [
      [0.1, 5],
      [-3, 3],
    ],
    ulp: 1,
    latex: (a, b) => `${a}^{${b}}`,
    numpy: (a, b) => `${a}**${b}`,
    // −x ** 2 is a syntax error in JavaScript.
    javascript: (a, b) => `Math.pow(${a}, ${b})`,
    reference: 'IEEE 754-2019 §9.2.1; Tang 1990, ACM TOMS 16, with the logarithm to 68 bits',
  },
  {
    name: 'sqrt',
    title: { en: 'square root', ko: '제곱근' },
    arity: 1,
    lower: (m, x) => m.sqrt(x),
    derivative: (_, self) => [divide(number(1), multiply(number(2), self))],
    kinks: ([x]) => [x as Expression],
    domain: alike('x ≥ 0'),
    sample: [[0.1, 100]],
    ulp: 0.5,
    latex: (x) => `\\sqrt{${x}}`,
    numpy: (x) => `np.sqrt(${x})`,
    javascript: (x) => `Math.sqrt(${x})`,
  },
  {
    name: 'cbrt',
    title: { en: 'cube root', ko: '세제곱근' },
    arity: 1,
    lower: (m, x) => m.call(cbrtOf, x),
    doubleDouble: precise.cbrt,
    derivative: (_, self) => [divide(number(1), multiply(number(3), power(self, number(2))))],
    kinks: ([x]) => [x as Expression],
    sample: [[-100, 100]],
    ulp: 1,
    latex: (x) => `\\sqrt[3]{${x}}`,
    numpy: (x) => `np.cbrt(${x})`,
    javascript: (x) => `Math.cbrt(${x})`,
    reference: 'Kahan 1991, Computing a real cube root; FreeBSD s_cbrt.c',
  },
  {
    name: 'hypot',
    title: { en: 'length of the vector (a, b)', ko: '벡터 (a, b)의 길이' },
    arity: 2,
    lower: (m, a, b) => m.call(hypotOf, a, b),
    doubleDouble: precise.hypot,
    derivative: (args, self) => {
      const atOrigin = apply('equal', self, number(0));
      return args.map((arg) => apply('where', atOrigin, number(0), divide(arg, self)));
    },
    kinks: ([a, b]) => [apply('hypot', a as Expression, b as Expression)],
    sample: [[-10, 10]],
    ulp: 1,
    latex: (a, b) => `\\sqrt{${a}^{2} + ${b}^{2}}`,
    numpy: (a, b) => `np.hypot(${a}, ${b})`,
    javascript: (a, b) => `Math.hypot(${a}, ${b})`,
  },
  {
    name: 'abs',
    aliases: ['absolute', 'fabs'],
    title: { en: 'absolute value; slope 0 at 0', ko: '절댓값. 0에서 기울기는 0' },
    arity: 1,
    lower: (m, x) => m.abs(x),
    derivative: ([x]) => [apply('sign', x as Expression)],
    kinks: ([x]) => [x as Expression],
    sample: [[-10, 10]],
    ulp: 0,
    latex: (x) => `\\left|${x}\\right|`,
    numpy: (x) => `np.abs(${x})`,
    javascript: (x) => `Math.abs(${x})`,
  },
  {
    name: 'sign',
    title: { en: 'sign: −1, 0 or 1', ko: '부호: −1, 0, 1' },
    arity: 1,
    lower: (m, x) => m.select(m.gt(x, m.constant(0)), m.constant(1), m.select(m.lt(x, m.constant(0)), m.constant(-1), x)),
    derivative: () => [number(0)],
    kinks: ([x]) => [x as Expression],
    sample: [[-10, 10]],
    ulp: 0,
    ...callTexts('\\operatorname{sign}', 'np.sign', 'Math.sign'),
  },
];
