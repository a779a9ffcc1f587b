import { type DoubleDouble, SPLITTER } from './arithmetic.js';

/** Double-doubles in two columns; of length 1 where all rows share one. */
export interface DoubleDoubleArray {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

export const doubleDoubleArray = (length: number): DoubleDoubleArray => ({
  high: new Float64Array(length),
  low: new Float64Array(length),
});

/** One number as an array that all rows share. */
export const shared = ([high, low]: DoubleDouble): DoubleDoubleArray => ({
  high: Float64Array.of(high),
  low: Float64Array.of(low),
});

const stride = (a: DoubleDoubleArray): number => (a.high.length === 1 ? 0 : 1);

/*
 * The loops below are the scalar functions of `arithmetic.ts` written out, so that nothing is allocated. Each row of `out` may be a row of an argument.
 * Where a result is not finite, the double's stands with a low part of 0: 1/(1 + ∞) must be 0 as it is in doubles.
 */

/** out ← a + sign·b. @param sign 1 or −1. @param out its length is the number of rows. */
export function addArrays(a: DoubleDoubleArray, b: DoubleDoubleArray, sign: number, out: DoubleDoubleArray): void {
  const { high: ah, low: al } = a;
  const { high: bh, low: bl } = b;
  const { high, low } = out;
  const [stepA, stepB] = [stride(a), stride(b)];
  for (let i = 0, j = 0, k = 0; i < high.length; i++, j += stepA, k += stepB) {
    const x = ah[j] as number;
    const xl = al[j] as number;
    const y = sign * (bh[k] as number);
    const yl = sign * (bl[k] as number);
    const s = x + y;
    const u = s - x;
    const t = xl + yl;
    const v = t - xl;
    const c = x - (s - u) + (y - u) + t;
    const h = s + c;
    const w = xl - (t - v) + (yl - v) + (c - (h - s));
    const sum = h + w;
    const finite = sum - sum === 0;
    high[i] = finite ? sum : s;
    low[i] = finite ? w - (sum - h) : 0;
  }
}

/** out ← a·b. */
export function multiplyArrays(a: DoubleDoubleArray, b: DoubleDoubleArray, out: DoubleDoubleArray): void {
  const { high: ah, low: al } = a;
  const { high: bh, low: bl } = b;
  const { high, low } = out;
  const [stepA, stepB] = [stride(a), stride(b)];
  for (let i = 0, j = 0, k = 0; i < high.length; i++, j += stepA, k += stepB) {
    const x = ah[j] as number;
    const xl = al[j] as number;
    const y = bh[k] as number;
    const yl = bl[k] as number;
    const p = x * y;
    const cx = SPLITTER * x;
    const xHead = cx - (cx - x);
    const xTail = x - xHead;
    const cy = SPLITTER * y;
    const yHead = cy - (cy - y);
    const yTail = y - yHead;
    const e = xHead * yHead - p + xHead * yTail + xTail * yHead + xTail * yTail + (x * yl + (xl * y + xl * yl));
    const sum = p + e;
    const finite = sum - sum === 0;
    high[i] = finite ? sum : p;
    low[i] = finite ? e - (sum - p) : 0;
  }
}

/** out ← a/b. */
export function divideArrays(a: DoubleDoubleArray, b: DoubleDoubleArray, out: DoubleDoubleArray): void {
  const { high: ah, low: al } = a;
  const { high: bh, low: bl } = b;
  const { high, low } = out;
  const [stepA, stepB] = [stride(a), stride(b)];
  for (let i = 0, j = 0, k = 0; i < high.length; i++, j += stepA, k += stepB) {
    const x = ah[j] as number;
    const y = bh[k] as number;
    const q = x / y;
    const p = q * y;
    const cq = SPLITTER * q;
    const qHead = cq - (cq - q);
    const qTail = q - qHead;
    const cy = SPLITTER * y;
    const yHead = cy - (cy - y);
    const yTail = y - yHead;
    const lost = qHead * yHead - p + qHead * yTail + qTail * yHead + qTail * yTail;
    const rest = (x - p - lost + ((al[j] as number) - q * (bl[k] as number))) / y;
    const sum = q + rest;
    const finite = sum - sum === 0;
    high[i] = finite ? sum : q;
    low[i] = finite ? rest - (sum - q) : 0;
  }
}

/** Σ aᵢbᵢ, both of the same length. */
export function dot(a: DoubleDoubleArray, b: DoubleDoubleArray): DoubleDouble {
  const { high: ah, low: al } = a;
  const { high: bh, low: bl } = b;
  let total = 0;
  let rest = 0;
  for (let i = 0; i < ah.length; i++) {
    const x = ah[i] as number;
    const y = bh[i] as number;
    const p = x * y;
    const cx = SPLITTER * x;
    const xHead = cx - (cx - x);
    const xTail = x - xHead;
    const cy = SPLITTER * y;
    const yHead = cy - (cy - y);
    const yTail = y - yHead;
    const e = xHead * yHead - p + xHead * yTail + xTail * yHead + xTail * yTail + (x * (bl[i] as number) + (al[i] as number) * y);
    const s = total + p;
    const u = s - total;
    const lost = total - (s - u) + (p - u) + (rest + e);
    total = s + lost;
    rest = lost - (total - s);
  }
  return [total, rest];
}

/** out ← out + factor·a. */
export function addMultiple(factor: DoubleDouble, a: DoubleDoubleArray, out: DoubleDoubleArray): void {
  const { high: ah, low: al } = a;
  const { high, low } = out;
  const f = factor[0];
  const fl = factor[1];
  const cf = SPLITTER * f;
  const fHead = cf - (cf - f);
  const fTail = f - fHead;
  for (let i = 0; i < high.length; i++) {
    const x = ah[i] as number;
    const y = high[i] as number;
    const p = f * x;
    const cx = SPLITTER * x;
    const xHead = cx - (cx - x);
    const xTail = x - xHead;
    const e = fHead * xHead - p + fHead * xTail + fTail * xHead + fTail * xTail + (f * (al[i] as number) + fl * x);
    const s = y + p;
    const u = s - y;
    const lost = y - (s - u) + (p - u) + ((low[i] as number) + e);
    const sum = s + lost;
    high[i] = sum;
    low[i] = lost - (sum - s);
  }
}
