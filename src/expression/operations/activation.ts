import type { Elementary } from '../../base/arithmetic.js';
import * as precise from '../../base/double-double.js';
import { exactSum, orderedSum, ratio } from '../../base/elementary/double-word.js';
import { exponentialParts, scale } from '../../base/elementary/exponential.js';
import { log1pOf } from '../../base/elementary/logarithm.js';
import { apply, multiply, number, subtract } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

/** 1/(1 + e⁻ˣ), from e^−|x| to 57 bits so that neither tail loses bits. */
const logistic: Elementary = {
  name: 'sigmoid',
  arity: 1,
  body(m, x) {
    const one = m.constant(1);
    const zero = m.constant(0);
    const { k, high, low } = exponentialParts(m, m.max(m.neg(m.abs(x)), m.constant(-746)));
    const e = orderedSum(m, high, low);
    const [d, dLow] = orderedSum(m, one, scale(m, e[0], k));
    const positive = m.ge(x, zero);
    const below = m.add(dLow, scale(m, e[1], k));
    const [q, rest] = ratio(m, [m.select(positive, one, e[0]), m.select(positive, zero, e[1])], [d, below]);
    return scale(m, m.add(q, rest), m.select(positive, zero, k));
  },
};

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
const smoothRamp: Elementary = {
  name: 'softplus',
  arity: 1,
  body(m, x) {
    const { k, high, low } = exponentialParts(m, m.max(m.neg(m.abs(x)), m.constant(-746)));
    const [e, eLow] = orderedSum(m, high, low);
    const [s, lost] = exactSum(m, m.max(x, m.constant(0)), log1pOf(m, scale(m, e, k), scale(m, eLow, k)));
    return m.add(s, lost);
  },
};

export const activation: readonly Operation[] = [
  {
    name: 'sigmoid',
    aliases: ['expit'],
    title: { en: 'logistic function 1/(1 + e⁻ˣ)', ko: '시그모이드 (로지스틱 함수) 1/(1 + e⁻ˣ)' },
    arity: 1,
    lower: (m, x) => m.call(logistic, x),
    doubleDouble: precise.sigmoid,
    derivative: (_, self) => [multiply(self, subtract(number(1), self))],
    sample: [[-10, 10]],
    ulp: 1,
    ...callTexts('\\sigma', '', ''),
    numpy: (x) => `1/(1 + np.exp(-${x}))`,
    javascript: (x) => `1/(1 + Math.exp(-${x}))`,
  },
  {
    name: 'softplus',
    title: { en: 'smooth ramp log(1 + eˣ)', ko: '부드러운 꺾임 log(1 + eˣ)' },
    arity: 1,
    lower: (m, x) => m.call(smoothRamp, x),
    doubleDouble: precise.softplus,
    derivative: ([x]) => [apply('sigmoid', x as Expression)],
    sample: [[-10, 10]],
    ulp: 2,
    ...callTexts('\\operatorname{softplus}', '', ''),
    numpy: (x) => `np.logaddexp(0, ${x})`,
    javascript: (x) => `((v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))))(${x})`,
    reference: 'Dugas et al. 2001, NIPS 13',
  },
  {
    name: 'relu',
    title: { en: 'ramp max(x, 0); slope 0 at 0', ko: '꺾임 max(x, 0). 0에서 기울기는 0' },
    arity: 1,
    lower: (m, x) => m.max(x, m.constant(0)),
    derivative: ([x]) => [apply('greater', x as Expression, number(0))],
    kinks: ([x]) => [x as Expression],
    sample: [[-10, 10]],
    ulp: 0,
    ...callTexts('\\operatorname{relu}', '', ''),
    numpy: (x) => `np.maximum(${x}, 0)`,
    javascript: (x) => `Math.max(${x}, 0)`,
  },
  {
    name: 'step',
    title: { en: 'step: 1 from 0 on, 0 below', ko: '계단: 0부터 1, 그 아래는 0' },
    arity: 1,
    lower: (m, x) => m.select(m.eq(x, x), m.select(m.ge(x, m.constant(0)), m.constant(1), m.constant(0)), x),
    derivative: () => [number(0)],
    kinks: ([x]) => [x as Expression],
    sample: [[-10, 10]],
    ulp: 0,
    ...callTexts('\\operatorname{step}', '', ''),
    numpy: (x) => `np.heaviside(${x}, 1.0)`,
    javascript: (x) => `Number(${x} >= 0)`,
  },
];
