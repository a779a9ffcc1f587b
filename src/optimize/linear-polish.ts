import type { Answer } from '../base/evaluation.js';
import { centredPoint, columnNorms, norm2 } from '../base/linear-algebra/index.js';
import { type Bounds, isWithin } from './bounds.js';
import { finite } from './finite.js';
import { answerAfter, linearStep, ROUNDED, stepped, WORSE } from './linear-step.js';
import type { Stepping } from './method.js';
import type { Polished } from './polish.js';

const MOST_STEPS = 12;

/**
 * The last step of a model that is linear in all its parameters. Where it is known to leave nothing but rounding, where it leads needs no look: the
 * answer there follows from the one before, and it is that of the minimum before its parameters were rounded. Otherwise as many looks as steps shrink.
 *
 * @param answer at `point`, with want `qr`. @returns null where columns depend on each other, and where bounds are in the way.
 */
export function* linearPolish(point: Float64Array, answer: Answer, bounds: Bounds): Stepping<Polished | null> {
  let at = { point, answer };
  let before = Number.POSITIVE_INFINITY;
  let floor = Number.POSITIVE_INFINITY;
  for (let k = 0; k < MOST_STEPS && finite(at.answer); k++) {
    const { step, change, settled, full } = linearStep(at.point, at.answer);
    const next = stepped(at.point, step);
    if (!full || !step.every(Number.isFinite) || !isWithin(next, bounds)) return null;
    const done = change <= ROUNDED && change > 0.5 * before;
    floor = settled ? Number.EPSILON : largest(step, next);
    if (change === 0) break;
    if ((settled || done) && !isExact(at)) return { point: next, answer: answerAfter(at.answer, step), floor };
    if (done) break;
    const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
    if (!finite(there) || there.loss > at.answer.loss * (1 + WORSE)) break;
    at = { point: next, answer: there };
    before = change;
  }
  return { ...at, floor };
}

/** Residuals below this part of what the terms of the prediction come to are rounding: only a look tells them. */
const EXACT = 1e4 * Number.EPSILON;

function isExact({ point, answer }: { readonly point: Float64Array; readonly answer: Answer }): boolean {
  const { centred } = answer;
  const own = centred === undefined ? point : centredPoint(point, centred);
  const lengths = columnNorms(centred?.r ?? (answer.r as Float64Array), point.length, point.length);
  return Math.sqrt(2 * Math.abs(answer.loss)) <= EXACT * norm2(lengths.map((length, j) => length * (own[j] as number)));
}

/** The largest part of a parameter that a step changes. */
const largest = (step: Float64Array, to: Float64Array): number =>
  step.reduce((most, by, j) => (by === 0 ? most : Math.max(most, Math.abs(by / (to[j] as number)))), 0);
