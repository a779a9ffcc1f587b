import type { Method, Stepping } from '../optimize/method.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';
import { varpro } from '../optimize/methods/varpro.js';
import type { Begun } from './fit.js';
import { guessFor } from './guess-for.js';
import type { Attempt, LocalSearches, Minimum } from './local-search.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { search } from './search.js';

/** Searches of a check. */
const MOST_CHECKS = 14;
const CHECK_AGREE = 3;
/** Relatively lower than the noise of a search. */
const LOWER = 1e-6;

/** A method that was asked for is believed only where a search of downhill's own finds nothing lower. */
export const isChecked = ({ choice, options, model, linear, prepared }: Begun): boolean =>
  !choice.automatic &&
  choice.method.endsItself === true &&
  model.loss.inference === 'squares' &&
  model.gradient === undefined &&
  !linear &&
  options.stop === undefined &&
  prepared.rows <= MOST_CHECKED_ROWS;
const MOST_CHECKED_ROWS = 20_000;

/** Looks for a lower minimum than that of a run. Null where the run was cancelled. */
export function* checked(begun: Begun, { start, result }: Attempt): Stepping<LocalSearches | null> {
  if (result.outcome === 'cancelled') return null;
  const { onEpoch: _, ...quiet } = runOptions(begun);
  const methods = CHECKERS.map((method) => ({ method, settings: {} }));
  return yield* search({
    given: start,
    linear: begun.linearIn,
    ...begun.bounds,
    methods,
    run: { ...quiet, epochs: CHECK_EPOCHS },
    recorder: () => recorderFor(begun),
    guess: () => guessFor(begun),
    seed: begun.options.seed ?? 0,
    most: MOST_CHECKS,
    agree: CHECK_AGREE,
    floor: floorOf(begun),
    doubtful: (searches) => lowerIn(searches, { start, result }) === null,
    misfit: () => false,
    wrong: () => false,
  });
}

const CHECKERS: readonly Method[] = [varpro, levenbergMarquardt] as readonly Method[];
const CHECK_EPOCHS = 100;

/** What a check found below the minimum of a run; null where nothing. */
export function lowerIn(check: LocalSearches | null, { result }: Pick<Attempt, 'start' | 'result'>): Minimum | null {
  const found = check?.best?.result;
  const { loss } = result.answer;
  if (check === null || found === undefined || check.same(found.answer.loss, loss)) return null;
  if (!Number.isFinite(found.answer.loss) || loss <= found.answer.loss * (1 + LOWER)) return null;
  return { loss: found.answer.loss, point: found.point, count: 1 };
}
