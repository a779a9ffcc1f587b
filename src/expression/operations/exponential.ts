import * as precise from '../../base/double-double.js';
import { exp, expm1 } from '../../base/elementary/exponential.js';
import { log, log1p, log2, log10 } from '../../base/elementary/logarithm.js';
import { alike } from '../../base/text.js';
import { add, apply, divide, multiply, number } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const TANG = 'Tang 1989, ACM TOMS 15, without the table';
const FDLIBM = 'Ng 1993, FDLIBM e_log.c';
const perLog =
  (base: number) =>
  ([x]: readonly Expression[]) => [divide(number(1), multiply(apply('log', number(base)), x as Expression))];

export const exponential: readonly Operation[] = [
  {
    name: 'exp',
    title: { en: 'exponential function', ko: '지수 함수' },
    arity: 1,
    lower: (m, x) => m.call(exp, x),
    doubleDouble: precise.exp,
    derivative: (_, self) => [self],
    sample: [[-20, 20]],
    ulp: 1,
    ...callTexts('\\exp', 'np.exp', 'Math.exp'),
    reference: TANG,
  },
  {
    name: 'expm1',
    title: { en: 'eˣ − 1, exact in small x', ko: 'eˣ − 1, x가 작아도 정확함' },
    arity: 1,
    lower: (m, x) => m.call(expm1, x),
    doubleDouble: precise.expm1,
    derivative: ([x]) => [apply('exp', x as Expression)],
    sample: [[-5, 5]],
    ulp: 1,
    latex: (x) => `\\left(\\exp\\left(${x}\\right) - 1\\right)`,
    numpy: (x) => `np.expm1(${x})`,
    javascript: (x) => `Math.expm1(${x})`,
    reference: TANG,
  },
  {
    name: 'log',
    aliases: ['ln'],
    title: { en: 'natural logarithm', ko: '자연로그' },
    arity: 1,
    lower: (m, x) => m.call(log, x),
    doubleDouble: precise.log,
    derivative: ([x]) => [divide(number(1), x as Expression)],
    domain: alike('x > 0'),
    sample: [[0.1, 100]],
    ulp: 1,
    ...callTexts('\\ln', 'np.log', 'Math.log'),
    reference: FDLIBM,
  },
  {
    name: 'log10',
    title: { en: 'logarithm to base 10', ko: '상용로그' },
    arity: 1,
    lower: (m, x) => m.call(log10, x),
    doubleDouble: precise.log10,
    derivative: perLog(10),
    domain: alike('x > 0'),
    sample: [[0.1, 100]],
    ulp: 1,
    ...callTexts('\\log_{10}', 'np.log10', 'Math.log10'),
    reference: FDLIBM,
  },
  {
    name: 'log2',
    title: { en: 'logarithm to base 2', ko: '밑이 2인 로그' },
    arity: 1,
    lower: (m, x) => m.call(log2, x),
    doubleDouble: precise.log2,
    derivative: perLog(2),
    domain: alike('x > 0'),
    sample: [[0.1, 100]],
    ulp: 1,
    ...callTexts('\\log_{2}', 'np.log2', 'Math.log2'),
    reference: FDLIBM,
  },
  {
    name: 'log1p',
    title: { en: 'log(1 + x), exact in small x', ko: 'log(1 + x), x가 작아도 정확함' },
    arity: 1,
    lower: (m, x) => m.call(log1p, x),
    doubleDouble: precise.log1p,
    derivative: ([x]) => [divide(number(1), add(number(1), x as Expression))],
    domain: alike('x > −1'),
    sample: [[-0.9, 10]],
    ulp: 1,
    latex: (x) => `\\ln\\left(1 + ${x}\\right)`,
    numpy: (x) => `np.log1p(${x})`,
    javascript: (x) => `Math.log1p(${x})`,
    reference: FDLIBM,
  },
];
