import type { Answer } from '../base/evaluation.js';
import { finite } from './finite.js';
import { linearStep, ROUNDED, stepped, WORSE } from './linear-step.js';
import type { Here, Step, Stepping } from './method.js';
import { show } from './show.js';
import type { TrustRegionState } from './trust-region-descent.js';

/**
 * One Gauss–Newton step of a model that is linear in all its parameters, or the end: the model is the truth then, however far the step, and needs neither a region of trust
 * nor an acceleration. From any start the first step arrives, and the look at where it leads mostly ends the run.
 *
 * @returns null where this is no such model: one that is not linear in all parameters, bounds, columns that depend on each other, a step that leads up.
 */
export function* linearDescent(
  state: TrustRegionState,
  { point, answer, bounds, linear }: Here,
): Stepping<Step<TrustRegionState> | null> {
  if (bounds !== null || linear.length !== point.length || !finite(answer)) return null;
  const { step, change, settled, full } = linearStep(point, answer);
  if (!full || !step.every(Number.isFinite)) return null;
  const ended = (detail: string): Step<TrustRegionState> => ({
    point,
    state,
    rate: Number.NaN,
    ended: { outcome: 'converged', stop: { reason: 'newton-step', detail } },
  });
  if (settled)
    return ended(`the next Gauss–Newton step is ${show(change)} of the parameters, and what it would leave is rounding`);
  if (change <= ROUNDED && change > 0.5 * state.moved)
    return ended(`Gauss–Newton steps no longer shrink: the next is ${show(change)} of the parameters`);
  const next = stepped(point, step);
  const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
  if (!finite(there)) return null;
  if (there.loss > answer.loss * (1 + WORSE))
    return change <= ROUNDED
      ? ended(`a Gauss–Newton step of ${show(change)} of the parameters lowers the loss no further`)
      : null;
  return { point: next, answer: there, rate: Number.NaN, state: { ...state, moved: change } };
}
