import type { Request } from '../base/evaluation.js';
import type { Stepping } from './method.js';

/**
 * Several ways at once: what they ask for in one round goes over the rows together, in requests of many points. Each way gets the answers that it would get alone, so it is the same to the last
 * bit; those that have ended drop out.
 *
 * @param ways at least one. @param most points of a request, ≥ 1: more go in several.
 * @returns what each way returns, in their order.
 */
export function* abreast<Result>(
  ways: readonly Stepping<Result>[],
  most: number = Number.POSITIVE_INFINITY,
): Stepping<readonly Result[]> {
  const results = new Array<Result>(ways.length);
  let asking: Asking[] = [];
  const take = (at: number, next: IteratorResult<Request, Result>): void => {
    if (next.done === true) results[at] = next.value;
    else asking.push({ at, request: next.value });
  };
  for (const [at, way] of ways.entries()) take(at, way.next());
  while (asking.length > 0) {
    const round = asking;
    asking = [];
    for (const group of together(round, most)) {
      const points = group.flatMap(({ request }) => request.points);
      const answers = yield { ...(group[0] as Asking).request, points };
      let from = 0;
      for (const { at, request } of group) {
        const own = answers.slice(from, from + request.points.length);
        from += own.length;
        take(at, (ways[at] as Stepping<Result>).next(own));
      }
    }
  }
  return results;
}

interface Asking {
  readonly at: number;
  readonly request: Request;
}

/** Requests that differ in nothing but their points, in groups of at most so many points. */
function together(round: readonly Asking[], most: number): Asking[][] {
  const groups: { readonly like: Request; readonly members: Asking[]; points: number }[] = [];
  for (const one of round) {
    const { points } = one.request;
    const found = groups.findLast(({ like }) => isAlike(like, one.request));
    if (found !== undefined && found.points + points.length <= most) {
      found.members.push(one);
      found.points += points.length;
    } else groups.push({ like: one.request, members: [one], points: points.length });
  }
  return groups.map(({ members }) => members);
}

/** What goes along a direction, or over some of the rows, goes alone. */
const isAlike = (a: Request, b: Request): boolean =>
  a.want === b.want &&
  a.exact === b.exact &&
  [a, b].every(({ batch, direction }) => batch === undefined && direction === undefined);

/** Points of a request that are no fewer than rows go by for once, and that do not keep signals waiting for long. */
export const pointsFor = (rows: number): number => Math.max(LEAST_POINTS, Math.floor(MOST_ROWS / Math.max(rows, 1)));

/** Candidates that compiled kernels take over a chunk of rows in turn. */
const LEAST_POINTS = 16;
/** Rows × points that take some hundredths of a second. */
const MOST_ROWS = 4e6;
