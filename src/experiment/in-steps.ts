import type { Evaluate, Request } from '../base/evaluation.js';
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
  const nexts = ways.map((way) => way.next());
  const requestOf = (way: number): Request => nexts[way]?.value as Request;
  let going = [...ways.keys()];
  for (let round = 1; ; round++) {
    going = going.filter((way) => nexts[way]?.done !== true);
    const [lead] = going;
    if (lead === undefined) return nexts.map(({ value }) => value as Result);
    const first = requestOf(lead);
    const group = isPlain(first) ? going.filter((way) => isAlike(first, requestOf(way))) : [lead];
    const points = group.length === 1 ? first.points : group.flatMap((way) => requestOf(way).points);
    const answers = evaluate({ ...first, points });
    let from = 0;
    for (const way of group) {
      const to = from + requestOf(way).points.length;
      nexts[way] = (ways[way] as Stepping<Result>).next(answers.slice(from, to));
      from = to;
    }
    if (round % ROUNDS === 0) yield;
  }
}

/** Of a few points on few rows each, which take less time than giving way does. */
const ROUNDS = 16;

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
