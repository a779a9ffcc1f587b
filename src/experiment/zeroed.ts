import type { Refined } from '../objective/refine.js';
import { isWithin } from '../optimize/bounds.js';
import type { Stepping } from '../optimize/method.js';
import type { Begun } from './fit.js';
import type { Attempt } from './local-search.js';

/**
 * An exact fit with zeros for coefficients that are only rounding: data that do not vary have a slope of 0, not of −7·10⁻⁴⁸. Taken where a linear parameter
 * can be left out and every prediction still is the response to the last bit; one evaluation each, the smallest first.
 */
export function* zeroed(
  { linearIn, bounds }: Begun,
  attempt: Attempt,
  refined: Refined | null,
): Stepping<{ readonly attempt: Attempt; readonly refined: Refined | null }> {
  const { result } = attempt;
  if (refined === null ? result.answer.loss !== 0 || result.answer.mae !== 0 : refined.rss !== 0) return { attempt, refined };
  let { point } = result;
  const size = (j: number): number => Math.abs(point[j] as number);
  for (const j of linearIn.toSorted((i, k) => size(i) - size(k) || i - k)) {
    const without = point.map((x, i) => (i === j ? 0 : x));
    if (point[j] === 0 || !isWithin(without, bounds)) continue;
    const [answer] = yield { points: [without], want: 'value', exact: true };
    if (answer?.loss === 0 && answer.mae === 0) point = without;
  }
  if (point === result.point) return { attempt, refined };
  const [answer] = yield { points: [point], want: 'qr', exact: true };
  if (answer === undefined) return { attempt, refined };
  const low = refined?.low.map((x, i) => (point[i] === 0 ? 0 : x));
  return {
    attempt: { ...attempt, result: { ...result, point, answer } },
    refined: refined === null || low === undefined ? null : { ...refined, point, low },
  };
}
