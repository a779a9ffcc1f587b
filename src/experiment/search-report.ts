import { allValues } from '../problem/model.js';
import type { Begun } from './fit.js';
import type { FitResult } from './result.js';
import type { Solved } from './solve.js';

const MOST_MINIMA = 6;

/** What the searches found, where there was more than one. */
export function searchReport({ prepared }: Begun, { searches, minima, tried }: Solved): Pick<FitResult, 'search'> {
  if (searches < 2) return {};
  const { model } = prepared.resolved;
  return {
    search: {
      starts: searches,
      agree: minima[0]?.count ?? 0,
      methods: tried,
      distinct: minima.length,
      minima: minima.slice(0, MOST_MINIMA).map(({ loss, count, point }) => {
        const values = allValues(model, point);
        return { loss, count, parameters: Object.fromEntries(model.parameters.map((name, j) => [name, values[j] as number])) };
      }),
    },
  };
}
