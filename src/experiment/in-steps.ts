import type { Evaluate } from '../base/evaluation.js';
import type { Stepping } from '../optimize/method.js';

/** Work that can be left between its steps. */
export type Steps<Result> = Generator<void, Result>;

/** A way whose requests are answered at once, so many of them a step. */
export function* answered<Result>(way: Stepping<Result>, evaluate: Evaluate, each = 1): Steps<Result> {
  let next = way.next();
  for (let k = 1; next.done !== true; k++) {
    const answers = evaluate(next.value);
    if (k % each === 0) yield;
    next = way.next(answers);
  }
  return next.value;
}

/** All steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** The same steps, giving way between them. */
export async function givingWay<Result>(steps: Steps<Result>, pause?: () => Promise<void>): Promise<Result> {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    if (pause !== undefined) await pause();
  }
}

/** Steps that end with null as soon as they are cancelled. */
export function* cancellable<Result>(steps: Steps<Result>, cancelled: (() => boolean) | undefined): Steps<Result | null> {
  for (;;) {
    if (cancelled?.() === true) return null;
    const next = steps.next();
    if (next.done === true) return next.value;
    yield;
  }
}
