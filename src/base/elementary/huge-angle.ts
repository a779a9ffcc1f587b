import type { Arithmetic } from '../arithmetic.js';
import { HALF_PI } from './constants.js';
import { exactSum, multiplyPairs, orderedSum, type Pair } from './double-word.js';
import { TWO_OVER_PI } from './two-over-pi.js';

/** Pieces of 2/π that matter: 8·24 bits below the first that is not a multiple of 4 turns. */
const PIECES = 8;

/**
 * x = n·π/2 + y for finite x > 2²⁰, n mod 4 and y in ±π/4 to 100 bits (Payne and Hanek 1983, ACM SIGNUM 18(1)). Products of the 26- and 27-bit halves of
 * the significand with 24-bit pieces of 2/π are exact; multiples of 4 are dropped from each before they are added in three words, because doubles come
 * as near as 2⁻⁶⁰ to a multiple of π/2 (Kahan's 6381956970095103·2⁷⁹⁷).
 */
export function reduceHuge<F, B>(m: Arithmetic<F, B>, x: F): { quadrant: F; y: Pair<F> } {
  const e = m.exponent(x);
  const significand = m.mul(m.mul(x, m.constant(0.5)), m.power2(m.sub(m.constant(1), e)));
  const head = m.head(significand);
  const tail = m.sub(significand, head);
  // The lowest bit of x has weight 2^(e − 52): pieces before this one give multiples of 4.
  const place = m.floor(m.mul(m.sub(e, m.constant(54)), m.constant(1 / 24)));
  const start = m.max(m.min(place, m.constant(40)), m.constant(0));
  let weight = m.power2(m.min(m.sub(e, m.mul(m.add(start, m.constant(1)), m.constant(24))), m.constant(60)));
  let sum: readonly [F, F, F] = [m.constant(0), m.constant(0), m.constant(0)];
  for (let i = 0; i < PIECES; i++) {
    const piece = m.mul(m.lookup(TWO_OVER_PI, m.add(start, m.constant(i))), weight);
    for (const part of [head, tail]) {
      const product = m.mul(part, piece);
      sum = accumulate(m, sum, i < 4 ? modulo4(m, product) : product);
    }
    weight = m.mul(weight, m.constant(2 ** -24));
  }
  const n = m.nearest(sum[0]);
  const [a, b] = exactSum(m, m.sub(sum[0], n), sum[1]);
  const [c, d] = exactSum(m, b, sum[2]);
  const [f, g] = orderedSum(m, a, c);
  const quadrant = m.sub(n, m.mul(m.floor(m.mul(n, m.constant(0.25))), m.constant(4)));
  return { quadrant, y: multiplyPairs(m, orderedSum(m, f, m.add(g, d)), [m.constant(HALF_PI[0]), m.constant(HALF_PI[1])]) };
}

const modulo4 = <F, B>(m: Arithmetic<F, B>, x: F): F => m.sub(x, m.mul(m.nearest(m.mul(x, m.constant(0.25))), m.constant(4)));

function accumulate<F, B>(m: Arithmetic<F, B>, [high, middle, low]: readonly [F, F, F], term: F): readonly [F, F, F] {
  const [s, e] = exactSum(m, high, term);
  const [t, f] = exactSum(m, middle, e);
  return [s, t, m.add(low, f)];
}
