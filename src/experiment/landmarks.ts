import { type Curve, localMaxima } from './data-features.js';

/** A place along a column where something of the response happens. */
export interface Landmark {
  readonly at: number;
  /** Half of its width at half of its height, along the column; 0 where it is one point. */
  readonly width: number;
  /** How far one must come down from it before it goes up higher, in the units of what is looked at: of the response, of its slope or of its bend. */
  readonly prominence: number;
}

/** Of one column, the most prominent of each kind first. */
export interface Landmarks {
  readonly peaks: readonly Landmark[];
  readonly dips: readonly Landmark[];
  /** Where the response climbs or falls most steeply: the middles of steps. */
  readonly steps: readonly Landmark[];
  /** Where it bends most: peaks that show only as shoulders of others, and corners (second derivatives as in spectroscopy; Savitzky and Golay 1964, Anal. Chem. 36). */
  readonly bends: readonly Landmark[];
}

const MOST_FOUND = 12;
/** Of a kind, those of less than this part of the first one's prominence are noise. */
const LEAST = 0.02;

/** Where a response that is smoothed a little has humps, dips and steps along a column; none for fewer than 6 points. */
export function landmarks({ x, y }: Curve): Landmarks {
  const n = x.length;
  if (n < 6) return { peaks: [], dips: [], steps: [], bends: [] };
  const half = Math.max(1, Math.floor(n / 60));
  const smooth = smoothed(y, half);
  const slope = smoothed(slopes(x, smooth, half), half);
  const bend = smoothed(slopes(x, slope, half), 2 * half);
  const opposite = (values: Float64Array): Float64Array => values.map((value) => -value);
  return {
    peaks: mostProminent(x, [smooth]),
    dips: mostProminent(x, [opposite(smooth)]),
    steps: mostProminent(x, [slope, opposite(slope)]),
    bends: mostProminent(x, [bend, opposite(bend)]),
  };
}

function mostProminent(x: Float64Array, curves: readonly Float64Array[]): Landmark[] {
  const found = curves.flatMap((values) =>
    localMaxima(values).map((k) => {
      const height = prominence(values, k);
      return { at: x[k] as number, width: halfWidth(x, values, k, height), prominence: height };
    }),
  );
  found.sort((a, b) => b.prominence - a.prominence || a.at - b.at);
  const least = LEAST * (found[0]?.prominence ?? 0);
  return found.slice(0, MOST_FOUND).filter((one) => one.prominence > least);
}

/** Means of 2·half + 1 neighbours. */
function smoothed(y: Float64Array, half: number): Float64Array {
  return Float64Array.from(y, (_, i) => {
    const [from, to] = [Math.max(0, i - half), Math.min(y.length, i + half + 1)];
    let sum = 0;
    for (let k = from; k < to; k++) sum += y[k] as number;
    return sum / (to - from);
  });
}

/** Differences over half a window to either side; 0 between places that are alike. */
function slopes(x: Float64Array, y: Float64Array, half: number): Float64Array {
  return Float64Array.from(y, (_, i) => {
    const [from, to] = [Math.max(0, i - half), Math.min(y.length - 1, i + half)];
    const run = (x[to] as number) - (x[from] as number);
    return run > 0 ? ((y[to] as number) - (y[from] as number)) / run : 0;
  });
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
