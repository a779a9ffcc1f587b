import { cos, sin } from '../base/elementary/scalar.js';
import { periodograms } from './periodogram.js';

/** Rows that are looked at: features of more do not move. */
const MOST_ROWS = 2000;
const MOST_FOUND = 8;

/** Points of one column against the response, sorted along the column, at most {@link MOST_ROWS} of them, evenly taken. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function curveOf(x: Float64Array, y: Float64Array): Curve {
  const order = Uint32Array.from(x.keys()).sort((i, j) => (x[i] as number) - (x[j] as number) || i - j);
  const step = Math.max(1, Math.ceil(order.length / MOST_ROWS));
  const kept = order.filter((_, k) => k % step === 0);
  return {
    x: Float64Array.from(kept, (i) => x[i] as number),
    y: Float64Array.from(kept, (i) => y[i] as number),
  };
}

/**
 * Angular frequencies at which the response swings along a column, the strongest first: peaks of the periodogram of what a straight line leaves (Lomb 1976, Astrophys.
 * Space Sci. 39), found again after the strongest wave was taken out.
 * @returns none for fewer than 6 points or a column without extent; all up to {@link highestFrequency}.
 */
export function cycles({ x, y }: Curve): number[] {
  const n = x.length;
  const span = (x[n - 1] as number) - (x[0] as number);
  if (n < 6 || !(span > 0)) return [];
  const step = Math.PI / (2 * span);
  const most = Math.max(MOST_STEPS, Math.floor(MOST_WORK / n));
  const count = Math.min(Math.ceil(highestFrequency(x) / step), most);
  const powerOf = periodograms(x, step, count);
  let rest = detrended(x, y);
  const found: number[] = [];
  for (let round = 0; round < 4; round++) {
    const power = powerOf(rest);
    const peaks = localMaxima(power).slice(0, 3);
    const [first] = peaks;
    if (first === undefined) break;
    for (const k of peaks) {
      const w = step * refined(power, k);
      if (found.every((other) => Math.abs(other - w) > step / 2)) found.push(w);
    }
    rest = withoutWave(x, rest, step * refined(power, first));
  }
  return found.slice(0, MOST_FOUND);
}

/**
 * The highest angular frequency that places can tell from all lower ones: half the sampling rate for even ones; for uneven ones, that of their short gaps, up to ten
 * times as much (Eyer and Bartholdi 1999, Astron. Astrophys. Suppl. 135).
 * @param x ascending, n ≥ 1; places that are repeated count once. @returns 0 where all are alike.
 */
export function highestFrequency(x: Float64Array): number {
  const span = (x[x.length - 1] as number) - (x[0] as number);
  const gaps = x.slice(1).map((value, i) => value - (x[i] as number));
  const between = gaps.filter((gap) => gap > ROUNDING * span).sort();
  const short = between[Math.floor(SHORT * between.length)];
  return short === undefined ? 0 : Math.min(Math.PI / short, (UNEVEN * Math.PI * between.length) / span);
}

/** Places closer than this part of all are one. */
const ROUNDING = 1e-9;

/** The part of the gaps that are shorter than what counts as a short one. */
const SHORT = 0.1;
const UNEVEN = 10;
/** Frequencies times places of a periodogram, but so many frequencies at least. */
const MOST_WORK = 8e6;
const MOST_STEPS = 4000;

function detrended(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < n; i++) {
    xx += ((x[i] as number) - mx) ** 2;
    xy += ((x[i] as number) - mx) * ((y[i] as number) - my);
  }
  return y.map((value, i) => value - my - (xy / xx) * ((x[i] as number) - mx));
}

/** Indices of local maxima, highest first. */
export function localMaxima(values: Float64Array): number[] {
  const found: number[] = [];
  for (let k = 1; k + 1 < values.length; k++)
    if ((values[k] as number) > (values[k - 1] as number) && (values[k] as number) >= (values[k + 1] as number)) found.push(k);
  return found.sort((i, j) => (values[j] as number) - (values[i] as number) || i - j);
}

/** k + 1, moved to the top of the parabola through three points. */
function refined(power: Float64Array, k: number): number {
  const [a, b, c] = [power[k - 1] as number, power[k] as number, power[k + 1] as number];
  const bend = a - 2 * b + c;
  return k + 1 + (bend < 0 ? (0.5 * (a - c)) / bend : 0);
}

/** y less the best A·cos(ωx) + B·sin(ωx). */
function withoutWave(x: Float64Array, y: Float64Array, w: number): Float64Array {
  let cc = 0;
  let cs = 0;
  let ss = 0;
  let yc = 0;
  let ys = 0;
  const c = x.map((value) => cos(w * value));
  const s = x.map((value) => sin(w * value));
  for (let i = 0; i < x.length; i++) {
    const ci = c[i] as number;
    const si = s[i] as number;
    const yi = y[i] as number;
    cc += ci * ci;
    cs += ci * si;
    ss += si * si;
    yc += yi * ci;
    ys += yi * si;
  }
  const det = cc * ss - cs * cs;
  if (!(det > 1e-12 * cc * ss)) return y;
  const a = (yc * ss - ys * cs) / det;
  const b = (ys * cc - yc * cs) / det;
  return y.map((value, i) => value - a * (c[i] as number) - b * (s[i] as number));
}
