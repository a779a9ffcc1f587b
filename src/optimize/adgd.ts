import type { Answer } from '../base/evaluation.js';
import { norm2 } from '../base/linear-algebra/norm.js';
import { GRADIENT_ZERO, nothing } from './armijo.js';
import { along, freeGradient } from './bounds.js';
import { firstRate } from './curvature.js';
import { finite } from './finite.js';
import type { StepSize } from './method.js';
import { show } from './show.js';

/** Plain data. */
interface Memory {
  /** λ, of the next step. */
  readonly rate: number;
  /** θ = λₖ/λₖ₋₁. */
  readonly growth: number;
  /** The loss at the start: no step may lead above it. */
  readonly ceiling: number;
}

const GROWTH = 1 / 3;
const MOST_TRIALS = 40;

/**
 * The rate follows the curvature between the last two points and no value of the loss: λₖ = min(√(2/3 + θₖ₋₁)·λₖ₋₁, λₖ₋₁/√(2λₖ₋₁²Lₖ² − 1)₊),
 * θₖ = λₖ/λₖ₋₁, Lₖ = ‖∇f(xₖ) − ∇f(xₖ₋₁)‖/‖xₖ − xₖ₋₁‖, from θ₀ = 1/3 and λ₀ = 1/L₀ by one more evaluation. Malitsky and Mishchenko 2024, Adaptive Proximal
 * Gradient Method for Convex Optimization, NeurIPS 37, algorithm 2. Deviation: a step to where the loss is not finite, or above that of the start, is taken
 * back and tried with a tenth of the rate, as losses need not be convex.
 */
export function adgd(): StepSize {
  return {
    name: 'adgd',
    *advance(from) {
      const { point, answer, bounds, wants, direction } = from;
      const gradient = answer.gradient as Float64Array;
      if (norm2(freeGradient(point, gradient, bounds)) === 0) return nothing(from, GRADIENT_ZERO);
      const memory = (from.memory as Memory | null) ?? {
        rate: yield* firstRate(point, answer, bounds),
        growth: GROWTH,
        ceiling: answer.loss,
      };
      let { rate, growth } = memory;
      for (let trial = 0; trial < MOST_TRIALS; trial++) {
        const next = along(point, direction, rate, bounds);
        if (next.every((x, j) => x === point[j])) break;
        const [there] = (yield { points: [next], want: wants }) as readonly [Answer];
        if (finite(there) && there.loss <= memory.ceiling) {
          const s = next.map((x, j) => x - (point[j] as number));
          const y = s.map((x, j) => (x === 0 ? 0 : (there.gradient?.[j] as number) - (gradient[j] as number)));
          const bend = (rate * norm2(y)) / norm2(s);
          const over = 2 * bend * bend - 1;
          const factor = Math.min(Math.sqrt(2 / 3 + growth), over > 0 ? 1 / Math.sqrt(over) : Number.POSITIVE_INFINITY);
          const kept: Memory = { rate: factor * rate, growth: factor, ceiling: memory.ceiling };
          return { point: next, rate, answer: there, memory: kept };
        }
        rate /= 10;
        growth = GROWTH;
      }
      const [loss, most, least] = [show(memory.ceiling, 6), show(memory.rate), show(rate)];
      return nothing(from, {
        en: `no step stays below the loss ${loss} of the start: tried rates from ${most} down to ${least}`,
        ko: `어떤 걸음으로도 시작할 때의 손실 ${loss} 아래에 머물지 못함: 학습률을 ${most}에서 ${least}까지 줄이며 시도`,
      });
    },
  };
}
