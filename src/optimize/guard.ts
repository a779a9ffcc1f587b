import type { Answer } from '../base/evaluation.js';
import { allFinite } from '../base/linear-algebra/norm.js';
import { joined, type Text } from '../base/text.js';
import type { Epoch, Outcome, Stop } from './outcome.js';
import { show } from './show.js';

/** What the guard remembers between epochs. */
export interface GuardMemory {
  /** |loss| at the start, or at the first epoch where it is not 0. */
  readonly scale: number;
  /** How many epochs in a row the loss has been above the limit. */
  readonly above: number;
}

export const GUARD_START: GuardMemory = { scale: 0, above: 0 };

/** Of the loss at the start. */
const LIMIT = 1e6;
const PATIENCE = 3;

/** Ends every run, whatever the user's stop: a number is not finite, or the loss was above 10⁶ × its start in three consecutive epochs. */
export function guard(
  memory: GuardMemory,
  epoch: Epoch,
  answer: Answer,
): { readonly memory: GuardMemory; readonly end: { readonly outcome: Outcome; readonly stop: Stop } | null } {
  const broken = notFinite(epoch, answer);
  if (broken !== null) {
    const detail = joined({ en: 'epoch', ko: '에포크' }, ` ${epoch.epoch}: `, broken);
    return { memory, end: { outcome: 'not-finite', stop: { reason: 'not-finite', detail } } };
  }
  const scale = memory.scale > 0 ? memory.scale : Math.abs(epoch.loss);
  const above = memory.scale > 0 && epoch.loss > LIMIT * scale ? memory.above + 1 : 0;
  const next = scale === memory.scale && above === memory.above ? memory : { scale, above };
  if (above < PATIENCE) return { memory: next, end: null };
  const [loss, first] = [show(epoch.loss), show(scale)];
  const detail = {
    en: `loss = ${loss} at epoch ${epoch.epoch}, above 1e6 × ${first} (its start) in ${PATIENCE} epochs running`,
    ko: `에포크 ${epoch.epoch}의 손실 = ${loss}, ${PATIENCE}에포크 연속 1e6 × ${first}(처음 손실) 초과`,
  };
  return { memory: next, end: { outcome: 'diverged', stop: { reason: 'loss-above-limit', detail } } };
}

function notFinite(epoch: Epoch, answer: Answer): Text | null {
  const parameter = allFinite(epoch.point) ? -1 : epoch.point.findIndex((x) => !Number.isFinite(x));
  if (parameter >= 0) {
    const value = show(epoch.point[parameter] as number);
    return { en: `parameter ${parameter + 1} is ${value}`, ko: `${parameter + 1}번째 매개변수의 값이 ${value}` };
  }
  if (!Number.isFinite(epoch.loss)) return { en: `the loss is ${show(epoch.loss)}`, ko: `손실이 ${show(epoch.loss)}` };
  const { gradient } = answer;
  if (gradient !== undefined && !allFinite(gradient)) {
    const component = gradient.findIndex((x) => !Number.isFinite(x));
    const [loss, slope] = [show(epoch.loss), show(gradient[component] as number)];
    return {
      en: `the loss is ${loss}, but component ${component + 1} of its gradient is ${slope}`,
      ko: `손실은 ${loss}, 그러나 기울기의 ${component + 1}번째 성분이 ${slope}`,
    };
  }
  if (Number.isFinite(epoch.mae) || answer.maeWithin !== undefined) return null;
  return { en: `the mean absolute error is ${show(epoch.mae)}`, ko: `평균절대오차가 ${show(epoch.mae)}` };
}
