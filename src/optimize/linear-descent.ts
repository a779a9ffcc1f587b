import type { Answer } from '../base/evaluation.js';
import type { Text } from '../base/text.js';
import { isWithin } from './bounds.js';
import { finite } from './finite.js';
import { linearStep, ROUNDED, stepped, WORSE } from './linear-step.js';
import type { Here, Step, Stepping } from './method.js';
import { show } from './show.js';
import type { TrustRegionState } from './trust-region-descent.js';

/**
 * One Gauss–Newton step of a model that is linear in all its parameters, or the end: the model is the truth then, however far the step, and needs neither a region of trust
 * nor an acceleration. From any start the first step arrives, and the look at where it leads mostly ends the run. A minimum within the bounds is that of the bounded
 * problem.
 *
 * @returns null for a model that is not linear in all parameters, a minimum beyond a bound, columns that depend on each other, a step that leads up.
 */
export function* linearDescent(
  state: TrustRegionState,
  { point, answer, bounds, linear }: Here,
): Stepping<Step<TrustRegionState> | null> {
  if (linear.length !== point.length || !finite(answer)) return null;
  const { step, change, settled, full } = linearStep(point, answer);
  const next = stepped(point, step);
  if (!full || !step.every(Number.isFinite) || !isWithin(next, bounds)) return null;
  const part = (): string => show(change);
  const ended = (detail: Text): Step<TrustRegionState> => ({
    point,
    state,
    rate: Number.NaN,
    ended: { outcome: 'converged', stop: { reason: 'newton-step', detail } },
  });
  if (settled)
    return ended({
      en: `the next Gauss–Newton step is ${part()} of the parameters and would leave nothing but rounding`,
      ko: `다음 가우스–뉴턴 걸음은 매개변수의 ${part()}배이고 그 뒤에는 반올림 오차만 남음`,
    });
  if (change <= ROUNDED && change > 0.5 * state.moved)
    return ended({
      en: `Gauss–Newton steps shrink no further: the next is ${part()} of the parameters`,
      ko: `가우스–뉴턴 걸음이 더 줄어들지 않음: 다음 걸음은 매개변수의 ${part()}배`,
    });
  const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
  if (!finite(there)) return null;
  if (there.loss > answer.loss * (1 + WORSE))
    return change > ROUNDED
      ? null
      : ended({
          en: `a Gauss–Newton step of ${part()} of the parameters lowers the loss no further`,
          ko: `매개변수의 ${part()}배인 가우스–뉴턴 걸음으로는 손실이 더 낮아지지 않음`,
        });
  return { point: next, answer: there, rate: Number.NaN, state: { ...state, moved: change } };
}
