import type { Answer } from '../base/evaluation.js';
import { leastSquares, norm2 } from '../base/linear-algebra/index.js';
import { type Bounds, project } from './bounds.js';
import { finite } from './finite.js';
import { answerAfter } from './linear-step.js';
import { freeOf } from './local-model.js';
import type { Stepping } from './method.js';
import { columnsOf } from './projection.js';

const MOST_STEPS = 12;
/** A step below this part of the parameters that no longer halves is the noise floor. */
const FLOOR = 1e-9;
/** What rounding may take from the loss while the parameters still gain digits. */
const WORSE = 1e-8;

/** A minimum, as sharp as doubles allow. */
export interface Polished {
  readonly point: Float64Array;
  readonly answer: Answer;
  /** Largest relative change of a parameter in the last step that was taken or refused: what rounding leaves undecided. ∞ where no step could be made. */
  readonly floor: number;
}

/**
 * Gauss–Newton steps by column-scaled QR from where a run ended down to the noise floor: a run ends where the loss has no more digits, the
 * parameters have as many again. Stops at the first step that does not halve, and never goes to a loss that is higher by more than rounding.
 *
 * @param answer at `point`, with want `qr`.
 * @param dear a look at the rows is: the last step is taken unseen, where what the one after it would change is below the rounding of every parameter by the rate at which
 * steps shrink.
 */
export function* polish(point: Float64Array, answer: Answer, bounds: Bounds | null, dear = false): Stepping<Polished> {
  let at: Polished = { point, answer, floor: Number.POSITIVE_INFINITY };
  let before = Number.POSITIVE_INFINITY;
  for (let k = 0; k < MOST_STEPS; k++) {
    if (!finite(at.answer)) break;
    const next = project(gaussNewton(at, bounds), bounds);
    if (!next.every(Number.isFinite)) break;
    const change = relativeChange(at.point, next);
    at = { ...at, floor: change };
    if (change === 0 || (change >= 0.5 * before && change < FLOOR) || change > 2 * before) break;
    if (dear && k > 0 && change * (change / before) <= Number.EPSILON) {
      const step = next.map((x, j) => x - (at.point[j] as number));
      return { point: next, answer: answerAfter(at.answer, step), floor: change };
    }
    const [there] = (yield { points: [next], want: 'qr', exact: true }) as readonly [Answer];
    if (!finite(there) || there.loss > at.answer.loss * (1 + WORSE)) break;
    at = { point: next, answer: there, floor: change };
    before = change;
    if (change < 1e-15) break;
  }
  return at;
}

function gaussNewton({ point, answer }: Polished, bounds: Bounds | null): Float64Array {
  const size = point.length;
  const free = freeOf(point, answer, bounds);
  const columns = columnsOf(answer.r as Float64Array, size, free);
  const { solution } = leastSquares(columns, size, free.length, answer.qtr as Float64Array);
  const next = point.slice();
  free.forEach((j, k) => {
    next[j] = (point[j] as number) - (solution[k] as number);
  });
  return next;
}

/** Largest step over the parameter; over the length of the point for parameters that are zero. */
function relativeChange(from: Float64Array, to: Float64Array): number {
  const length = norm2(from);
  return from.reduce((most, x, j) => {
    const step = Math.abs((to[j] as number) - x);
    return step === 0 ? most : Math.max(most, step / (Math.abs(x) || length || 1));
  }, 0);
}
