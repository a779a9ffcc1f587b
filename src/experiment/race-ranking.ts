import type { Lowest } from './race-lowest.js';
import type { RacedMethod } from './race-result.js';
import type { Gone } from './race-way.js';

/** Of the drop from the start to the lowest loss: so much may be left. */
export const SHARE = 1e-6;
/** Ends of one minimum differ by less in every parameter, relatively to its size or to the way from the start. */
const SAME_PLACE = 1e-2;
/** Roundings of a loss. */
const ROUNDING = 8 * Number.EPSILON;

/** Below it nothing of a loss can be told from the lowest one. @param floor losses below are exact fits. */
export const rounding = (lowest: number, floor: number): number => Math.max(ROUNDING * Math.abs(lowest), floor);

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

/** Indices in order: those that reached the target by their evaluations, then the others by their last loss, the earlier named first where both are the same. */
export function ranked(methods: readonly Pick<RacedMethod, 'target' | 'loss'>[]): number[] {
  const last = (loss: number): number => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY);
  const spent = ({ target }: Pick<RacedMethod, 'target'>): number => target?.evaluations ?? Number.POSITIVE_INFINITY;
  const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return [...methods.keys()].sort((i, j) => {
    const [a, b] = [methods[i], methods[j]] as [(typeof methods)[number], (typeof methods)[number]];
    return order(spent(a), spent(b)) || order(last(a.loss), last(b.loss)) || i - j;
  });
}
