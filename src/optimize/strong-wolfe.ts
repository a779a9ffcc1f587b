import type { Answer, Want } from '../base/evaluation.js';
import { dot } from '../base/linear-algebra/norm.js';
import { along, type Bounds } from './bounds.js';
import { finite, ROUNDING } from './finite.js';
import type { Advance, Stepping } from './method.js';
import { show } from './show.js';

/** Sufficient decrease and curvature: Nocedal and Wright 2006, §3.1, for quasi-Newton directions. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MOST_BRACKETS = 40;
const MOST_ZOOMS = 40;
/** Over two trials the interval shrinks by this factor, or it is halved (Moré and Thuente 1994, §4). */
const SHRINK = 0.66;
/** A guess closer to an end, in lengths of the interval, is rounding. */
const NEAREST = 1e-3;

export interface Search {
  readonly point: Float64Array;
  readonly answer: Answer;
  /** Downhill: ∇fᵀd < 0. */
  readonly direction: Float64Array;
  readonly wants: Want;
  /** First trial and greatest factor, 0 < initial ≤ most. At `most` sufficient decrease is enough. */
  readonly initial: number;
  readonly most: number;
  /** The whole stretch up to `most` lies within them, but for rounding. */
  readonly bounds: Bounds | null;
}

/** A trial: φ(t) = f(x + t·d) and its slope. Not finite: φ = ∞. */
interface Trial {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
  readonly point: Float64Array;
  readonly answer: Answer;
}

/**
 * A factor with f(x + t·d) ≤ f(x) + c₁t∇fᵀd and |∇f(x + t·d)ᵀd| ≤ c₂|∇fᵀd|, c₁ = 10⁻⁴, c₂ = 0.9. Nocedal and Wright 2006, Numerical Optimization,
 * algorithms 3.5 and 3.6, with cubic interpolation kept inside of the interval and bisection where it shrinks too slowly (Moré and
 * Thuente 1994, ACM Trans. Math. Softw. 20). Deviations: a trial that is not finite counts as +∞; a few units in the last place of the loss
 * count as no increase, so that the slope decides near the minimum (after Hager and Zhang 2005, SIAM J. Optim. 16, eq. 4.1).
 */
export function* strongWolfe(search: Search): Stepping<Advance> {
  const start: Trial = {
    t: 0,
    value: search.answer.loss,
    slope: dot(search.answer.gradient as Float64Array, search.direction),
    point: search.point,
    answer: search.answer,
  };
  const enough = (trial: Trial): boolean =>
    trial.value <= start.value + DECREASE * trial.t * start.slope + ROUNDING * Math.abs(start.value);
  const flat = (trial: Trial): boolean => Math.abs(trial.slope) <= -CURVATURE * start.slope;

  let before = start;
  let t = search.initial;
  for (let i = 0; i < MOST_BRACKETS; i++) {
    const now = yield* tryAt(search, t);
    if (!enough(now) || (i > 0 && now.value > before.value + ROUNDING * Math.abs(start.value)))
      return yield* zoom(search, start, before, now, enough, flat);
    if (flat(now) || t === search.most) return accept(now);
    if (now.slope >= 0) return yield* zoom(search, start, now, before, enough, flat);
    const guess = cubic(before, now);
    const [least, most] = [t + 1.1 * (t - before.t), t + 4 * (t - before.t)];
    t = Math.min(search.most, guess >= least && guess <= most ? guess : most);
    before = now;
  }
  return before === start ? nothing(search) : accept(before);
}

/** `low` has sufficient decrease, and its slope points towards `high`. */
function* zoom(
  search: Search,
  start: Trial,
  first: Trial,
  second: Trial,
  enough: (trial: Trial) => boolean,
  flat: (trial: Trial) => boolean,
): Stepping<Advance> {
  let [low, high] = [first, second];
  let widthBefore = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST_ZOOMS; i++) {
    const width = Math.abs(high.t - low.t);
    const guess = Number.isFinite(high.value) ? cubic(low, high) : Number.NaN;
    const share = (guess - low.t) / (high.t - low.t);
    const usable = share >= NEAREST && share <= 1 - NEAREST && width <= SHRINK * widthBefore;
    // Away from an overflow by tenths: its place, not its size, is all that is known.
    const t = usable ? guess : low.t + (Number.isFinite(high.value) ? 0.5 : 0.1) * (high.t - low.t);
    if (i % 2 === 0) widthBefore = width;
    const now = yield* tryAt(search, t);
    if (now.point.every((x, j) => x === low.point[j])) break;
    if (!enough(now) || now.value > low.value + ROUNDING * Math.abs(start.value)) high = now;
    else {
      if (flat(now)) return accept(now);
      if (now.slope * (high.t - low.t) >= 0) high = low;
      low = now;
    }
  }
  return low.t > 0 ? accept(low) : nothing(search);
}

function* tryAt(search: Search, t: number): Stepping<Trial> {
  const point = along(search.point, search.direction, t, search.bounds);
  const [answer] = (yield { points: [point], want: search.wants }) as readonly [Answer];
  if (!finite(answer)) return { t, value: Number.POSITIVE_INFINITY, slope: Number.NaN, point, answer };
  return { t, value: answer.loss, slope: dot(answer.gradient as Float64Array, search.direction), point, answer };
}

/** The minimum of the cubic with the values and slopes of two trials (Nocedal and Wright 2006, eq. 3.59); NaN where it has none. */
function cubic(a: Trial, b: Trial): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const d2 = Math.sign(b.t - a.t) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.t - ((b.t - a.t) * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}

const accept = ({ point, t, answer }: Trial): Advance => ({ point, rate: t, answer });

const nothing = ({ point, answer, initial }: Search): Advance => ({
  point,
  rate: Number.NaN,
  ended: {
    outcome: 'stalled',
    stop: {
      reason: 'no-decrease',
      detail: {
        en: `no step along the direction lowers the loss ${show(answer.loss, 6)}: tried factors up to ${show(initial)}`,
        ko: `이 방향으로는 손실이 ${show(answer.loss, 6)}보다 낮아지지 않음: 보폭을 ${show(initial)}까지 시도`,
      },
    },
  },
});
