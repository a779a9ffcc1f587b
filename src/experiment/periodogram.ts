import { cos, sin } from '../base/elementary/scalar.js';

/**
 * Periodograms over the same places. Made once: what each place's phase is turned by from frequency to frequency.
 * @param x the places, length n ≥ 1. @param step between angular frequencies, > 0. @param count of frequencies, ≥ 0.
 * @returns for values y at the places |Σ y e^{iωx}|² at ω = step·(k + 1), k = 0 … count − 1.
 */
export function periodograms(x: Float64Array, step: number, count: number): (y: Float64Array) => Float64Array {
  const from = x[0] as number;
  const turnC = Float64Array.from(x, (value) => cos(step * (value - from)));
  const turnS = Float64Array.from(x, (value) => sin(step * (value - from)));
  return (y) => {
    const phases = { c: turnC.slice(), s: turnS.slice(), turnC, turnS };
    const power = new Float64Array(FREQUENCIES * Math.ceil(count / FREQUENCIES));
    for (let k = 0; k < power.length; k += FREQUENCIES) fourMore(y, phases, power, k);
    return power.subarray(0, count);
  };
}

const FREQUENCIES = 4;

/** The phases at the frequency that is next, and what they are turned by. */
interface Phases {
  readonly c: Float64Array;
  readonly s: Float64Array;
  readonly turnC: Float64Array;
  readonly turnS: Float64Array;
}

/** Four frequencies in one loop over the places: their sums do not wait for each other. */
function fourMore(y: Float64Array, { c, s, turnC, turnS }: Phases, power: Float64Array, k: number): void {
  let re0 = 0;
  let im0 = 0;
  let re1 = 0;
  let im1 = 0;
  let re2 = 0;
  let im2 = 0;
  let re3 = 0;
  let im3 = 0;
  for (let i = 0; i < y.length; i++) {
    const value = y[i] as number;
    const tc = turnC[i] as number;
    const ts = turnS[i] as number;
    const c0 = c[i] as number;
    const s0 = s[i] as number;
    re0 += value * c0;
    im0 += value * s0;
    const c1 = c0 * tc - s0 * ts;
    const s1 = s0 * tc + c0 * ts;
    re1 += value * c1;
    im1 += value * s1;
    const c2 = c1 * tc - s1 * ts;
    const s2 = s1 * tc + c1 * ts;
    re2 += value * c2;
    im2 += value * s2;
    const c3 = c2 * tc - s2 * ts;
    const s3 = s2 * tc + c2 * ts;
    re3 += value * c3;
    im3 += value * s3;
    c[i] = c3 * tc - s3 * ts;
    s[i] = s3 * tc + c3 * ts;
  }
  power[k] = re0 * re0 + im0 * im0;
  power[k + 1] = re1 * re1 + im1 * im1;
  power[k + 2] = re2 * re2 + im2 * im2;
  power[k + 3] = re3 * re3 + im3 * im3;
}
