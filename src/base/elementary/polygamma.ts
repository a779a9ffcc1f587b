import type { Arithmetic, Elementary } from '../arithmetic.js';
import { logParts } from './accurate-logarithm.js';
import { addPairs, addToPair, multiplyPairs, negatePair, orderedSum, type Pair, ratio, selectPair } from './double-word.js';
import { gamma, pairing, piPair, shiftedUp } from './gamma-function.js';
import { polynomial } from './polynomial.js';
import { pow } from './power.js';
import { sineAndCosineOfPi } from './trigonometric.js';

/**
 * ψ(x) = Γ′(x)/Γ(x): moved up by 8 (DLMF 5.5.2), then the asymptotic series (DLMF 5.11.2), in double words; left of ½ by ψ(1 − x) − π·cot πx. For x > 0 error
 * < 3 ulp, also near its zero 1.4616…, for x < 0 below 2⁻⁵² or 3 ulp; NaN at 0 and the negative integers.
 */
export const digamma: Elementary = {
  name: 'digamma',
  arity: 1,
  body(m, x) {
    const { reflected, z, shifted, w } = shiftedUp(m, x);
    const p = pairing(m, z);
    const seven = addToPair(m, [m.mul(z[0], m.constant(2)), m.mul(z[1], m.constant(2))], m.constant(7));
    const part = (v: number) => ratio(m, seven, addToPair(m, p, m.constant(v)));
    const steps = addPairs(m, addPairs(m, part(0), part(6)), addPairs(m, part(10), part(12)));
    const zero: Pair<typeof x> = [m.constant(0), m.constant(0)];
    const far = asymptotic(m, w);
    const right = addPairs(m, far, negatePair(m, selectPair(m, shifted, steps, zero)));
    const { sine, cosine } = sineAndCosineOfPi(m, x);
    const cotangent = multiplyPairs(m, ratio(m, orderedSum(m, ...cosine), orderedSum(m, ...sine)), piPair(m));
    const [high, low] = selectPair(m, reflected, addPairs(m, right, negatePair(m, cotangent)), right);
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const fromRoot = m.sub(m.sub(x, m.constant(ROOT[0])), m.constant(ROOT[1]));
    const atRoot = m.le(m.abs(fromRoot), m.constant(0.125));
    const regular = m.select(atRoot, m.mul(fromRoot, polynomial(m, fromRoot, NEAR_ROOT)), m.add(high, low));
    const tiny = m.lt(m.abs(x), m.constant(2 ** -60));
    const inner = m.select(tiny, m.div(m.constant(-1), x), m.select(m.eq(x, infinity), infinity, regular));
    return m.select(isPole(m, x), m.constant(Number.NaN), inner);
  },
};

/** ψ′(x), by the same steps; left of ½ by π²/sin² πx − ψ′(1 − x). Error < 4 ulp; NaN at 0 and the negative integers. */
export const trigamma: Elementary = {
  name: 'trigamma',
  arity: 1,
  body(m, x) {
    const { reflected, z, shifted, w } = shiftedUp(m, x);
    const one = m.constant(1);
    let steps = m.constant(0);
    // Smallest first.
    for (let i = 7; i >= 0; i--) {
      const inverse = m.div(one, m.add(m.add(z[0], m.constant(i)), z[1]));
      steps = m.add(steps, m.mul(inverse, inverse));
    }
    const v = m.div(one, m.add(w[0], w[1]));
    const square = m.mul(v, v);
    const far = m.add(v, m.add(m.mul(m.constant(0.5), square), m.mul(m.mul(square, v), polynomial(m, square, TRIGAMMA))));
    const right = m.add(m.select(shifted, steps, m.constant(0)), far);
    const { sine } = sineAndCosineOfPi(m, x);
    const [q, rest] = ratio(m, piPair(m), orderedSum(m, ...sine));
    const cosecant = m.add(q, rest);
    const inverse = m.div(one, x);
    const left = m.select(m.lt(m.abs(x), m.constant(2 ** -60)), m.mul(inverse, inverse), m.sub(m.mul(cosecant, cosecant), right));
    return m.select(isPole(m, x), m.constant(Number.NaN), m.select(reflected, left, right));
  },
};

/**
 * ψ⁽ⁿ⁾(x) for integral n ≥ 1: moved up by 16 (DLMF 5.15.5), then 12 terms of the asymptotic series (DLMF 5.15.9); for x < 0 by reflection up to n = 3. NaN for other n,
 * for x < 0 with n > 3, and at 0 and the negative integers. Error < 16 ulp for n ≤ 6.
 */
export const polygamma: Elementary = {
  name: 'polygamma',
  arity: 2,
  body(m, n, x) {
    const one = m.constant(1);
    const zero = m.constant(0);
    const left = m.lt(x, zero);
    const z = m.select(left, m.sub(one, x), x);
    const next = m.add(n, one);
    const moved = m.add(z, m.constant(SHIFT));
    let steps = zero;
    for (let i = SHIFT - 1; i >= 0; i--) steps = m.add(steps, m.div(one, m.call(pow, m.add(z, m.constant(i)), next)));
    const factorial = m.call(gamma, next);
    const size = m.add(m.mul(factorial, steps), asymptoticSize(m, n, moved, factorial));
    const even = isEven(m, n);
    const right = m.select(even, m.neg(size), size);
    const reflection = m.select(even, right, m.neg(right));
    const reflected = m.sub(reflection, cotangentDerivative(m, n, x));
    const known = m.and(m.ge(n, one), m.eq(m.floor(n), n));
    const allowed = m.and(known, m.not(m.or(isPole(m, x), m.and(left, m.gt(n, m.constant(3))))));
    return m.select(allowed, m.select(left, reflected, right), m.constant(Number.NaN));
  },
};

const SHIFT = 16;

const isPole = <F, B>(m: Arithmetic<F, B>, x: F): B => m.and(m.le(x, m.constant(0)), m.eq(m.floor(x), x));

function isEven<F, B>(m: Arithmetic<F, B>, n: F): B {
  const half = m.mul(n, m.constant(0.5));
  return m.eq(m.floor(half), half);
}

/** log w − 1/(2w) − Σ B₂ₖ/(2k·w²ᵏ). */
function asymptotic<F, B>(m: Arithmetic<F, B>, w: Pair<F>): Pair<F> {
  const [v, vLow] = ratio(m, [m.constant(-0.5), m.constant(0)], w);
  const inverse = m.mul(m.constant(-2), v);
  const square = m.mul(inverse, inverse);
  return addToPair(m, addPairs(m, logParts(m, ...w), [v, vLow]), m.mul(square, polynomial(m, square, DIGAMMA)));
}

/** (n−1)!/wⁿ + n!/(2wⁿ⁺¹) + Σ B₂ₖ (2k+n−1)!/((2k)!·w²ᵏ⁺ⁿ). */
function asymptoticSize<F, B>(m: Arithmetic<F, B>, n: F, w: F, factorial: F): F {
  const one = m.constant(1);
  const power = m.div(factorial, m.call(pow, w, n));
  const inverse = m.div(one, w);
  const square = m.mul(inverse, inverse);
  let sum = m.add(m.div(one, n), m.mul(m.constant(0.5), inverse));
  // (n + 1)(n + 2)…(n + 2k − 1)/w²ᵏ.
  let rising = m.mul(m.add(n, one), square);
  BERNOULLI_OVER_FACTORIAL.forEach((coefficient, i) => {
    sum = m.add(sum, m.mul(rising, m.constant(coefficient)));
    rising = m.mul(rising, m.mul(m.mul(m.add(n, m.constant(2 * i + 2)), m.add(n, m.constant(2 * i + 3))), square));
  });
  return m.mul(power, sum);
}

/** π·dⁿ/dxⁿ cot πx for n = 1, 2, 3. */
function cotangentDerivative<F, B>(m: Arithmetic<F, B>, n: F, x: F): F {
  const pi = piPair(m)[0];
  const { sine, cosine } = sineAndCosineOfPi(m, x);
  const s = m.div(pi, m.add(sine[0], sine[1]));
  const cosecant = m.mul(s, s);
  const cotangent = m.mul(m.add(cosine[0], cosine[1]), s);
  const two = m.constant(2);
  const second = m.mul(two, m.mul(cosecant, cotangent));
  const third = m.mul(m.constant(-2), m.mul(cosecant, m.add(cosecant, m.mul(two, m.mul(cotangent, cotangent)))));
  return m.select(m.eq(n, m.constant(1)), m.neg(cosecant), m.select(m.eq(n, two), second, third));
}

const ROOT = [1.4616321449683622, 9.549995429965697e-17] as const;
/** In 1/w² for w ≥ 8, errors 2⁻⁶⁴; ψ(root + d)/d for |d| ≤ ⅛, error 2⁻⁵⁴ (scripts/vectors/minimax.py digamma trigamma digamma-root). */
const DIGAMMA = [
  -0.08333333333333316, 0.008333333333046325, -0.003968253806269906, 0.00416662328027731, -0.00756950513331444,
  0.020590206946052975, -0.061558321489637344,
];
const TRIGAMMA = [
  0.16666666666666657, -0.033333333333140355, 0.023809523671704202, -0.033333285565404575, 0.07574835796770886,
  -0.25206462910494215, 1.0957069337554013, -4.3477884472441035,
];
const NEAR_ROOT = [
  0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240572, 0.10782405069126025, -0.07219956125701657,
  0.04880428816512823, -0.033161126304077256, 0.022597648005707918, -0.015424792534077518, 0.010538820113634427,
  -0.007202313063257901, 0.0049247840314633985, -0.003463904639332383, 0.002378225879745415,
];
/** B₂ₖ/(2k)! for k = 1…12. */
const BERNOULLI_OVER_FACTORIAL = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15, -2.174868698558062e-16,
  5.5090028283602295e-18, -1.3954464685812522e-19,
];
