import { padded } from './axis.js';
import type { FigureSource } from './chart.js';
import { type Box, clipSegment, type Point, within } from './path.js';

/** The way of two parameters (or of one and the loss), up to the first point that is not finite. */
export interface Trajectory {
  readonly epoch: readonly number[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly loss: readonly number[];
}

export function trajectory({ trace }: FigureSource, x: number, y: number | null): Trajectory {
  const way: { epoch: number[]; xs: number[]; ys: number[]; loss: number[] } = { epoch: [], xs: [], ys: [], loss: [] };
  for (let i = 0; i < trace.length; i++) {
    const at = [
      trace.values[x]?.[i] ?? Number.NaN,
      y === null ? (trace.loss[i] as number) : (trace.values[y]?.[i] ?? Number.NaN),
    ] as const;
    if (!at.every(Number.isFinite)) break;
    way.epoch.push(trace.epoch[i] as number);
    way.xs.push(at[0]);
    way.ys.push(at[1]);
    way.loss.push(trace.loss[i] as number);
  }
  return way;
}

/** The index of the least finite loss; 0 where there is none. */
export const bestOf = ({ loss }: Trajectory): number =>
  loss.reduce((best, value, i) => (value < (loss[best] ?? Number.NaN) || !Number.isFinite(loss[best]) ? i : best), 0);

/** How far a parameter moved, against how large it is: 0 … 2. */
export function travel({ trace }: FigureSource, parameter: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of trace.values[parameter] ?? []) {
    if (!Number.isFinite(value)) break;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? (high - low) / Math.max(Math.abs(low), Math.abs(high)) : 0;
}

/**
 * The span of an axis for a way: the whole way, unless it runs so far from its start, its best point and the known truth (more than
 * twelve times their spread) that they would be one dot; then only what lies near them. Around the best point the valley is seen on both sides.
 *
 * @param anchors start, best point, truth.
 */
export function waySpan(values: readonly number[], anchors: readonly number[]): [number, number] {
  let [low, high] = [Math.min(...anchors), Math.max(...anchors)];
  const first = values[1] ?? low;
  const size = Math.max(high - low, Math.abs(first - (values[0] ?? first)), 0.05 * Math.max(Math.abs(low), Math.abs(high))) || 1;
  const far = values.some((value) => value < low - 12 * size || value > high + 12 * size);
  const reach = far ? 1.5 * size : Number.POSITIVE_INFINITY;
  const [least, most] = [low - reach, high + reach];
  for (const value of values) {
    if (value < least || value > most) break;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = 0.2 * Math.max(high - low, size * 0.25);
  const best = anchors[1] ?? low;
  const valley = 0.55 * Math.max(high - best, best - low);
  return padded(Math.min(low - room, best - valley), Math.max(high + room, best + valley), 0);
}

export interface VisibleWay {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Where and in which direction (unit vector) it leaves the box for good, and the first epoch outside; null where it stays inside. */
  readonly exit: { readonly at: Point; readonly direction: Point; readonly epoch: number } | null;
}

/** The way in pixels as far as the point where it first leaves the box. */
export function visibleWay(
  way: Trajectory,
  box: Box,
  toX: (value: number) => number,
  toY: (value: number) => number,
): VisibleWay {
  const xs = way.xs.map(toX);
  const ys = way.ys.map(toY);
  for (let i = 0; i < xs.length; i++) {
    const to: Point = [xs[i] as number, ys[i] as number];
    if (within(box, ...to)) continue;
    const from: Point = [xs[i - 1] ?? Number.NaN, ys[i - 1] ?? Number.NaN];
    const cut = clipSegment(from, to, box);
    if (cut === null) return { xs: xs.slice(0, i), ys: ys.slice(0, i), exit: null };
    const at = cut[1];
    // From a point on the rim the way out is that of the whole step.
    const towards = at[0] === from[0] && at[1] === from[1] ? to : at;
    const size = Math.max(Math.abs(towards[0] - from[0]), Math.abs(towards[1] - from[1])) || 1;
    const [dx, dy] = [(towards[0] - from[0]) / size, (towards[1] - from[1]) / size];
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    return {
      xs: [...xs.slice(0, i), at[0]],
      ys: [...ys.slice(0, i), at[1]],
      exit: { at, direction: [dx / length, dy / length], epoch: way.epoch[i] as number },
    };
  }
  return { xs, ys, exit: null };
}
