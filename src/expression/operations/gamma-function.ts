import { gamma, lgamma } from '../../base/elementary/gamma-function.js';
import { digamma, polygamma, trigamma } from '../../base/elementary/polygamma.js';
import { alike } from '../../base/text.js';
import { add, apply, multiply, number } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const DOMAIN = alike('x ≠ 0, −1, −2, …');

export const gammaFunction: readonly Operation[] = [
  {
    name: 'gamma',
    title: { en: 'gamma function; gamma(n + 1) = n!', ko: '감마 함수. gamma(n + 1) = n!' },
    arity: 1,
    lower: (m, x) => m.call(gamma, x),
    derivative: ([x], self) => [multiply(self, apply('digamma', x as Expression))],
    domain: DOMAIN,
    sample: [[0.2, 10]],
    ulp: 1,
    ...callTexts('\\Gamma', 'scipy.special.gamma', 'gamma'),
    javascriptNeeds: '@stdlib/math-base-special-gamma',
    reference: 'DLMF 5.5.1, 5.5.3, 5.11.1',
  },
  {
    name: 'lgamma',
    aliases: ['gammaln'],
    title: { en: 'logarithm of |Γ(x)|', ko: '|Γ(x)|의 로그' },
    arity: 1,
    lower: (m, x) => m.call(lgamma, x),
    derivative: ([x]) => [apply('digamma', x as Expression)],
    domain: DOMAIN,
    sample: [[0.2, 50]],
    ulp: 2,
    latex: (x) => `\\ln\\left|\\Gamma\\left(${x}\\right)\\right|`,
    numpy: (x) => `scipy.special.gammaln(${x})`,
    javascript: (x) => `gammaln(${x})`,
    javascriptNeeds: '@stdlib/math-base-special-gammaln',
    reference: 'DLMF 5.5.1, 5.5.3, 5.11.1',
  },
  {
    name: 'digamma',
    aliases: ['psi'],
    title: { en: 'digamma function, slope of lgamma', ko: '디감마 함수 (lgamma의 기울기)' },
    arity: 1,
    lower: (m, x) => m.call(digamma, x),
    derivative: ([x]) => [apply('trigamma', x as Expression)],
    domain: DOMAIN,
    sample: [[0.2, 20]],
    ulp: 3,
    ...callTexts('\\psi', 'scipy.special.digamma', 'digamma'),
    javascriptNeeds: '@stdlib/math-base-special-digamma',
    reference: 'DLMF 5.5.2, 5.5.4, 5.11.2',
  },
  {
    name: 'trigamma',
    title: { en: 'trigamma function, slope of digamma', ko: '트리감마 함수 (digamma의 기울기)' },
    arity: 1,
    lower: (m, x) => m.call(trigamma, x),
    derivative: ([x]) => [apply('polygamma', number(2), x as Expression)],
    domain: DOMAIN,
    sample: [[0.2, 20]],
    ulp: 5,
    latex: (x) => `\\psi'\\left(${x}\\right)`,
    numpy: (x) => `scipy.special.polygamma(1, ${x})`,
    javascript: (x) => `trigamma(${x})`,
    javascriptNeeds: '@stdlib/math-base-special-trigamma',
    reference: 'DLMF 5.15',
  },
  {
    name: 'polygamma',
    title: { en: 'n-th derivative of digamma, n a whole number from 1', ko: 'digamma의 n계 도함수 (n은 1 이상의 정수)' },
    arity: 2,
    lower: (m, n, x) => m.call(polygamma, n, x),
    // There is no slope between whole orders.
    derivative: (args) => {
      const [n, x] = args as [Expression, Expression];
      return [number(Number.NaN), apply('polygamma', add(n, number(1)), x)];
    },
    domain: {
      en: 'n = 1, 2, 3, …; x > 0, or n ≤ 3 and x ≠ 0, −1, −2, …',
      ko: 'n = 1, 2, 3, …이고 x > 0. n ≤ 3이면 x ≠ 0, −1, −2, …',
    },
    sample: [
      [2, 2],
      [0.2, 20],
    ],
    ulp: 16,
    latex: (n, x) => `\\psi^{(${n})}\\left(${x}\\right)`,
    numpy: (n, x) => `scipy.special.polygamma(${n}, ${x})`,
    javascript: (n, x) => `polygamma(${n}, ${x})`,
    javascriptNeeds: '@stdlib/math-base-special-polygamma',
    reference: 'DLMF 5.15',
  },
];
