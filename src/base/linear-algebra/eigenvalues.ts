import { toHessenberg } from './hessenberg.js';
import { maxAbs } from './norm.js';
import { scaleToOne } from './power-of-two.js';

/** λⱼ = real[j] + i·imaginary[j], the greatest real part first; conjugate ones beside each other, the one above the axis first. */
export interface Eigenvalues {
  /** Length n. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * Eigenvalues of any real matrix by the double-shift QR iteration on its Hessenberg form (Martin, Peters and Wilkinson 1970, Numer. Math. 14, `hqr`; Golub and Van Loan
 * 2013, Alg. 7.5.1).
 *
 * @param a n×n row-major, small, not changed. NaN or ±∞ anywhere, or no convergence: all NaN.
 * @example eigenvalues(Float64Array.of(0, -1, 1, 0), 2) // real [0, 0], imaginary [1, -1]
 */
export function eigenvalues(a: Float64Array, n: number): Eigenvalues {
  const size = maxAbs(a.subarray(0, n * n));
  const found: Pair[] = [];
  if (Number.isFinite(size)) {
    const scale = scaleToOne(size);
    const h = Float64Array.from(a.subarray(0, n * n), (x) => x * scale);
    toHessenberg(h, n);
    if (iterate(h, n, found)) {
      const sorted = found.sort(([p, q], [x, y]) => x - p || Math.abs(y) - Math.abs(q) || y - q);
      return {
        real: Float64Array.from(sorted, ([re]) => re / scale),
        imaginary: Float64Array.from(sorted, ([, im]) => im / scale),
      };
    }
  }
  return { real: new Float64Array(n).fill(Number.NaN), imaginary: new Float64Array(n).fill(Number.NaN) };
}

type Pair = readonly [real: number, imaginary: number];

/** Rounds for one eigenvalue; an exceptional shift is taken every ten. */
const ROUNDS = 60;

/** Deflates from the last row up. @returns whether all were found. */
function iterate(h: Float64Array, n: number, found: Pair[]): boolean {
  const at = (i: number, j: number): number => h[i * n + j] as number;
  let norm = 0;
  for (let i = 0; i < n; i++) for (let j = Math.max(i - 1, 0); j < n; j++) norm += Math.abs(at(i, j));
  let shifted = 0;
  let rounds = 0;
  for (let last = n - 1; last >= 0; ) {
    const first = smallSubdiagonal(h, n, last, norm);
    const x = at(last, last);
    if (first === last) {
      found.push([x + shifted, 0]);
      last -= 1;
      rounds = 0;
      continue;
    }
    const y = at(last - 1, last - 1);
    const w = at(last, last - 1) * at(last - 1, last);
    if (first === last - 1) {
      found.push(...ofTwo(x, y, w, shifted));
      last -= 2;
      rounds = 0;
      continue;
    }
    if (rounds === ROUNDS) return false;
    const exceptional = rounds > 0 && rounds % 10 === 0;
    rounds++;
    if (exceptional) {
      shifted += x;
      for (let i = 0; i <= last; i++) h[i * n + i] = at(i, i) - x;
      const s = Math.abs(at(last, last - 1)) + Math.abs(at(last - 1, last - 2));
      sweep(h, n, first, last, { x: 0.75 * s, y: 0.75 * s, w: -0.4375 * s * s });
    } else sweep(h, n, first, last, { x, y, w });
  }
  return true;
}

/** The row from which the active block runs to `last`: what lies left of it is negligible, and made zero. */
function smallSubdiagonal(h: Float64Array, n: number, last: number, norm: number): number {
  for (let l = last; l > 0; l--) {
    const beside = Math.abs(h[(l - 1) * n + l - 1] as number) + Math.abs(h[l * n + l] as number);
    const size = beside === 0 ? norm : beside;
    if (Math.abs(h[l * n + l - 1] as number) + size !== size) continue;
    h[l * n + l - 1] = 0;
    return l;
  }
  return 0;
}

/** Both eigenvalues of [[y, ·], [·, x]], w the product of what stands beside the diagonal. */
function ofTwo(x: number, y: number, w: number, shifted: number): Pair[] {
  const p = 0.5 * (y - x);
  const q = p * p + w;
  const root = Math.sqrt(Math.abs(q));
  if (q < 0)
    return [
      [x + p + shifted, root],
      [x + p + shifted, -root],
    ];
  const z = p + (p < 0 ? -root : root);
  return [
    [x + z + shifted, 0],
    [(z === 0 ? x + z : x - w / z) + shifted, 0],
  ];
}

/** One double step on rows `first` … `last`. */
function sweep(h: Float64Array, n: number, first: number, last: number, shift: { x: number; y: number; w: number }): void {
  const at = (i: number, j: number): number => h[i * n + j] as number;
  const { x, y, w } = shift;
  let [p, q, r] = [0, 0, 0];
  // Two consecutive small subdiagonal elements: the step begins below them.
  let m = last - 2;
  for (; m >= first; m--) {
    const z = at(m, m);
    p = ((x - z) * (y - z) - w) / at(m + 1, m) + at(m, m + 1);
    q = at(m + 1, m + 1) - z - (x - z) - (y - z);
    r = at(m + 2, m + 1);
    const s = Math.abs(p) + Math.abs(q) + Math.abs(r);
    [p, q, r] = [p / s, q / s, r / s];
    if (m === first) break;
    const u = Math.abs(at(m, m - 1)) * (Math.abs(q) + Math.abs(r));
    const v = Math.abs(p) * (Math.abs(at(m - 1, m - 1)) + Math.abs(z) + Math.abs(at(m + 1, m + 1)));
    if (u + v === v) break;
  }
  for (let i = m + 2; i <= last; i++) {
    h[i * n + i - 2] = 0;
    if (i !== m + 2) h[i * n + i - 3] = 0;
  }
  for (let k = m; k < last; k++) {
    const three = k !== last - 1;
    let size = 1;
    if (k !== m) {
      [p, q, r] = [at(k, k - 1), at(k + 1, k - 1), three ? at(k + 2, k - 1) : 0];
      size = Math.abs(p) + Math.abs(q) + Math.abs(r);
      if (size === 0) continue;
      [p, q, r] = [p / size, q / size, r / size];
    }
    const length = Math.sqrt(p * p + q * q + r * r);
    const s = p < 0 ? -length : length;
    if (k !== m) h[k * n + k - 1] = -s * size;
    else if (first !== m) h[k * n + k - 1] = -at(k, k - 1);
    p += s;
    const [a, b, c] = [p / s, q / s, r / s];
    [q, r] = [q / p, r / p];
    for (let j = k; j <= last; j++) {
      const sum = at(k, j) + q * at(k + 1, j) + (three ? r * at(k + 2, j) : 0);
      if (three) h[(k + 2) * n + j] = at(k + 2, j) - sum * c;
      h[(k + 1) * n + j] = at(k + 1, j) - sum * b;
      h[k * n + j] = at(k, j) - sum * a;
    }
    for (let i = first; i <= Math.min(last, k + 3); i++) {
      const sum = a * at(i, k) + b * at(i, k + 1) + (three ? c * at(i, k + 2) : 0);
      if (three) h[i * n + k + 2] = at(i, k + 2) - sum * r;
      h[i * n + k + 1] = at(i, k + 1) - sum * q;
      h[i * n + k] = at(i, k) - sum;
    }
  }
}
