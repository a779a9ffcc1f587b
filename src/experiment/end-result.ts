import { minimumAtCorner } from './corner.js';
import type { Begun } from './fit.js';
import type { Attempt } from './local-search.js';
import { minimumOnCurve } from './on-curve.js';

/** How an attempt ended: one that stalled where the loss has a corner or its minima a curve has converged after all. */
export function endResult(begun: Begun, { result }: Attempt): Attempt['result'] {
  if (result.outcome !== 'stalled' || begun.options.stop !== undefined) return result;
  const stop = minimumAtCorner(begun, result.point) ?? minimumOnCurve(begun, result.point);
  return stop === null ? result : { ...result, outcome: 'converged', stop };
}
