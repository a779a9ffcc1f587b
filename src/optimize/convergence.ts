import type { Answer } from '../base/evaluation.js';
import { norm2 } from '../base/linear-algebra/norm.js';
import { alike, joined, type Text } from '../base/text.js';
import { type Bounds, freeGradient } from './bounds.js';
import { curvature, sizeOf } from './curvature.js';
import { flatBeyond } from './flat-beyond.js';
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

/** ‖∇‖ over its largest, at which how much is left is looked into. */
export const GRADIENT = 1e-8;
/** The step that is left over the size of the point. */
export const STEP = 1e-7;
/** What is left to gain over the loss. */
export const GAIN = 1e-15;
/** Of the loss, by which an epoch may change it that stands still, and how many of those it takes. */
export const FLAT = 4 * Number.EPSILON;
export const PATIENCE = 10;
/** What may be left to gain, over the loss at the start, where a step is small against a point that may have been thrown far out. */
const LEFT = 1e-6;
/** So many times the patience for a method that has a sharper test of its own, which it mostly meets in time. */
const SHARPER = 3;
const BUT: Text = { en: ', but ', ko: ', 그러나 ' };

/** Of a run that ends at an exact fit. */
export const LOSS_ZERO: Text = { en: 'loss = 0: every prediction is exact', ko: '손실 = 0: 모든 예측이 정확함' };

export const CONVERGENCE_START: ConvergenceMemory = {
  loss: Number.NaN,
  largestLoss: Number.NEGATIVE_INFINITY,
  largestGradient: 0,
  trigger: 0,
  flat: 0,
  patience: PATIENCE,
};

/** What the figures of an epoch say by themselves. */
export interface Glance {
  readonly memory: ConvergenceMemory;
  readonly end: Ended | null;
  /** The gradient is small, the loss stands still: {@link lookInto} says what that means. */
  readonly small: boolean;
  readonly still: boolean;
  /** The gradient is exactly zero. */
  readonly zero: boolean;
}

/**
 * The rules that end a run whose user gave no stop: the residuals or the gradient are exactly zero; ‖∇‖∞ ≤ 10⁻⁸ × the largest so far; ten
 * epochs with |Δf| ≤ 4ε|f|. A small gradient alone proves little (a start in a region of enormous losses, a learning rate near zero), so
 * before a run is called converged one more gradient tells the curvature, and with it how much is left: see {@link lookInto}. Nor does one
 * that vanishes: a step may have thrown the run out to where the model saturates, see {@link flatBeyond}.
 * Nothing here depends on the units of loss or parameters.
 *
 * @param gradientRule false: the method has a sharper test of its own.
 */
export function glanceAt(before: ConvergenceMemory, { loss, mae, gradientNorm }: Epoch, gradientRule: boolean): Glance {
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
  const zero = gradientNorm === 0;
  const end = !zero && loss === 0 && mae === 0 ? converged('loss-zero', LOSS_ZERO) : null;
  const goesOn = end === null && !zero;
  const small = goesOn && gradientRule && gradientNorm <= trigger;
  const still = goesOn && flat >= (gradientRule ? 1 : SHARPER) * memory.patience;
  return { memory, end, small, still, zero };
}

/** From where a run went, and within what. */
interface Way {
  readonly start: Float64Array;
  readonly bounds: Bounds | null;
}

/**
 * Whether a small gradient or a loss that stands still is the end, by how much is left: see {@link remaining}; what has converged by that
 * is stalled where the loss is flat.
 *
 * @param first |loss| at the start.
 */
export function* lookInto(
  glance: Glance,
  epoch: Epoch,
  answer: Answer,
  way: Way,
  first: number,
): Stepping<Pick<Glance, 'memory' | 'end'>> {
  const seen = glance.zero
    ? { memory: glance.memory, end: converged('gradient-small', alike('‖∇‖∞ = 0')) }
    : yield* byWhatIsLeft(glance, epoch, answer, way, first);
  if (seen.end?.outcome !== 'converged') return seen;
  const flat = yield* flatBeyond(epoch, answer.gradient as Float64Array, way.start, way.bounds);
  return flat === null ? seen : { ...seen, end: flat };
}

function* byWhatIsLeft(
  { memory, small, still }: Glance,
  epoch: Epoch,
  answer: Answer,
  { start, bounds }: Way,
  first: number,
): Stepping<Pick<Glance, 'memory' | 'end'>> {
  const { loss, gradientNorm } = epoch;
  const { trigger, flat } = memory;
  const left = yield* remaining(epoch, answer, start, bounds, memory.largestLoss);
  const limit = joined(`‖∇‖∞ = ${show(gradientNorm)} ≤ ${show(trigger)} `, {
    en: `(${GRADIENT} × its largest)`,
    ko: `(가장 컸을 때의 ${GRADIENT}배)`,
  });
  if (small && left.step <= STEP && left.decrease <= LEFT * first) {
    const way = {
      en: `a step to the minimum along it moves the parameters by ${show(left.step)} of their size`,
      ko: `그 방향의 최솟값까지 가도 매개변수는 제 크기의 ${show(left.step)}배만 움직임`,
    };
    return { memory, end: converged('gradient-small', joined(limit, '; ', way)) };
  }
  if (small && left.gain <= GAIN) {
    const gain = {
      en: `the minimum along it is lower by ${show(left.gain)} of the loss`,
      ko: `그 방향의 최솟값은 손실의 ${show(left.gain)}배만큼 더 낮음`,
    };
    return { memory, end: converged('gradient-small', joined(limit, '; ', gain)) };
  }
  if (still) {
    const figures = {
      en: `${flat} epochs changed the loss ${show(loss, 6)} by no more than 4ε of it`,
      ko: `${flat}에포크 동안 손실 ${show(loss, 6)}의 변화가 그 4ε배 이하`,
    };
    const gain = {
      en: `the minimum along the gradient is lower by ${show(left.gain)} of it`,
      ko: `기울기 방향의 최솟값은 손실의 ${show(left.gain)}배만큼 더 낮음`,
    };
    if (left.negligible) return { memory, end: converged('loss-flat', joined(figures, '; ', gain)) };
    if (left.gain > 0) {
      const detail = joined(figures, BUT, gain, {
        en: ': the steps are too small or lead elsewhere',
        ko: ': 걸음이 너무 작거나 다른 곳으로 향함',
      });
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
  /** The decrease of the loss; NaN as `gain`. */
  readonly decrease: number;
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
  if (!(along > 0)) return { step: Number.NaN, gain: Number.NaN, decrease: Number.NaN, negligible: false };
  const step = length / along / size;
  const decrease = (0.5 * length * length) / along;
  const gain = decrease / Math.abs(loss);
  return { step, gain, decrease, negligible: step <= 1e-9 || gain <= 1e-12 || decrease <= 1e-20 * (largestLoss - loss) };
}

const converged = (reason: string, detail: Text): Ended => ({ outcome: 'converged', stop: { reason, detail } });
