import type { Elementary } from '../../base/arithmetic.js';
import * as precise from '../../base/double-double.js';
import { exactProduct, exactSum, multiplyPair, orderedSum, ratio } from '../../base/elementary/double-word.js';
import { exponentialParts, scale } from '../../base/elementary/exponential.js';
import { alike } from '../../base/text.js';
import { divide, multiply, negate, number, power, subtract } from '../build.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const INVERSE_ROOT_2PI = [0.3989422804014327, -2.49232720227773e-17] as const;

/** e^(−z²/2)/(σ√2π), z = (x − μ)/σ, with z and its square in double words so that far tails keep their digits. NaN unless σ > 0. */
const normalDensity: Elementary = {
  name: 'normal-density',
  arity: 3,
  body(m, x, mu, sigma) {
    const zero = m.constant(0);
    const plain = m.div(m.sub(x, mu), sigma);
    // Beyond 60 the density is 0, and differences and squares would soon overflow.
    const inside = m.lt(m.abs(plain), m.constant(60));
    const [z, zLow] = ratio(m, exactSum(m, x, m.neg(mu)), [sigma, zero]);
    const near = m.select(inside, z, m.constant(60));
    const [square, lost] = exactProduct(m, near, near);
    const [h, hLow] = orderedSum(m, square, m.add(lost, m.mul(m.mul(m.constant(2), near), m.select(inside, zLow, zero))));
    const minusHalf = m.constant(-0.5);
    const { k, high, low } = exponentialParts(m, m.mul(h, minusHalf), m.mul(hLow, minusHalf));
    const top = multiplyPair(m, orderedSum(m, high, low), m.constant(INVERSE_ROOT_2PI[0]));
    const [q, rest] = ratio(m, [top[0], m.add(top[1], m.mul(high, m.constant(INVERSE_ROOT_2PI[1])))], [sigma, zero]);
    const value = scale(m, m.add(q, rest), m.max(k, m.constant(-1500)));
    const far = m.select(m.eq(plain, plain), m.select(inside, value, zero), plain);
    return m.select(m.gt(sigma, zero), far, m.constant(Number.NaN));
  },
};

export const density: readonly Operation[] = [
  {
    name: 'normalPdf',
    title: {
      en: 'density of the normal distribution, normalPdf(x, mu, sigma)',
      ko: '정규분포의 확률밀도, normalPdf(x, mu, sigma)',
    },
    arity: 3,
    lower: (m, x, mu, sigma) => m.call(normalDensity, x, mu, sigma),
    doubleDouble: precise.normalDensity,
    derivative: (args, self) => {
      const [x, mu, sigma] = args as [Expression, Expression, Expression];
      const z = divide(subtract(x, mu), sigma);
      const slope = divide(multiply(self, z), sigma);
      return [negate(slope), slope, divide(multiply(self, subtract(power(z, number(2)), number(1))), sigma)];
    },
    domain: alike('sigma > 0'),
    sample: [
      [-4, 4],
      [-1, 1],
      [0.5, 2],
    ],
    ulp: 2,
    latex: (x, mu, sigma) => `\\mathcal{N}\\left(${x}; ${mu}, ${sigma}\\right)`,
    numpy: (x, mu, sigma) => `np.exp(-((${x} - ${mu})/${sigma})**2/2)/(${sigma}*np.sqrt(2*np.pi))`,
    javascript: (x, mu, sigma) =>
      `((x, mu, sigma) => Math.exp(-(((x - mu)/sigma)**2)/2)/(sigma*Math.sqrt(2*Math.PI)))(${x}, ${mu}, ${sigma})`,
  },
];
