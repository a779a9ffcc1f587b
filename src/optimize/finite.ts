import type { Answer } from '../base/evaluation.js';
import { allFinite } from '../base/linear-algebra/norm.js';

/** Whether a point can be gone to: neither its loss nor a derivative overflowed. */
export const finite = (answer: Answer): boolean =>
  Number.isFinite(answer.loss) &&
  (answer.gradient === undefined || allFinite(answer.gradient)) &&
  (answer.r === undefined || allFinite(answer.r)) &&
  (answer.qtr === undefined || allFinite(answer.qtr));

/** The loss is not known better than to a few units in its last place. */
export const ROUNDING = 10 * Number.EPSILON;
