import type { Elementary } from '../arithmetic.js';
import { exactSum, orderedSum, ratio } from './double-word.js';
import { expm1Quarter, exponentialParts, scale } from './exponential.js';

/** sinh x = ½·(E + E/(1 + E)), E = eˣ − 1 to 57 bits. Error < 0.7 ulp. */
export const sinh: Elementary = {
  name: 'sinh',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const [q, qLow] = expm1Quarter(m, size);
    const four = m.constant(4);
    const [e, eLow] = [m.mul(q, four), m.mul(qLow, four)];
    const [d, dLow] = exactSum(m, m.constant(1), e);
    const [r, rLow] = ratio(m, [e, eLow], [d, m.add(dLow, eLow)]);
    // Beyond 22 the second term is ½ to the last bit that counts, and E may overflow where its half does not.
    const large = m.gt(size, m.constant(22));
    const quarter = m.constant(0.25);
    const second = m.select(large, quarter, m.mul(r, quarter));
    const secondLow = m.select(large, m.constant(0), m.mul(rLow, quarter));
    const [s, lost] = orderedSum(m, q, second);
    const y = m.mul(m.add(s, m.add(lost, m.add(qLow, secondLow))), m.constant(2));
    return m.select(m.lt(size, m.constant(2 ** -30)), x, m.copysign(y, x));
  },
};

/** cosh x = ½·(E + 1/E), E = e^|x| to 57 bits. Error < 0.7 ulp. */
export const cosh: Elementary = {
  name: 'cosh',
  arity: 1,
  body(m, x) {
    const { k, high, low } = exponentialParts(m, m.min(m.abs(x), m.constant(711)));
    const one = m.constant(1);
    const [r, rLow] = ratio(m, [one, m.constant(0)], orderedSum(m, high, low));
    const down = m.power2(m.mul(m.constant(-2), m.min(k, m.constant(60))));
    const [s, lost] = exactSum(m, high, m.mul(r, down));
    return scale(m, m.add(s, m.add(lost, m.add(low, m.mul(rLow, down)))), m.sub(k, one));
  },
};

/** tanh x = E/(E + 2), E = e^{2x} − 1 to 57 bits. Error < 0.7 ulp. */
export const tanh: Elementary = {
  name: 'tanh',
  arity: 1,
  body(m, x) {
    const size = m.abs(x);
    const [q, qLow] = expm1Quarter(m, m.min(m.add(size, size), m.constant(44)));
    const [d, dLow] = exactSum(m, m.constant(0.5), q);
    const [r, rest] = ratio(m, [q, qLow], [d, m.add(dLow, qLow)]);
    return m.select(m.lt(size, m.constant(2 ** -30)), x, m.copysign(m.add(r, rest), x));
  },
};
