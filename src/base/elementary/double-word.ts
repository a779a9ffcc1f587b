import type { Arithmetic } from '../arithmetic.js';

/**
 * An unevaluated sum high + low with |low| ≤ ½ ulp(high) (or nearly so): about 106 bits.
 * Algorithms and bounds: Dekker 1971, Numer. Math. 18; Joldes, Muller and Popescu 2017, ACM TOMS 44(2). None needs a fused multiply-add.
 */
export type Pair<F> = readonly [high: F, low: F];

/** a + b exactly (Knuth's 2Sum). */
export function exactSum<F, B>(m: Arithmetic<F, B>, a: F, b: F): Pair<F> {
  const s = m.add(a, b);
  const t = m.sub(s, a);
  return [s, m.add(m.sub(a, m.sub(s, t)), m.sub(b, t))];
}

/** a + b exactly for |a| ≥ |b| or a = 0 (Dekker's Fast2Sum). */
export function orderedSum<F, B>(m: Arithmetic<F, B>, a: F, b: F): Pair<F> {
  const s = m.add(a, b);
  return [s, m.sub(b, m.sub(s, a))];
}

/**
 * a·b to 107 bits, exactly where either factor has at most 52 significant bits: heads have 26 bits and tails 27, so only tail·tail can round.
 * NaN where a head or the product overflows.
 */
export function exactProduct<F, B>(m: Arithmetic<F, B>, a: F, b: F): Pair<F> {
  const p = m.mul(a, b);
  const aHead = m.head(a);
  const bHead = m.head(b);
  const aTail = m.sub(a, aHead);
  const bTail = m.sub(b, bHead);
  const cross = m.add(m.add(m.sub(m.mul(aHead, bHead), p), m.mul(aHead, bTail)), m.mul(aTail, bHead));
  return [p, m.add(cross, m.mul(aTail, bTail))];
}

export function addPairs<F, B>(m: Arithmetic<F, B>, a: Pair<F>, b: Pair<F>): Pair<F> {
  const [s, e] = exactSum(m, a[0], b[0]);
  const [t, f] = exactSum(m, a[1], b[1]);
  const [u, g] = orderedSum(m, s, m.add(e, t));
  return orderedSum(m, u, m.add(f, g));
}

export function addToPair<F, B>(m: Arithmetic<F, B>, a: Pair<F>, b: F): Pair<F> {
  const [s, e] = exactSum(m, a[0], b);
  return orderedSum(m, s, m.add(e, a[1]));
}

export const negatePair = <F, B>(m: Arithmetic<F, B>, a: Pair<F>): Pair<F> => [m.neg(a[0]), m.neg(a[1])];

export function multiplyPairs<F, B>(m: Arithmetic<F, B>, a: Pair<F>, b: Pair<F>): Pair<F> {
  const [p, e] = exactProduct(m, a[0], b[0]);
  const cross = m.add(m.mul(a[0], b[1]), m.mul(a[1], b[0]));
  return orderedSum(m, p, m.add(e, m.add(cross, m.mul(a[1], b[1]))));
}

export function multiplyPair<F, B>(m: Arithmetic<F, B>, a: Pair<F>, b: F): Pair<F> {
  const [p, e] = exactProduct(m, a[0], b);
  return orderedSum(m, p, m.add(e, m.mul(a[1], b)));
}

/** a / b as quotient and correction, to about 2⁻⁷⁰ of the precision of a and b: enough for one right rounding. */
export function ratio<F, B>(m: Arithmetic<F, B>, a: Pair<F>, b: Pair<F>): Pair<F> {
  const q = m.div(a[0], b[0]);
  const [p, e] = exactProduct(m, q, b[0]);
  const rest = m.sub(m.add(m.sub(m.sub(a[0], p), e), a[1]), m.mul(q, b[1]));
  return orderedSum(m, q, m.div(rest, b[0]));
}

/** √a for a ≥ 0, to about 2⁻¹⁰⁴. */
export function squareRootOfPair<F, B>(m: Arithmetic<F, B>, a: Pair<F>): Pair<F> {
  const r = m.sqrt(a[0]);
  const [p, e] = exactProduct(m, r, r);
  const rest = m.add(m.sub(m.sub(a[0], p), e), a[1]);
  // √0 must not become 0/0.
  return orderedSum(m, r, m.div(rest, m.max(m.add(r, r), m.constant(2 ** -1000))));
}

export const selectPair = <F, B>(m: Arithmetic<F, B>, condition: B, yes: Pair<F>, no: Pair<F>): Pair<F> => [
  m.select(condition, yes[0], no[0]),
  m.select(condition, yes[1], no[1]),
];
