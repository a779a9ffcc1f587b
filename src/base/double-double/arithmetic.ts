import type { Pair } from '../elementary/double-word.js';

/**
 * A number of about 32 digits as an unevaluated sum of two doubles, |low| ≤ ½ ulp(high). Overflow and subnormal parts are not handled.
 * The algorithms are those of `elementary/double-word.ts`, written out for JavaScript numbers, where they are some ten times as fast.
 */
export type DoubleDouble = Pair<number>;

/** 2²⁷ + 1: a·SPLITTER − (a·SPLITTER − a) is a to 26 bits, and the rest has 26 (Veltkamp 1968; Dekker 1971). */
export const SPLITTER = 134217729;

/** a + b, relative error < 3·2⁻¹⁰⁶ also under cancellation (Joldes, Muller and Popescu 2017, alg. 6). */
export function sum(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = a[0] + b[0];
  const u = s - a[0];
  const e = a[0] - (s - u) + (b[0] - u);
  const t = a[1] + b[1];
  const v = t - a[1];
  const f = a[1] - (t - v) + (b[1] - v);
  const c = e + t;
  const h = s + c;
  const w = f + (c - (h - s));
  const high = h + w;
  return [high, w - (high - h)];
}

export const negative = (a: DoubleDouble): DoubleDouble => [-a[0], -a[1]];
export const difference = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => sum(a, negative(b));

/** a + b for a double b. */
export function plus(a: DoubleDouble, b: number): DoubleDouble {
  const s = a[0] + b;
  const u = s - a[0];
  const e = a[0] - (s - u) + (b - u) + a[1];
  const high = s + e;
  return [high, e - (high - s)];
}

/** a·b, relative error < 5·2⁻¹⁰⁶. */
export function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = a[0] * b[0];
  const ca = SPLITTER * a[0];
  const ah = ca - (ca - a[0]);
  const al = a[0] - ah;
  const cb = SPLITTER * b[0];
  const bh = cb - (cb - b[0]);
  const bl = b[0] - bh;
  const e = ah * bh - p + ah * bl + al * bh + al * bl + (a[0] * b[1] + (a[1] * b[0] + a[1] * b[1]));
  const high = p + e;
  return [high, e - (high - p)];
}

/** a·b for a double b. */
export function times(a: DoubleDouble, b: number): DoubleDouble {
  const p = a[0] * b;
  const ca = SPLITTER * a[0];
  const ah = ca - (ca - a[0]);
  const al = a[0] - ah;
  const cb = SPLITTER * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  const e = ah * bh - p + ah * bl + al * bh + al * bl + a[1] * b;
  const high = p + e;
  return [high, e - (high - p)];
}

/** a·2ⁿ for a factor that is a power of two: nothing is rounded. */
export const scaled = (a: DoubleDouble, powerOfTwo: number): DoubleDouble => [a[0] * powerOfTwo, a[1] * powerOfTwo];

/** a/b, relative error < 15·2⁻¹⁰⁶ (Joldes, Muller and Popescu 2017, alg. 17). */
export function quotient(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q = a[0] / b[0];
  const r = times(b, q);
  const rest = (a[0] - r[0] + (a[1] - r[1])) / b[0];
  const high = q + rest;
  return [high, rest - (high - q)];
}

/** √a for a ≥ 0: one step of Newton's method from the root of the high part. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const r = Math.sqrt(a[0]);
  if (r === 0 || !(r < Number.POSITIVE_INFINITY)) return [r, 0];
  const square = times([r, 0], r);
  const rest = (a[0] - square[0] - square[1] + a[1]) / (2 * r);
  const high = r + rest;
  return [high, rest - (high - r)];
}

export const absolute = (a: DoubleDouble): DoubleDouble => (a[0] < 0 ? negative(a) : a);

/** ⌊a⌋, exactly. */
export function floor(a: DoubleDouble): DoubleDouble {
  const high = Math.floor(a[0]);
  return high === a[0] ? plus([high, 0], Math.floor(a[1])) : [high, 0];
}

/** a − b⌊a/b⌋: digits are lost where a/b is large. */
export const modulo = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => difference(a, product(b, floor(quotient(a, b))));
