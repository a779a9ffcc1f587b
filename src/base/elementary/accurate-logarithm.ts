import type { Arithmetic } from '../arithmetic.js';
import { addToPair, exactProduct, exactSum, orderedSum, type Pair } from './double-word.js';
import { INVERSES, LOG_HIGH, LOG_LOW } from './log-table.js';
import { binaryParts } from './logarithm.js';
import { estrin } from './polynomial.js';

/**
 * log(x + xLow) as a sum to about 2⁻⁶⁸, for positive finite x: x = 2ᵏ·z, c the table's inverse of z, log x = k·ln 2 − log c + log(zc), where zc − 1 is
 * exact because c has 10 bits (Tang 1990, ACM TOMS 16; Gal and Bachelis 1991). Anything for other x.
 */
export function logParts<F, B>(m: Arithmetic<F, B>, x: F, xLow?: F): Pair<F> {
  const { k, z } = binaryParts(m, x);
  const { index, inverse } = nearestInverse(m, z);
  const head = m.head(z);
  const first = m.sub(m.mul(head, inverse), m.constant(1));
  const second = m.mul(m.sub(z, head), inverse);
  const [r, rest] = orderedSum(m, first, second);
  // xLow, small against x, moves r by its part of x times zc ≈ 1 + r.
  const low = xLow === undefined ? rest : m.add(rest, m.mul(m.div(xLow, x), m.add(m.constant(1), r)));
  return assemble(m, k, index, [r, low]);
}

/** log(1 + f) as a sum to about 2⁻⁶⁸ of its own size, for a pair f > −1. */
export function log1pParts<F, B>(m: Arithmetic<F, B>, f: Pair<F>): Pair<F> {
  const one = m.constant(1);
  const [u, uLow] = addToPair(m, f, one);
  const near = m.lt(m.abs(f[0]), m.constant(2 ** -8));
  const { k, z } = binaryParts(m, u);
  const { index, inverse } = nearestInverse(m, z);
  const head = m.head(z);
  const [r, rest] = orderedSum(m, m.sub(m.mul(head, inverse), one), m.mul(m.sub(z, head), inverse));
  const low = m.add(rest, m.mul(m.div(uLow, u), m.add(one, r)));
  return assemble(m, m.select(near, m.constant(0), k), m.select(near, m.constant(UNIT), index), [
    m.select(near, f[0], r),
    m.select(near, f[1], low),
  ]);
}

/** Index of the inverse of 1. */
const UNIT = 40;

function nearestInverse<F, B>(m: Arithmetic<F, B>, z: F): { index: F; inverse: F } {
  const place = m.nearest(m.mul(m.sub(z, m.constant(0.6875)), m.constant(128)));
  // A lane that holds no positive number must still read inside the table.
  const index = m.select(m.and(m.ge(place, m.constant(0)), m.le(place, m.constant(93))), place, m.constant(0));
  return { index, inverse: m.lookup(INVERSES, index) };
}

/** k·ln 2 + log-table[index] + log(1 + r) for |r| < 2⁻⁷. */
function assemble<F, B>(m: Arithmetic<F, B>, k: F, index: F, [r, rLow]: Pair<F>): Pair<F> {
  const base = m.add(m.mul(k, m.constant(LN2_42)), m.lookup(LOG_HIGH, index));
  const baseLow = m.add(m.mul(k, m.constant(LN2_REST)), m.lookup(LOG_LOW, index));
  const [square, squareLow] = exactProduct(m, r, r);
  const [s, e] = exactSum(m, base, r);
  const [t, g] = exactSum(m, s, m.mul(m.constant(-0.5), square));
  const cube = m.mul(m.mul(square, r), estrin(m, r, LOG_NEAR));
  const small = m.sub(m.sub(rLow, m.mul(m.constant(0.5), squareLow)), m.mul(r, rLow));
  return orderedSum(m, t, m.add(m.add(m.add(e, g), baseLow), m.add(small, cube)));
}

/** ln 2 as a multiple of 2⁻⁴² and the rest, so that k·LN2_42 + LOG_HIGH is exact. */
const LN2_42 = 0.6931471805598903;
const LN2_REST = 5.497923018708371e-14;
/** (log(1 + r) − r + r²/2)/r³ on |r| ≤ 0.0066, error 2⁻⁷³ of r (scripts/vectors/minimax.py log-near). */
const LOG_NEAR = [
  0.3333333333333333, -0.25000000000000316, 0.2000000000028252, -0.16666666634827407, 0.14285702557535684, -0.12500998474889896,
  0.11255436734309629,
];
