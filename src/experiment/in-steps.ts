import type { Answer, Evaluate, Request } from '../base/evaluation.js';
import type { Stepping } from '../optimize/method.js';

/** Work that can be left between its steps. */
export type Steps<Result> = Generator<void, Result>;

/** A way whose requests are answered at once, a step each. */
export function* answered<Result>(way: Stepping<Result>, evaluate: Evaluate): Steps<Result> {
  let next = way.next();
  while (next.done !== true) {
    const answers = evaluate(next.value);
    yield;
    next = way.next(answers);
  }
  return next.value;
}

/** Several ways side by side: what they ask for of the same kind is one request, so that the rows go by once for all. The same bits as one after the other. */
export function* together<Result>(ways: readonly Stepping<Result>[], evaluate: Evaluate): Steps<Result[]> {
  const results: Result[] = [];
  const requests: Request[] = [];
  const proceed = (way: number, answers?: readonly Answer[]): void => {
    const next = answers === undefined ? ways[way]?.next() : ways[way]?.next(answers);
    if (next?.done === true) results[way] = next.value;
    else requests[way] = next?.value as Request;
  };
  let going = [...ways.keys()];
  for (const way of going) proceed(way);
  for (;;) {
    going = going.filter((way) => !(way in results));
    const [lead] = going;
    if (lead === undefined) return results;
    const first = requests[lead] as Request;
    const group = isPlain(first) ? going.filter((way) => isAlike(first, requests[way] as Request)) : [lead];
    const answers = evaluate({ ...first, points: group.flatMap((way) => requests[way]?.points ?? []) });
    let from = 0;
    for (const way of group) {
      const to = from + (requests[way]?.points.length ?? 0);
      proceed(way, answers.slice(from, to));
      from = to;
    }
    yield;
  }
}

const isPlain = ({ batch, direction, exact }: Request): boolean =>
  batch === undefined && direction === undefined && exact === undefined;

const isAlike = (first: Request, other: Request): boolean => other.want === first.want && isPlain(other);

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
