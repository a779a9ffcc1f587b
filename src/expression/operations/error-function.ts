import type { Arithmetic, Elementary } from '../../base/arithmetic.js';
import * as precise from '../../base/double-double.js';
import { exactProduct, exactSum, orderedSum, type Pair, ratio } from '../../base/elementary/double-word.js';
import { exponentialParts, scale } from '../../base/elementary/exponential.js';
import { polynomial } from '../../base/elementary/polynomial.js';
import { apply, multiply, negate, number, power } from '../build.js';
import { callTexts } from '../call-texts.js';
import type { Expression } from '../node.js';
import type { Operation } from './operation.js';

const HEAD = 'DLMF 7.2.1, 7.2.2; tail: Shepherd and Laframboise 1981, Math. Comp. 36';

export const errorFunction: readonly Operation[] = [
  {
    name: 'erf',
    title: { en: 'error function', ko: '오차 함수' },
    arity: 1,
    lower: (m, x) => m.call(erf, x),
    doubleDouble: precise.gaussIntegral,
    derivative: ([x]) => [bell(x as Expression)],
    sample: [[-3, 3]],
    ulp: 2,
    ...callTexts('\\operatorname{erf}', 'scipy.special.erf', 'erf'),
    javascriptNeeds: '@stdlib/math-base-special-erf',
    reference: HEAD,
  },
  {
    name: 'erfc',
    title: {
      en: 'complementary error function 1 − erf(x), exact in the far tail',
      ko: '여오차 함수 1 − erf(x), 먼 꼬리에서도 정확함',
    },
    arity: 1,
    lower: (m, x) => m.call(erfc, x),
    doubleDouble: precise.gaussTail,
    derivative: ([x]) => [negate(bell(x as Expression))],
    sample: [[-3, 10]],
    ulp: 2,
    ...callTexts('\\operatorname{erfc}', 'scipy.special.erfc', 'erfc'),
    javascriptNeeds: '@stdlib/math-base-special-erfc',
    reference: HEAD,
  },
];

/** 2e^(−x²)/√π. */
function bell(x: Expression): Expression {
  return multiply(number(TWO_OVER_ROOT_PI), apply('exp', negate(power(x, number(2)))));
}

const TWO_OVER_ROOT_PI = 1.1283791670955126;

const erf: Elementary = {
  name: 'erf',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const y = m.choose(
      m.gt(size, m.constant(1)),
      () => m.sub(m.constant(1), tail(m, size)),
      () => sum(m, core(m, size)),
    );
    return m.copysign(y, x);
  },
};

const erfc: Elementary = {
  name: 'erfc',
  arity: 1,
  body(m, x) {
    const one = m.constant(1);
    return m.choose(
      m.gt(m.abs(x), m.constant(0.5)),
      () => {
        const far = tail(m, m.abs(x));
        return m.select(m.lt(x, m.constant(0)), m.sub(m.constant(2), far), far);
      },
      () => {
        const [high, low] = core(m, x);
        const [s, lost] = exactSum(m, one, m.neg(high));
        return m.add(s, m.sub(lost, low));
      },
    );
  },
};

const sum = <F, B>(m: Arithmetic<F, B>, [high, low]: Pair<F>): F => m.add(high, low);

/** erf x = x + x·P(x²) for |x| ≤ 1. */
function core<F, B>(m: Arithmetic<F, B>, x: F): Pair<F> {
  return [x, m.mul(x, polynomial(m, m.mul(x, x), ERF))];
}

/** erfc x = e^(−x²)·P(t)/(1 + 2x), t = (x − 4)/(x + 4), for x ≥ ½: one polynomial to the end of the range. */
function tail<F, B>(m: Arithmetic<F, B>, x: F): F {
  const near = m.min(x, m.constant(28));
  const [square, lost] = exactProduct(m, near, near);
  const { k, high, low } = exponentialParts(m, m.neg(square), m.neg(lost));
  const four = m.constant(4);
  const t = m.div(m.sub(near, four), m.add(near, four));
  const factor = orderedSum(m, m.constant(ERFC[0] as number), m.mul(t, polynomial(m, t, ERFC.slice(1))));
  const [e, eLow] = orderedSum(m, high, low);
  const [p, pLow] = exactProduct(m, e, factor[0]);
  const top: Pair<F> = [p, m.add(pLow, m.add(m.mul(e, factor[1]), m.mul(eLow, factor[0])))];
  const [q, rest] = ratio(m, top, exactSum(m, m.constant(1), m.add(near, near)));
  return scale(m, m.add(q, rest), k);
}

/** erf x/x − 1 in x² ≤ 1, error 2⁻⁵⁶; e^{x²}·erfc(x)·(1 + 2x) in t for x ≥ ½, error 2⁻⁵⁴ (scripts/vectors/minimax.py erf erfc). */
const ERF = [
  0.1283791670955126, -0.3761263890318417, 0.11283791670978403, -0.026866170650228276, 0.005223977683429314,
  -0.0008548330949578034, 0.0001205550361524504, -1.4930619725777033e-5, 1.6561170457372598e-6, -1.772137228484672e-7,
  2.7329794552006962e-8, -8.691163780832074e-9, 2.6826452801320144e-9, -4.030089106404574e-10,
];
const ERFC = [
  1.2329951186255526, -0.1396211168405625, 0.015379652102619877, 0.06809705425468864, -0.10103906603631257, 0.09373283499852701,
  -0.06633036581201565, 0.037167515533924805, -0.016197734060384994, 0.005031970017294895, -0.0007577732690464142,
  -0.00019925695809620348, 0.00015062158434453742, -2.439808467483225e-5, -1.1221762493260205e-5, 5.706558097519195e-6,
  2.933294115366208e-7, -8.195985224203186e-7, 7.514573707861126e-8, 1.033281729986505e-7, -1.8214904209605434e-8,
  -9.676540247484141e-9, 1.910439912377452e-9,
];
