import type { Answer } from '../base/evaluation.js';
import type { Stepping } from '../optimize/method.js';
import type { LocalSearches } from './local-search.js';

/** Passes the requests of `inner` on and counts them among those of the searches. */
export function* counting<Result>(inner: Stepping<Result>, searches: LocalSearches): Stepping<Result> {
  let next = inner.next();
  while (next.done !== true) {
    const answers: readonly Answer[] = yield next.value;
    searches.evaluations += next.value.points.length;
    searches.passes += answers[0]?.passes ?? 1;
    next = inner.next(answers);
  }
  return next.value;
}
