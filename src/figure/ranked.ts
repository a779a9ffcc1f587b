import { type Envelope, type Line, normalEnvelope, normalScores, quartileLine } from './quantile-line.js';

/** Residuals in order, against what a normal sample of their number looks like. */
export interface Ranked {
  readonly scores: Float64Array;
  readonly sorted: Float64Array;
  /** Of the i-th in order: its row among those that are used. */
  readonly rows: readonly number[];
  readonly line: Line;
  readonly envelope: Envelope;
  /** Places in the order, the farthest outside first. */
  readonly outside: readonly number[];
}

/** @param values those that are not finite are left out. @param level of the envelope, in (0, 1). */
export function rank(values: Float64Array, level: number): Ranked {
  const rows = [...values.keys()].filter((i) => Number.isFinite(values[i]));
  rows.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const sorted = Float64Array.from(rows, (i) => values[i] as number);
  const scores = normalScores(sorted.length);
  const line = quartileLine(sorted);
  const envelope = normalEnvelope(sorted.length, level);
  return { scores, sorted, rows, line, envelope, outside: outsideOf(sorted, scores, line, envelope) };
}

/** Which values leave the envelope, by how far; between the places of the envelope along a straight line. */
function outsideOf(sorted: Float64Array, scores: Float64Array, line: Line, { at, lower, upper }: Envelope): number[] {
  const excess: { i: number; by: number }[] = [];
  let k = 0;
  sorted.forEach((value, i) => {
    while (k + 1 < at.length - 1 && (at[k + 1] as number) < i) k++;
    const [a, b] = [at[k] as number, at[Math.min(k + 1, at.length - 1)] as number];
    const span = (scores[b] as number) - (scores[a] as number);
    const share = span > 0 ? ((scores[i] as number) - (scores[a] as number)) / span : 0;
    const between = (ends: Float64Array): number => {
      const [low, high] = [ends[k] as number, ends[Math.min(k + 1, at.length - 1)] as number];
      return onLine(line, low + (high - low) * share);
    };
    const by = Math.max(between(lower) - value, value - between(upper));
    if (by > 0) excess.push({ i, by });
  });
  return excess.sort((a, b) => b.by - a.by || a.i - b.i).map(({ i }) => i);
}

export const onLine = ({ intercept, slope }: Line, x: number): number => intercept + slope * x;
