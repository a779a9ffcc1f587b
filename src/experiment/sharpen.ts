import type { Answer } from '../base/evaluation.js';
import { maxAbs } from '../base/linear-algebra/norm.js';
import type { Refined } from '../objective/refine.js';
import type { Stepping } from '../optimize/method.js';
import { polish } from '../optimize/polish.js';
import { canonicalForm, type Rewriting, rewritten } from '../problem/canonical.js';
import type { Begun } from './fit.js';
import { type Attempt, conditionOf, LocalSearches } from './local-search.js';
import { refinedAt } from './refined.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { symmetriesOf } from './symmetries.js';

/** A run with its end sharpened, and what double-double arithmetic made of it; null where it was not needed or not possible. */
export interface Sharpened {
  readonly attempt: Attempt;
  readonly refined: Refined | null;
}

/** The minimum in the form of the start, as sharp as doubles allow. Runs that were stopped by a rule are left where they are. */
export function* sharpened(begun: Begun, searches: LocalSearches, attempt: Attempt): Stepping<Sharpened> {
  const { choice, options, model, given } = begun;
  const { result } = attempt;
  if (!choice.method.endsItself || options.stop !== undefined) return { attempt, refined: null };
  if (result.outcome === 'cancelled' || !result.point.every(Number.isFinite)) return { attempt, refined: null };
  if (model.loss.inference !== 'squares' && model.loss.robust === undefined) return { attempt, refined: null };
  const form = canonicalForm(result.point, given, symmetriesOf(model, begun.parts, begun.bounds));
  const from = form === null ? attempt : yield* counting(inForm(begun, attempt, form), searches);
  const { point, answer, floor } = yield* counting(polish(from.result.point, from.result.answer, begun.bounds), searches);
  const polished = { ...from, result: { ...from.result, point, answer } };
  const refined = refinedAt(begun, point, {
    floor,
    residual: Math.sqrt(2 * Math.abs(answer.loss)) / maxAbs(begun.prepared.response),
    condition: conditionOf(answer),
  });
  if (refined === null) return { attempt: polished, refined };
  const [there] = (yield { points: [refined.point], want: 'qr' }) as readonly [Answer];
  searches.evaluations++;
  searches.passes++;
  return { attempt: { ...from, result: { ...from.result, point: refined.point, answer: there } }, refined };
}

/**
 * A solution rewritten by a symmetry. Where the start was drawn it is rewritten too and the way gone again, so that start, trace and result fit together; a
 * given start stays what it was.
 */
function* inForm(begun: Begun, attempt: Attempt, form: Rewriting): Stepping<Attempt> {
  const { result, method, settings } = attempt;
  const point = rewritten(form, result.point);
  if (begun.given.some(Number.isNaN)) {
    const again = new LocalSearches(floorOf(begun));
    const start = rewritten(form, attempt.start);
    const { onEpoch: _, ...quiet } = runOptions(begun);
    const mirrored = yield* again.run({ ...quiet, method, settings }, start, recorderFor(begun));
    const near = mirrored.result.point.every((x, j) => Math.abs(x - (point[j] as number)) <= 1e-4 * Math.abs(point[j] as number));
    if (near && mirrored.result.outcome === result.outcome) return mirrored;
  }
  const [answer] = (yield { points: [point], want: 'qr' }) as readonly [Answer];
  return { ...attempt, result: { ...result, point, answer } };
}

function* counting<Result>(inner: Stepping<Result>, searches: LocalSearches): Stepping<Result> {
  let next = inner.next();
  while (next.done !== true) {
    searches.evaluations += next.value.points.length;
    searches.passes++;
    next = inner.next(yield next.value);
  }
  return next.value;
}
