import type { Answer } from '../base/evaluation.js';
import { norm2, symmetricEigen } from '../base/linear-algebra/index.js';
import { GRADIENT_ZERO, nothing } from './armijo.js';
import { along, freeGradient } from './bounds.js';
import { firstRate } from './curvature.js';
import { finite, ROUNDING } from './finite.js';
import type { From, Stepping, StepSize } from './method.js';
import { show } from './show.js';

/** Of the best rate for the Hessian at the start: at the edge itself the steepest direction would swing for ever. */
const SHARE = 0.99;
/** A Hessian has P² entries a row: beyond so many parameters the curvature along the gradient must do. */
const MOST_PARAMETERS = 50;
const MOST_HALVINGS = 60;

/**
 * One rate for the whole run, 0.99 · 2/(λmax + λmin) of the Hessian at the start: the constant rate that is best on a parabola (Nesterov 2004, Introductory
 * Lectures on Convex Optimization, theorem 2.1.15). A step that raises the loss is taken back, and the rate is halved for good. Where the
 * Hessian is not positive definite λmin counts as 0, and λmax is the largest |λ|. With bounds the path is P(x + η·d).
 */
export function autoConstant(): StepSize {
  return {
    name: 'auto-constant',
    *advance(from) {
      const { point, answer, bounds, wants, direction } = from;
      if (norm2(freeGradient(point, answer.gradient as Float64Array, bounds)) === 0) return nothing(from, GRADIENT_ZERO);
      const first = (from.memory as number | null) ?? (yield* bestRate(from));
      let rate = first;
      for (let halving = 0; halving < MOST_HALVINGS; halving++, rate /= 2) {
        const next = along(point, direction, rate, bounds);
        if (next.every((x, j) => x === point[j])) break;
        const [there] = (yield { points: [next], want: wants }) as readonly [Answer];
        if (finite(there) && there.loss <= answer.loss + ROUNDING * Math.abs(answer.loss))
          return { point: next, rate, answer: there, memory: rate };
      }
      const [loss, most, least] = [show(answer.loss, 6), show(first), show(rate)];
      return nothing(from, {
        en: `no step lowers the loss ${loss}: the rate was halved from ${most} down to ${least}`,
        ko: `어떤 걸음으로도 손실이 ${loss}보다 낮아지지 않음: 학습률을 ${most}에서 ${least}까지 반씩 줄이며 시도`,
      });
    },
  };
}

function* bestRate({ point, answer, bounds }: From): Stepping<number> {
  const count = point.length;
  const [there] = count <= MOST_PARAMETERS ? yield { points: [point], want: 'hessian' } : [];
  if (there?.hessian !== undefined) {
    const { values } = symmetricEigen(there.hessian, count);
    const [most, least] = [values[0] as number, values[count - 1] as number];
    const rate = (SHARE * 2) / (Math.max(most, -least) + Math.max(least, 0));
    if (rate > 0 && Number.isFinite(rate)) return rate;
  }
  return yield* firstRate(point, answer, bounds);
}
