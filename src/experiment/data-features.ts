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
 * @returns none for fewer than 6 points or a column without extent; all below half the sampling rate.
 */
export function cycles({ x, y }: Curve): number[] {
  const n = x.length;
  const span = (x[n - 1] as number) - (x[0] as number);
  if (n < 6 || !(span > 0)) return [];
  const step = Math.PI / (2 * span);
  const count = Math.min(2 * n, 4000);
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
 * Places along a column at which the response has a hump or a dip, the most prominent first, with their half widths.
 * @returns none for fewer than 6 points.
 */
export function humps({ x, y }: Curve): { readonly at: number; readonly width: number }[] {
  const n = x.length;
  if (n < 6) return [];
  const half = Math.max(1, Math.floor(n / 60));
  const smooth = Float64Array.from(y, (_, i) => {
    const [from, to] = [Math.max(0, i - half), Math.min(n, i + half + 1)];
    let sum = 0;
    for (let k = from; k < to; k++) sum += y[k] as number;
    return sum / (to - from);
  });
  const found = [smooth, smooth.map((value) => -value)].flatMap((values) =>
    localMaxima(values).map((k) => ({ k, prominence: prominence(values, k), values })),
  );
  return found
    .sort((a, b) => b.prominence - a.prominence || a.k - b.k)
    .slice(0, MOST_FOUND)
    .map(({ k, prominence: height, values }) => ({ at: x[k] as number, width: halfWidth(x, values, k, height) }));
}

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
function localMaxima(values: Float64Array): number[] {
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

/** How far one must come down from k before it goes up higher. */
function prominence(values: Float64Array, k: number): number {
  const top = values[k] as number;
  const lowest = (step: 1 | -1): number => {
    let least = top;
    for (let i = k + step; i >= 0 && i < values.length; i += step) {
      if ((values[i] as number) > top) break;
      least = Math.min(least, values[i] as number);
    }
    return least;
  };
  return top - Math.max(lowest(-1), lowest(1));
}

function halfWidth(x: Float64Array, values: Float64Array, k: number, height: number): number {
  const level = (values[k] as number) - height / 2;
  let [from, to] = [k, k];
  while (from > 0 && (values[from] as number) > level) from--;
  while (to + 1 < x.length && (values[to] as number) > level) to++;
  return ((x[to] as number) - (x[from] as number)) / 2;
}
