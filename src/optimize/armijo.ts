import type { Answer } from '../base/evaluation.js';
import { dot, norm2 } from '../base/linear-algebra/norm.js';
import type { Text } from '../base/text.js';
import { along, freeGradient } from './bounds.js';
import { firstRate } from './curvature.js';
import { finite, ROUNDING } from './finite.js';
import type { Advance, From, Stepping, StepSize } from './method.js';
import { show } from './show.js';

/** Of the decrease that the slope promises: Armijo's paper has 1/2, Nocedal and Wright (2006, §3.1) 1e-4. */
const SHARE = 1e-4;
const MOST_TRIALS = 60;
export const GRADIENT_ZERO: Text = { en: 'the gradient is zero', ko: '기울기가 0' };

/**
 * Backtracking until f(x + t·d) ≤ f(x) + 10⁻⁴·t·∇fᵀd; the next trial is the minimum of the parabola through what is known, within [0.1 t, 0.5 t],
 * or 0.1 t where the loss or its gradient is not finite. A search begins with twice the last factor; the first one with `initial`, or
 * else with the inverse of the curvature along the gradient, which costs one evaluation. With bounds the path is P(x + t·d). Where the
 * direction does not go downhill the search goes along −∇f. Source: Armijo 1966, Minimization of functions having Lipschitz continuous first
 * partial derivatives, Pacific J. Math. 16, eq. 2; Bertsekas 1976, IEEE Trans. Autom. Control 21, for the projection.
 *
 * @param initial > 0, the first trial factor.
 */
export function armijo(initial?: number): StepSize {
  return {
    name: 'armijo',
    *advance(from) {
      const { point, answer, bounds, direction } = from;
      const gradient = answer.gradient as Float64Array;
      const free = freeGradient(point, gradient, bounds);
      const length = norm2(free);
      if (length === 0) return nothing(from, GRADIENT_ZERO);
      const steepest = free.map((slope) => -slope);
      const downhill = direction.every(Number.isFinite) && dot(free, direction) < 0;
      if (downhill) {
        const known = Number.isFinite(from.rate) ? 2 * from.rate : initial;
        const first = known ?? ((yield* firstRate(point, answer, bounds)) * length) / norm2(direction);
        const found = yield* backtrack(from, direction, first);
        if (found.ended === undefined || direction.every((x, j) => x === steepest[j])) return found;
      }
      return yield* backtrack(from, steepest, yield* firstRate(point, answer, bounds));
    },
  };
}

/** What a loss must not be above by more than a share of the promised decrease. @param there at the trial. @param step from the point to the trial. */
export type Limit = (there: Answer, step: Float64Array) => number;

/**
 * The search along one direction: backtracking until f(x + s) ≤ limit + 10⁻⁴·∇fᵀs.
 * @param first > 0, the first trial factor. @param limit absent: the loss at the point, which must then fall.
 */
export function* backtrack(from: From, direction: Float64Array, first: number, limit?: Limit): Stepping<Advance> {
  const { point, answer, bounds, wants } = from;
  const gradient = answer.gradient as Float64Array;
  let t = first;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const next = along(point, direction, t, bounds);
    if (next.every((x, j) => x === point[j])) break;
    const [there] = (yield { points: [next], want: wants }) as readonly [Answer];
    if (!finite(there)) {
      t *= 0.1;
      continue;
    }
    const step = next.map((x, j) => x - (point[j] as number));
    const promised = dot(gradient, step);
    const most = limit?.(there, step) ?? answer.loss;
    if (promised < 0 && there.loss - most <= SHARE * promised + ROUNDING * Math.abs(answer.loss))
      return { point: next, rate: t, answer: there };
    const parabola = (-promised * t) / (2 * (there.loss - answer.loss - promised));
    t = parabola > 0.1 * t ? Math.min(parabola, 0.5 * t) : 0.1 * t;
  }
  const [loss, most, least] = [show(answer.loss, 6), show(first), show(t)];
  return nothing(from, {
    en: `no step lowers the loss ${loss}: tried factors from ${most} down to ${least}`,
    ko: `어떤 걸음으로도 손실이 ${loss}보다 낮아지지 않음: 보폭을 ${most}에서 ${least}까지 줄이며 시도`,
  });
}

/** No step from here. */
export const nothing = ({ point, rate }: From, detail: Text): Advance => ({
  point,
  rate,
  ended: { outcome: 'stalled', stop: { reason: 'no-decrease', detail } },
});
