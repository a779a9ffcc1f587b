import type { Answer } from '../base/evaluation.js';

/** Whether a point can be gone to: neither its loss nor a derivative overflowed. */
export const finite = (answer: Answer): boolean =>
  Number.isFinite(answer.loss) &&
  (answer.gradient === undefined || answer.gradient.every(Number.isFinite)) &&
  (answer.r === undefined || answer.r.every(Number.isFinite)) &&
  (answer.qtr === undefined || answer.qtr.every(Number.isFinite));

/** The loss is not known better than to a few units in its last place. */
export const ROUNDING = 10 * Number.EPSILON;
