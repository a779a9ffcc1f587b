import * as precise from '../../base/double-double.js';
import { cos, sin, tan } from '../../base/elementary/trigonometric.js';
import { add, apply, negate, number, power } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const REDUCTION = 'Cody and Waite 1980; huge angles: Payne and Hanek 1983, ACM SIGNUM 18(1)';

export const trigonometric: readonly Operation[] = [
  {
    name: 'sin',
    title: { en: 'sine of an angle in radians', ko: '사인 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(sin, x),
    doubleDouble: precise.sin,
    derivative: ([x]) => [apply('cos', x as Expression)],
    sample: [[-10, 10]],
    ulp: 1,
    ...callTexts('\\sin', 'np.sin', 'Math.sin'),
    reference: REDUCTION,
  },
  {
    name: 'cos',
    title: { en: 'cosine of an angle in radians', ko: '코사인 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(cos, x),
    doubleDouble: precise.cos,
    derivative: ([x]) => [negate(apply('sin', x as Expression))],
    sample: [[-10, 10]],
    ulp: 1,
    ...callTexts('\\cos', 'np.cos', 'Math.cos'),
    reference: REDUCTION,
  },
  {
    name: 'tan',
    title: { en: 'tangent of an angle in radians', ko: '탄젠트 (라디안)' },
    arity: 1,
    lower: (m, x) => m.call(tan, x),
    doubleDouble: precise.tan,
    derivative: (_, self) => [add(number(1), power(self, number(2)))],
    sample: [[-1.4, 1.4]],
    ulp: 1,
    ...callTexts('\\tan', 'np.tan', 'Math.tan'),
    reference: REDUCTION,
  },
];
