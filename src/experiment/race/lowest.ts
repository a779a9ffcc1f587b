import { settled } from '../fit.js';
import { answered, type Steps } from '../in-steps.js';
import { withRobustPlan } from '../robust-plan.js';
import { sampled } from '../sampled.js';
import { searched } from '../searched.js';
import { solve } from '../solve.js';
import type { RaceProblem } from './problem.js';
import { type Gone, lossOf } from './way.js';

/** The lowest loss that is known, and where. */
export interface Lowest {
  readonly loss: number;
  /** Length P. */
  readonly point: Float64Array;
  /** The label of the method that found it; null for the search. */
  readonly by: string | null;
}

/** What a fit finds by itself, from starts of its own and by methods of its choice; null where it was cancelled or found nothing. */
export function* lowestSearched({ formula, options, prepared, stream, loss }: RaceProblem): Steps<Lowest | null> {
  const { schedule: _, epochs: __, stop: ___, batch: ____, gradient: _____, onEpoch: ______, ...own } = options;
  const begun = yield* withRobustPlan(settled(formula, own, prepared, { ...loss, stream: stream.clone() }));
  const planned = begun.robust?.starts ?? null;
  const sample = planned === null ? sampled(begun) : null;
  const looked = sample === null ? null : yield* answered(searched(sample), sample.objective.evaluate);
  const solved = yield* answered(solve(begun, planned ?? looked?.lowest() ?? null, looked), begun.objective.evaluate);
  const { point } = solved.attempt.result;
  const least = lossOf(solved, prepared.rows);
  return Number.isFinite(least) && point.every(Number.isFinite) ? { loss: least, point, by: null } : null;
}

/** The lowest of what was searched for, of all ends and of all that was met on the way; null where nothing is finite. */
export function lowestOf(all: readonly Gone[], searched: Lowest | null): Lowest | null {
  const found = [...all.flatMap(placesOf), ...(searched === null ? [] : [searched])];
  return found.reduce<Lowest | null>((least, one) => (least === null || one.loss < least.loss ? one : least), null);
}

/** Where a method ended, and the lowest point on its way. */
function placesOf({ entrant, result, loss: last, way }: Gone): Lowest[] {
  let best = 0;
  for (let i = 1; i < way.length; i++) if (isLower(way.loss[i] as number, way.loss[best] as number)) best = i;
  const met = Float64Array.from(way.values.slice(1), (values) => values[best] as number);
  return [
    { loss: last, point: result.point, by: entrant.label },
    { loss: way.loss[best] ?? Number.NaN, point: met, by: entrant.label },
  ].filter(({ loss, point }) => Number.isFinite(loss) && point.every(Number.isFinite));
}

const isLower = (loss: number, than: number): boolean => loss < than || (Number.isFinite(loss) && !Number.isFinite(than));
