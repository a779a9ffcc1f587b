import type { Lowest } from './lowest.js';
import type { RacedMethod } from './result.js';
import type { Gone } from './way.js';

/** Of the drop from the start to the lowest loss: so much may be left. */
export const SHARE = 1e-6;
/** Ends of one minimum differ by less in every parameter, relatively to its size or to the way from the start. */
const SAME_PLACE = 1e-2;
/** Roundings of a loss. */
const ROUNDING = 8 * Number.EPSILON;

/** Below it nothing of a loss can be told from the lowest one. @param floor losses below are exact fits. */
const rounding = (lowest: number, floor: number): number => Math.max(ROUNDING * Math.abs(lowest), floor);

/** The loss at which all but {@link SHARE} of the drop is made. */
export const targetLoss = (start: number, lowest: number, floor: number): number =>
  lowest + Math.max(SHARE * (start - lowest), rounding(lowest, floor));

/** The epoch at which a loss was reached first. */
export function firstBelow({ losses }: Gone, target: number): RacedMethod['target'] {
  const at = losses.loss.findIndex((loss) => loss <= target);
  if (at < 0) return null;
  return { epoch: losses.epoch[at] as number, evaluations: losses.values[0]?.[at] as number };
}

/** Whether a method ended at the lowest minimum: by its loss, and where the drop was so long that others look alike, by its place. */
export function arrivedAt(
  { result, loss }: Gone,
  lowest: Lowest,
  { target, start, floor }: { readonly target: number; readonly start: Float64Array; readonly floor: number },
): RacedMethod['arrived'] {
  const alike = loss - lowest.loss <= Math.max(SHARE * Math.abs(lowest.loss), rounding(lowest.loss, floor));
  const near = lowest.point.every((x, j) => {
    const size = Math.max(Math.abs(x), Math.abs((start[j] as number) - x));
    return Math.abs((result.point[j] as number) - x) <= SAME_PLACE * size;
  });
  if (loss <= target && (alike || near)) return 'lowest';
  return result.outcome === 'converged' ? 'elsewhere' : null;
}

/**
 * Indices in order: those that reached the target by their evaluations, then the others by their last loss. Last losses that differ by less than `within` are one, and then the
 * fewer evaluations of the whole run win; after that those named earlier.
 */
export function ranked(methods: readonly Pick<RacedMethod, 'target' | 'loss' | 'stop'>[], within: number): number[] {
  const all = [...methods.keys()];
  const of = (i: number): (typeof methods)[number] => methods[i] as (typeof methods)[number];
  const last = (i: number): number => (Number.isFinite(of(i).loss) ? of(i).loss : Number.POSITIVE_INFINITY);
  const there = all.filter((i) => of(i).target !== null);
  const others = all.filter((i) => of(i).target === null).sort((i, j) => order(last(i), last(j)) || i - j);
  const reached = (i: number): number => of(i).target?.evaluations ?? Number.POSITIVE_INFINITY;
  there.sort((i, j) => order(reached(i), reached(j)) || order(of(i).stop.evaluations, of(j).stop.evaluations) || i - j);
  return [
    ...there,
    ...alike(others, last, within).flatMap((group) =>
      group.sort((i, j) => order(of(i).stop.evaluations, of(j).stop.evaluations) || i - j),
    ),
  ];
}

/** Runs of what is ascending, none longer than `within`. */
function alike(ascending: readonly number[], of: (i: number) => number, within: number): number[][] {
  const groups: number[][] = [];
  for (const i of ascending) {
    const group = groups.at(-1);
    if (group !== undefined && of(i) - of(group[0] as number) <= within) group.push(i);
    else groups.push([i]);
  }
  return groups;
}

const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
