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

/** Several ways side by side: what some of them ask for of the same kind is one request, so that the rows go by once for all. The same bits as one after the other. */
export function* together<Result>(ways: readonly Stepping<Result>[], evaluate: Evaluate): Steps<Result[]> {
  const nexts = ways.map((way) => way.next());
  for (;;) {
    const asked = [...nexts.keys()].filter((i) => nexts[i]?.done !== true);
    if (asked.length === 0) return nexts.map((next) => next.value as Result);
    for (const group of alike(asked, (i) => nexts[i]?.value as Request)) {
      const requests = group.map((i) => nexts[i]?.value as Request);
      const answers = evaluate({ ...(requests[0] as Request), points: requests.flatMap(({ points }) => points) });
      let from = 0;
      for (const [k, i] of group.entries()) {
        const { length } = (requests[k] as Request).points;
        nexts[i] = (ways[i] as Stepping<Result>).next(answers.slice(from, from + length));
        from += length;
      }
    }
    yield;
  }
}

/** Groups of ways whose requests can be one: those for the same of all rows. */
function alike(ways: readonly number[], request: (way: number) => Request): number[][] {
  const groups: number[][] = [];
  const open = new Map<string, number[]>();
  for (const way of ways) {
    const { want, batch, direction, exact } = request(way);
    const known = open.get(want);
    const alone = batch !== undefined || direction !== undefined || exact !== undefined;
    if (known !== undefined && !alone) known.push(way);
    else {
      const group = [way];
      groups.push(group);
      if (!alone) open.set(want, group);
    }
  }
  return groups;
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
