import type { Values } from '../../base/values.js';
import type { Expression } from '../../expression/node.js';
import { type RowSample, rowSample, type SampleParts } from './row-sample.js';

/** What a hand-written gradient is tried on. */
export interface Trial {
  /** A few rows at one point: shows at once that a change is of no use. */
  readonly screen: RowSample;
  /** Up to 64 rows at all points, and as many that lie between them: what is right there is right because of the formula, not of the data. */
  readonly judge: RowSample;
}

const MOST_ROWS = 64;
const SCREENED = 7;
/** Shares of the rows that the groups of the judge get: of different sizes, so that a sum is not taken for a multiple of a mean. */
const SHARES = [0.17, 0.38, 1];

/**
 * @param finite expressions that must be finite in a row that is taken. @param parts without groups; rows are taken evenly.
 * @returns null where there is no such row.
 */
export function trialOf(parts: Omit<SampleParts, 'groups'>, rows: number, finite: readonly Expression[]): Trial | null {
  const step = Math.max(1, rows / MOST_ROWS);
  const taken = Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, i) => Math.floor((i + 0.5) * step));
  const columns = new Map([...parts.columns].map(([name, values], k) => [name, withBetween(values, taken, k)]));
  const count = taken.length;
  const judgeOn = (points: readonly Float64Array[], usable: readonly number[]): RowSample => {
    const between = usable.filter((i) => i >= count);
    const groups = [...split(usable.filter((i) => i < count)), ...(between.length === 0 ? [] : [between])];
    return rowSample({ ...parts, columns, points, groups });
  };
  const numbers = Array.from({ length: 2 * count }, (_, i) => i);
  const all = judgeOn(parts.points, numbers);
  const whole = finiteIn(finite.map(all.rows), parts.points.length * 2 * count);
  const isWhole = (p: number, i: number): boolean => whole[p * 2 * count + i] === 1;
  const kept = [...parts.points.keys()].filter((p) => taken.some((_, i) => isWhole(p, i)));
  const usable = numbers.filter((i) => kept.every((p) => isWhole(p, i)));
  const few = evenly(
    usable.filter((i) => i < count),
    SCREENED,
  );
  const points = kept.map((p) => parts.points[p] as Float64Array);
  const last = points[points.length - 1];
  if (few.length === 0 || last === undefined) return null;
  // Mostly all rows are, and what was worked out to see it is known.
  const judge = whole.includes(0) ? judgeOn(points, usable) : all;
  return { screen: rowSample({ ...parts, columns, points: [last], groups: split(few) }), judge };
}

/** 1 where all lists have a finite number, else 0. */
function finiteIn(lists: readonly Float64Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length).fill(1);
  for (const list of lists) for (let i = 0; i < length; i++) if (!Number.isFinite(list[i])) whole[i] = 0;
  return whole;
}

/** The rows taken, and after them as many that lie between each and the next but one, in every column elsewhere. */
function withBetween(values: Values, taken: readonly number[], k: number): Float64Array {
  const here = taken.map((row) => values[row] as number);
  const part = BETWEEN[k % BETWEEN.length] as number;
  const mixed = here.map((x, i) => x + part * ((here[(i + 2 + (k % 3)) % here.length] as number) - x));
  return Float64Array.from([...here, ...mixed]);
}

const BETWEEN = [0.381, 0.617, 0.283, 0.719];

function split(rows: readonly number[]): number[][] {
  if (rows.length < 4) return [[...rows]];
  const ends = SHARES.map((share) => Math.ceil(share * rows.length));
  return ends.map((end, g) => rows.slice(g === 0 ? 0 : ends[g - 1], end)).filter((group) => group.length > 0);
}

const evenly = (rows: readonly number[], count: number): number[] =>
  Array.from(
    { length: Math.min(count, rows.length) },
    (_, i) => rows[Math.floor(((i + 0.5) * rows.length) / Math.min(count, rows.length))] as number,
  );
