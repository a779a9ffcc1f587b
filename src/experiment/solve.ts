import { joined } from '../base/text.js';
import type { Refined } from '../objective/refine.js';
import type { Stepping } from '../optimize/method.js';
import { counting } from './counting.js';
import { withExactErrors } from './exact-errors.js';
import type { Begun } from './fit.js';
import { type Attempt, LocalSearches, type Minimum } from './local-search.js';
import { checked, isChecked, lowerIn } from './lower-minimum.js';
import { offSaddle } from './off-saddle.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { SAMPLE } from './sampled.js';
import { searched } from './searched.js';
import { sharpened } from './sharpen.js';

/** What was found, and what it took. */
export interface Solved {
  readonly attempt: Attempt;
  /** Loss evaluations and passes over the data, all searches included. */
  readonly evaluations: number;
  readonly passes: number;
  /** Local searches that were made, and the minima where they ended, the lowest first. */
  readonly searches: number;
  readonly minima: readonly Minimum[];
  /** Methods that were tried, in their order. */
  readonly tried: readonly string[];
  /** A lower minimum than the one that the method which was asked for ended in. */
  readonly lower: Minimum | null;
  /** Of `attempt`, where it was made right to the last digit. */
  readonly refined: Refined | null;
}

/**
 * The whole way from the starts to the answer.
 * @param starts to go on from instead of searching. @param sample the searches on some of the rows that they come from, if they do.
 */
export function* solve(
  begun: Begun,
  starts: readonly Float64Array[] | null,
  sample: LocalSearches | null = null,
): Stepping<Solved> {
  const searches = starts === null || starts.length === 0 ? yield* searched(begun) : yield* fromAll(begun, starts);
  yield* fromSpare(begun, searches);
  const best = searches.best as Attempt;
  // A run may end at its start before it is cancelled, while what came before it was not finished.
  const { attempt: reached, refined } =
    searches.cancelled || begun.options.cancelled?.() === true
      ? { attempt: cancelledIn(best, searches), refined: null }
      : yield* sharpened(begun, searches, yield* counting(offSaddle(begun, searches, best), searches));
  const shown = begun.fromMoments === null ? null : yield* withExactErrors(reached);
  const attempt = shown?.attempt ?? reached;
  const check = isChecked(begun) ? yield* checked(begun, attempt) : null;
  const others = [check, begun.robust].filter((spent) => spent !== null);
  // A pass over a sample is as much of a pass as it has of the rows.
  const share = sample === null ? 0 : SAMPLE / begun.prepared.rows;
  return {
    attempt,
    evaluations: others.reduce((sum, one) => sum + one.evaluations, searches.evaluations + share * (sample?.evaluations ?? 0)),
    passes: others.reduce((sum, one) => sum + one.passes, searches.passes + (shown?.passes ?? 0) + share * (sample?.passes ?? 0)),
    searches: (sample ?? searches).searches,
    minima: (sample ?? searches).minima,
    tried: (sample ?? searches).tried,
    lower: lowerIn(check, attempt),
    refined,
  };
}

/** The best of searches that were cancelled: one that ended before is no answer either, because lower minima were still looked for. */
function cancelledIn(best: Attempt, { searches }: LocalSearches): Attempt {
  if (best.result.outcome === 'cancelled') return best;
  const when = {
    en: `cancelled in search ${searches}; the best of those before: `,
    ko: `${searches}번째 탐색에서 취소됨; 그 전까지 가장 나은 탐색: `,
  };
  const detail = joined(when, best.result.stop.detail);
  return { ...best, result: { ...best.result, outcome: 'cancelled', stop: { reason: 'cancelled', detail } } };
}

function* fromAll(begun: Begun, starts: readonly Float64Array[]): Stepping<LocalSearches> {
  const searches = new LocalSearches(floorOf(begun));
  const { method, settings } = begun.choice;
  for (const start of starts) yield* searches.run({ ...runOptions(begun), method, settings }, start, recorderFor(begun));
  return searches;
}

/** From the start that a robust loss has of its own. */
function* fromSpare(begun: Begun, searches: LocalSearches): Stepping<void> {
  const spare = begun.robust?.spare ?? null;
  if (spare === null || searches.cancelled) return;
  const { method, settings } = begun.choice;
  yield* searches.run({ ...runOptions(begun), method, settings }, spare, recorderFor(begun));
}
