import type { Answer } from '../base/evaluation.js';
import { norm2 } from '../base/linear-algebra/norm.js';
import { type Bounds, freeGradient } from './bounds.js';
import { curvature, sizeOf } from './curvature.js';
import type { Ended, Stepping } from './method.js';
import type { Epoch } from './outcome.js';
import { show } from './show.js';

/** What the default rules remember between epochs. */
export interface ConvergenceMemory {
  /** Loss of the epoch before; NaN at the start. */
  readonly loss: number;
  readonly largestLoss: number;
  readonly largestGradient: number;
  /** The gradient is looked into when it is below; falls by tens when that was in vain. */
  readonly trigger: number;
  /** Consecutive epochs in which the loss stood still. */
  readonly flat: number;
  /** How many of those it takes; grows when looking into it was in vain. */
  readonly patience: number;
}

const GRADIENT = 1e-8;
const FLAT = 4 * Number.EPSILON;
const PATIENCE = 10;

export const CONVERGENCE_START: ConvergenceMemory = {
  loss: Number.NaN,
  largestLoss: Number.NEGATIVE_INFINITY,
  largestGradient: 0,
  trigger: 0,
  flat: 0,
  patience: PATIENCE,
};

/**
 * The rules that end a run whose user gave no stop: the residuals or the gradient are exactly zero; ‖∇‖∞ ≤ 10⁻⁸ × the largest so far; ten
 * epochs with |Δf| ≤ 4ε|f|. A small gradient alone proves little (a start in a region of enormous losses, a learning rate near zero), so
 * before a run is called converged one more gradient tells the curvature, and with it how much is left: see {@link remaining}.
 * Nothing here depends on the units of loss or parameters.
 *
 * @param gradientRule false: the method has a sharper test of its own.
 */
export function* judge(
  before: ConvergenceMemory,
  epoch: Epoch,
  answer: Answer,
  start: Float64Array,
  bounds: Bounds | null,
  gradientRule: boolean,
): Stepping<{ readonly memory: ConvergenceMemory; readonly end: Ended | null }> {
  const { loss, gradientNorm } = epoch;
  const largestGradient = Math.max(before.largestGradient, gradientNorm);
  const trigger = largestGradient > before.largestGradient ? GRADIENT * largestGradient : before.trigger;
  const flat = Math.abs(loss - before.loss) <= FLAT * Math.abs(loss) ? before.flat + 1 : 0;
  const memory = {
    loss,
    largestLoss: Math.max(before.largestLoss, loss),
    largestGradient,
    trigger,
    flat,
    patience: flat === 0 ? PATIENCE : before.patience,
  };
  if (gradientNorm === 0) return { memory, end: converged('gradient-small', '‖∇‖∞ = 0') };
  if (loss === 0 && epoch.mae === 0) return { memory, end: converged('loss-zero', 'loss = 0: every prediction is exact') };
  const small = gradientRule && gradientNorm <= trigger;
  const still = flat >= memory.patience;
  if (!small && !still) return { memory, end: null };

  const left = yield* remaining(epoch, answer, start, bounds, memory.largestLoss);
  if (small && left.step <= 1e-7) {
    const limit = `${show(gradientNorm)} ≤ ${show(trigger)} (${GRADIENT} × its largest)`;
    return {
      memory,
      end: converged(
        'gradient-small',
        `‖∇‖∞ = ${limit}; a step to the minimum along it moves the parameters by ${show(left.step)} of their size`,
      ),
    };
  }
  if (small && left.gain <= 1e-15) {
    const limit = `${show(gradientNorm)} ≤ ${show(trigger)} (${GRADIENT} × its largest)`;
    return {
      memory,
      end: converged('gradient-small', `‖∇‖∞ = ${limit}; the minimum along it is lower by ${show(left.gain)} of the loss`),
    };
  }
  if (still) {
    const figures = `${flat} epochs changed the loss ${show(loss, 6)} by no more than 4ε of it`;
    if (left.negligible)
      return {
        memory,
        end: converged('loss-flat', `${figures}; the minimum along the gradient is lower by ${show(left.gain)} of it`),
      };
    if (left.gain > 0) {
      const detail = `${figures}, but the minimum along the gradient is lower by ${show(left.gain)} of it: the steps are too small or lead elsewhere`;
      return { memory, end: { outcome: 'stalled', stop: { reason: 'loss-flat', detail } } };
    }
    // No curvature to go by: a saddle or a plateau, which a run may yet leave.
    return { memory: { ...memory, patience: 2 * memory.patience }, end: null };
  }
  return { memory: { ...memory, trigger: gradientNorm / 10 }, end: null };
}

/** What a step to the minimum along the gradient would bring, from the curvature there. */
export interface Remaining {
  /** Its length over the length of the point, or over the way from the start where that is longer. */
  readonly step: number;
  /** The decrease of the loss over the loss. NaN where the loss does not curve upwards. */
  readonly gain: number;
  /** Both count as nothing: what stalls here has converged. */
  readonly negligible: boolean;
}

/** One evaluation. @param largestLoss of the run: the rounding of an exact fit is to be seen against it. */
export function* remaining(
  { point, loss }: Pick<Epoch, 'point' | 'loss'>,
  answer: Answer,
  start: Float64Array,
  bounds: Bounds | null,
  largestLoss: number,
): Stepping<Remaining> {
  const gradient = answer.gradient as Float64Array;
  const way = norm2(point.map((x, j) => x - (start[j] as number)));
  const length = norm2(freeGradient(point, gradient, bounds));
  const size = Math.max(sizeOf(point, loss, length), way);
  const { along } = yield* curvature(point, gradient, size, bounds);
  if (!(along > 0)) return { step: Number.NaN, gain: Number.NaN, negligible: false };
  const step = length / along / size;
  const decrease = (0.5 * length * length) / along;
  const gain = decrease / Math.abs(loss);
  return { step, gain, negligible: step <= 1e-9 || gain <= 1e-12 || decrease <= 1e-20 * (largestLoss - loss) };
}

const converged = (reason: string, detail: string): Ended => ({ outcome: 'converged', stop: { reason, detail } });
