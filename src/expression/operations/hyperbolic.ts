import * as precise from '../../base/double-double.js';
import { cosh, sinh, tanh } from '../../base/elementary/hyperbolic.js';
import { acosh, asinh, atanh } from '../../base/elementary/inverse-hyperbolic.js';
import { alike } from '../../base/text.js';
import { add, apply, divide, multiply, number, power, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const perRoot = (square: Expression): Expression => divide(number(1), apply('sqrt', square));

export const hyperbolic: readonly Operation[] = [
  {
    name: 'sinh',
    title: { en: 'hyperbolic sine', ko: '쌍곡사인' },
    arity: 1,
    lower: (m, x) => m.call(sinh, x),
    doubleDouble: precise.sinh,
    derivative: ([x]) => [apply('cosh', x as Expression)],
    sample: [[-5, 5]],
    ulp: 1,
    ...callTexts('\\sinh', 'np.sinh', 'Math.sinh'),
  },
  {
    name: 'cosh',
    title: { en: 'hyperbolic cosine', ko: '쌍곡코사인' },
    arity: 1,
    lower: (m, x) => m.call(cosh, x),
    doubleDouble: precise.cosh,
    derivative: ([x]) => [apply('sinh', x as Expression)],
    sample: [[-5, 5]],
    ulp: 1,
    ...callTexts('\\cosh', 'np.cosh', 'Math.cosh'),
  },
  {
    name: 'tanh',
    title: { en: 'hyperbolic tangent', ko: '쌍곡탄젠트' },
    arity: 1,
    lower: (m, x) => m.call(tanh, x),
    doubleDouble: precise.tanh,
    derivative: (_, self) => [subtract(number(1), power(self, number(2)))],
    sample: [[-4, 4]],
    ulp: 1,
    ...callTexts('\\tanh', 'np.tanh', 'Math.tanh'),
  },
  {
    name: 'asinh',
    aliases: ['arcsinh'],
    title: { en: 'inverse hyperbolic sine', ko: '역쌍곡사인' },
    arity: 1,
    lower: (m, x) => m.call(asinh, x),
    doubleDouble: precise.asinh,
    derivative: ([x]) => [perRoot(add(power(x as Expression, number(2)), number(1)))],
    sample: [[-10, 10]],
    ulp: 1,
    ...callTexts('\\operatorname{arsinh}', 'np.arcsinh', 'Math.asinh'),
  },
  {
    name: 'acosh',
    aliases: ['arccosh'],
    title: { en: 'inverse hyperbolic cosine', ko: '역쌍곡코사인' },
    arity: 1,
    lower: (m, x) => m.call(acosh, x),
    doubleDouble: precise.acosh,
    derivative: ([x]) => [perRoot(multiply(subtract(x as Expression, number(1)), add(x as Expression, number(1))))],
    domain: alike('x ≥ 1'),
    sample: [[1.1, 10]],
    ulp: 1,
    ...callTexts('\\operatorname{arcosh}', 'np.arccosh', 'Math.acosh'),
  },
  {
    name: 'atanh',
    aliases: ['arctanh'],
    title: { en: 'inverse hyperbolic tangent', ko: '역쌍곡탄젠트' },
    arity: 1,
    lower: (m, x) => m.call(atanh, x),
    doubleDouble: precise.atanh,
    derivative: ([x]) => [divide(number(1), multiply(subtract(number(1), x as Expression), add(number(1), x as Expression)))],
    domain: alike('−1 < x < 1'),
    sample: [[-0.9, 0.9]],
    ulp: 1,
    ...callTexts('\\operatorname{artanh}', 'np.arctanh', 'Math.atanh'),
  },
];
