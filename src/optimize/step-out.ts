import type { Answer } from '../base/evaluation.js';
import { along, type Bounds } from './bounds.js';
import type { LeastCurvature } from './least-curvature.js';
import type { Stepping } from './method.js';

/** Of the loss: what the first step promises. */
const FIRST = 1e-3;
/** And the least gain that is no rounding. */
const LEAST = 1e-10;
/** Of what is promised by the curvature, so that a kink or rounding is not taken for it. */
const KEPT = 0.25;
const SHORTER = 0.25;
const MOST_WIDENED = 40;

/** A point beside a saddle. */
export interface Out {
  /** Length P. */
  readonly point: Float64Array;
  /** Below that of the saddle. */
  readonly loss: number;
}

/**
 * A step out of a stationary point along its direction of negative curvature, to one side or the other: the longest of those that double as long as the loss falls.
 *
 * @param loss at `point`. @param way with a curvature < 0.
 * @returns null where no step lowers the loss by a quarter of what the curvature promises: at kinks, and where the curvature is rounding.
 */
export function* stepOut(
  point: Float64Array,
  loss: number,
  { direction, curvature }: LeastCurvature,
  bounds: Bounds | null,
): Stepping<Out | null> {
  const size = Math.abs(loss);
  if (!(curvature < 0 && size > 0)) return null;
  const at = (t: number): Float64Array => along(point, direction, t, bounds);
  for (let share = FIRST; share >= LEAST; share *= SHORTER * SHORTER) {
    const t = Math.sqrt((2 * share * size) / -curvature);
    const sides = [at(t), at(-t)];
    const answers: readonly Answer[] = yield { points: sides, want: 'value' };
    const losses = answers.map((answer) => (Number.isFinite(answer.loss) ? answer.loss : Number.POSITIVE_INFINITY));
    const side = (losses[0] as number) <= (losses[1] as number) ? 0 : 1;
    if (loss - (losses[side] as number) >= KEPT * share * size)
      return yield* widened(at, side === 0 ? t : -t, { point: sides[side] as Float64Array, loss: losses[side] as number });
  }
  return null;
}

function* widened(at: (t: number) => Float64Array, t: number, first: Out): Stepping<Out> {
  let out = first;
  for (let k = 1; k <= MOST_WIDENED; k++) {
    const point = at(t * 2 ** k);
    const [answer] = (yield { points: [point], want: 'value' }) as readonly [Answer];
    if (!(answer.loss < out.loss)) break;
    out = { point, loss: answer.loss };
  }
  return out;
}
