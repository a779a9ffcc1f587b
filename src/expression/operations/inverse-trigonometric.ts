import * as precise from '../../base/double-double.js';
import { acos, asin, atan, atan2 } from '../../base/elementary/inverse-trigonometric.js';
import { alike } from '../../base/text.js';
import { add, apply, divide, multiply, negate, number, power, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const FDLIBM = 'Ng 1993, FDLIBM';

/** 1/√((1 − x)(1 + x)), which does not cancel near ±1. */
function perRoot(x: Expression): Expression {
  return divide(number(1), apply('sqrt', multiply(subtract(number(1), x), add(number(1), x))));
}

export const inverseTrigonometric: readonly Operation[] = [
  {
    name: 'asin',
    aliases: ['arcsin'],
    title: { en: 'inverse sine, in radians', ko: '역사인 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(asin, x),
    doubleDouble: precise.asin,
    derivative: ([x]) => [perRoot(x as Expression)],
    domain: alike('−1 ≤ x ≤ 1'),
    sample: [[-0.9, 0.9]],
    ulp: 1,
    ...callTexts('\\arcsin', 'np.arcsin', 'Math.asin'),
    reference: FDLIBM,
  },
  {
    name: 'acos',
    aliases: ['arccos'],
    title: { en: 'inverse cosine, in radians', ko: '역코사인 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(acos, x),
    doubleDouble: precise.acos,
    derivative: ([x]) => [negate(perRoot(x as Expression))],
    domain: alike('−1 ≤ x ≤ 1'),
    sample: [[-0.9, 0.9]],
    ulp: 1,
    ...callTexts('\\arccos', 'np.arccos', 'Math.acos'),
    reference: FDLIBM,
  },
  {
    name: 'atan',
    aliases: ['arctan'],
    title: { en: 'inverse tangent, in radians', ko: '역탄젠트 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(atan, x),
    doubleDouble: precise.atan,
    derivative: ([x]) => [divide(number(1), add(number(1), power(x as Expression, number(2))))],
    sample: [[-10, 10]],
    ulp: 1,
    ...callTexts('\\arctan', 'np.arctan', 'Math.atan'),
    reference: FDLIBM,
  },
  {
    name: 'atan2',
    aliases: ['arctan2'],
    title: { en: 'angle of the point (x, y), written atan2(y, x), in radians', ko: '점 (x, y)의 각. atan2(y, x)로 씀 (라디안)' },
    arity: 2,
    lower: (m, y, x) => m.call(atan2, y, x),
    doubleDouble: precise.atan2,
    derivative: (args) => {
      const [y, x] = args as [Expression, Expression];
      const square = add(power(x, number(2)), power(y, number(2)));
      return [divide(x, square), negate(divide(y, square))];
    },
    domain: alike('(x, y) ≠ (0, 0)'),
    sample: [
      [-5, 5],
      [0.5, 5],
    ],
    ulp: 1,
    ...callTexts('\\operatorname{atan2}', 'np.arctan2', 'Math.atan2'),
    reference: 'IEEE 754-2019 §9.2.1',
  },
];
