import type { Answer, Request } from '../base/evaluation.js';
import type { Stepping } from './method.js';

/** Counts what a run asks for, in rows, so that minibatches add up exactly. Abandoned steps count too. */
export interface Meter {
  /** n with minibatches; else 1, and an evaluation is one. */
  readonly rows: number;
  evaluatedRows: number;
  passedRows: number;
}

export const meter = (rows: number, before: { readonly evaluations: number; readonly passes: number }): Meter => ({
  rows,
  evaluatedRows: Math.round(before.evaluations * rows),
  passedRows: Math.round(before.passes * rows),
});

/** What the meter shows: evaluations and passes over all rows. */
export const shown = ({ rows, evaluatedRows, passedRows }: Meter): { evaluations: number; passes: number } => ({
  evaluations: evaluatedRows / rows,
  passes: passedRows / rows,
});

/** Counts a request that was answered over so many rows. */
export function tally(meter: Meter, request: Request, answers: readonly Answer[], rows = meter.rows): void {
  if (request.exact !== true) meter.evaluatedRows += rows * request.points.length;
  meter.passedRows += rows * (answers[0]?.passes ?? 1);
}

/** A single request as a generator, which returns the answer for its one point. */
export function* ask(request: Request): Stepping<Answer> {
  return (yield request)[0] as Answer;
}

/** Passes the requests of `inner` on and counts them. */
export function* counted<Result>(inner: Stepping<Result>, meter: Meter): Stepping<Result> {
  return (yield* asked(inner, meter, null, never)) as Result;
}

/** {@link counted}, on a minibatch where there is one. @returns null when `cancelled` said so. */
export function* asked<Result>(
  inner: Stepping<Result>,
  meter: Meter,
  batch: Uint32Array | null,
  cancelled: () => boolean,
): Stepping<Result | null> {
  let next = inner.next();
  while (next.done !== true) {
    if (cancelled()) return null;
    const request: Request = batch === null ? next.value : { ...next.value, batch };
    const answers = yield request;
    tally(meter, request, answers, batch === null ? meter.rows : batch.length);
    next = inner.next(answers);
  }
  return next.value;
}

const never = (): boolean => false;
