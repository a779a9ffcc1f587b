import type { Arithmetic, Elementary } from '../arithmetic.js';
import { logParts } from './accurate-logarithm.js';
import { HALF_LN_2PI, PI } from './constants.js';
import {
  addPairs,
  addToPair,
  exactSum,
  multiplyPairs,
  negatePair,
  orderedSum,
  type Pair,
  ratio,
  selectPair,
} from './double-word.js';
import { exponentialParts, scale } from './exponential.js';
import { log } from './logarithm.js';
import { polynomial } from './polynomial.js';
import { sineAndCosineOfPi } from './trigonometric.js';

/**
 * Γ(x) = exp(S(x + 8))/(x(x + 1)…(x + 7)), S Stirling's series from 8 on, in double words; left of ½ by Γ(x)Γ(1 − x) = π/sin πx (DLMF 5.5.1, 5.5.3, 5.11.1).
 * NaN at negative integers, ±∞ at ±0. Error < 0.8 ulp.
 */
export const gamma: Elementary = {
  name: 'gamma',
  arity: 1,
  body(m, x) {
    const { reflected, stirling, rising } = positiveSide(m, x);
    const sum = selectPair(m, reflected, negatePair(m, stirling), stirling);
    const clamped = m.max(m.min(sum[0], m.constant(730)), m.constant(-780));
    const { k, high, low } = exponentialParts(m, clamped, m.select(m.eq(clamped, sum[0]), sum[1], m.constant(0)));
    const factor = orderedSum(m, high, low);
    const right = ratio(m, factor, rising);
    const over = multiplyPairs(m, multiplyPairs(m, factor, rising), piPair(m));
    const left = ratio(m, over, orderedSum(m, ...sineAndCosineOfPi(m, x).sine));
    const value = selectPair(m, reflected, left, right);
    const regular = scale(m, m.add(value[0], value[1]), k);
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const zero = m.constant(0);
    const pole = m.and(m.le(x, zero), m.eq(m.floor(x), x));
    const beyond = m.gt(x, m.constant(172));
    const atPole = m.select(m.eq(x, zero), m.copysign(infinity, x), m.constant(Number.NaN));
    // 1/x: the reflection would lose bits where πx is subnormal.
    const nearZero = m.lt(m.abs(x), m.constant(2 ** -60));
    return m.select(pole, atPole, m.select(nearZero, m.div(m.constant(1), x), m.select(beyond, infinity, regular)));
  },
};

/**
 * log |Γ(x)|. For x > 0 error < 2 ulp, also near its zeros 1 and 2, where it is x − 1 or x − 2 times a polynomial; for x < 0 the error is below
 * 2⁻⁵⁴ or 2 ulp, whichever is more (its zeros there are no simple numbers). +∞ at 0 and the negative integers.
 */
export const lgamma: Elementary = {
  name: 'lgamma',
  arity: 1,
  body(m, x) {
    const { reflected, stirling, rising } = positiveSide(m, x);
    const right = addPairs(m, stirling, negatePair(m, logParts(m, ...rising)));
    const { sine } = sineAndCosineOfPi(m, x);
    const sign = m.copysign(m.constant(1), sine[0]);
    const sinePair = orderedSum(m, m.mul(sine[0], sign), m.mul(sine[1], sign));
    const left = addPairs(m, logParts(m, ...ratio(m, piPair(m), sinePair)), negatePair(m, right));
    const [high, low] = selectPair(m, reflected, left, right);
    const infinity = m.constant(Number.POSITIVE_INFINITY);
    const nearOne = m.sub(x, m.constant(1));
    const nearTwo = m.sub(x, m.constant(2));
    const near = (u: typeof x) => m.le(m.abs(u), m.constant(0.25));
    const inner = m.select(
      near(nearOne),
      // +0 at 1, not −0.
      m.add(m.mul(nearOne, polynomial(m, nearOne, LGAMMA_1)), m.constant(0)),
      m.select(near(nearTwo), m.mul(nearTwo, polynomial(m, nearTwo, LGAMMA_2)), m.add(high, low)),
    );
    const size = m.abs(x);
    const nearZero = m.lt(size, m.constant(2 ** -60));
    const pole = m.or(m.and(m.le(x, m.constant(0)), m.eq(m.floor(x), x)), m.gt(x, m.constant(2.5563481638716906e305)));
    return m.select(pole, infinity, m.select(nearZero, m.neg(m.call(log, size)), inner));
  },
};

/** 1 − x for x < ½, x otherwise, as a pair; and the same moved up by 8 where it is below 8, with the rising product that this costs. */
export function shiftedUp<F, B>(m: Arithmetic<F, B>, x: F): { reflected: B; z: Pair<F>; shifted: B; w: Pair<F> } {
  const reflected = m.lt(x, m.constant(0.5));
  const z = selectPair(m, reflected, exactSum(m, m.constant(1), m.neg(x)), [x, m.constant(0)]);
  const shifted = m.lt(z[0], m.constant(8));
  return { reflected, z, shifted, w: selectPair(m, shifted, addToPair(m, z, m.constant(8)), z) };
}

/** z(z + 7): the eight factors z + i in pairs are this plus 0, 6, 10 and 12. */
export const pairing = <F, B>(m: Arithmetic<F, B>, z: Pair<F>): Pair<F> => multiplyPairs(m, z, addToPair(m, z, m.constant(7)));

export const piPair = <F, B>(m: Arithmetic<F, B>): Pair<F> => [m.constant(PI[0]), m.constant(PI[1])];

function positiveSide<F, B>(m: Arithmetic<F, B>, x: F): { reflected: B; stirling: Pair<F>; rising: Pair<F> } {
  const { reflected, z, shifted, w } = shiftedUp(m, x);
  const p = pairing(m, z);
  const plus = (v: number) => addToPair(m, p, m.constant(v));
  const product = multiplyPairs(m, multiplyPairs(m, p, plus(6)), multiplyPairs(m, plus(10), plus(12)));
  return { reflected, stirling: stirlingSum(m, w), rising: selectPair(m, shifted, product, [m.constant(1), m.constant(0)]) };
}

/** (w − ½)·log w − w + ½·log 2π + P(1/w²)/w. */
function stirlingSum<F, B>(m: Arithmetic<F, B>, w: Pair<F>): Pair<F> {
  const main = multiplyPairs(m, addToPair(m, w, m.constant(-0.5)), logParts(m, ...w));
  const inverse = m.div(m.constant(1), w[0]);
  const series = m.mul(inverse, polynomial(m, m.mul(inverse, inverse), STIRLING));
  const constant = addToPair(m, [m.constant(HALF_LN_2PI[0]), m.constant(HALF_LN_2PI[1])], series);
  return addPairs(m, addPairs(m, main, negatePair(m, w)), constant);
}

/** In 1/w² for w ≥ 8, error 2⁻⁵⁷; log Γ(1 + u)/u and log Γ(2 + u)/u for |u| ≤ ¼, relative errors 2⁻⁵⁴ (scripts/vectors/minimax.py stirling lgamma-1 lgamma-2). */
const STIRLING = [
  0.08333333333333333, -0.0027777777777667273, 0.0007936507860057577, -0.0005952357558180306, 0.0008413812612028365,
  -0.0018858984114983116, 0.004985320433991761,
];
const LGAMMA_1 = [
  -0.5772156649015329, 0.8224670334241132, -0.4006856343865116, 0.2705808084278135, -0.20738555103710865, 0.16955717699476122,
  -0.14404989538979615, 0.12550966928287585, -0.11133437858671467, 0.1000995078143625, -0.090948857560792, 0.08335065095544708,
  -0.07707054672287174, 0.07153468450204509, -0.06453799525031834, 0.06074428359281733, -0.07612276190929011, 0.0709893364507164,
];
const LGAMMA_2 = [
  0.42278433509846713, 0.3224670334241132, -0.06735230105319813, 0.020580808427782506, -0.007385551028665685,
  0.002890510331094575, -0.0011927539125736416, 0.0005096694978616918, -0.000223154713628361, 9.945856190843202e-5,
  -4.4927484999935956e-5, 2.0485337581846637e-5, -9.42042044853386e-6, 4.6058787776132135e-6, -2.187987928713788e-6,
];
