import type { Answer } from '../base/evaluation.js';
import { allFinite, columnNorms, dot, multiplyUpperTransposed, norm2 } from '../base/linear-algebra/index.js';
import { joined, type Text } from '../base/text.js';
import { boundedStep } from './bounded-step.js';
import { finite, ROUNDING } from './finite.js';
import { type LocalModel, unit } from './local-model.js';
import type { Ended, Here, Step, Stepping } from './method.js';
import { show } from './show.js';

/** What a trust-region method remembers between steps: plain data. */
export interface TrustRegionState {
  /** Of the region in which the model is trusted, in scaled units; NaN before the first step. */
  readonly radius: number;
  /** Largest length of each column so far, length P. */
  readonly scale: Float64Array;
  /** Length of the last step over that of the point, scaled; ∞ before. */
  readonly moved: number;
  /** Times that scale and radius were begun anew. */
  readonly restarts: number;
}

export const trustRegionStart = (count: number): TrustRegionState => ({
  radius: Number.NaN,
  scale: new Float64Array(count),
  moved: Number.POSITIVE_INFINITY,
  restarts: 0,
});

/** How a method goes to a trial point, and how it bends its steps. */
export interface Trials {
  /** Evaluates a trial point with want `qr`, or a better point that it leads to. */
  readonly reach: (next: Float64Array) => Stepping<{ readonly point: Float64Array; readonly answer: Answer }>;
  /** Jᵀ∂²r/∂t² along a step, length P; absent or null: steps are straight. */
  readonly bend?: (step: Float64Array) => Stepping<Float64Array | null>;
  /** Largest 2‖a‖/‖v‖ of an acceleration a to a velocity v that is followed. */
  readonly bendLimit: number;
}

const ACCEPT = 1e-4;
const OFFSET = 1e-10;
const STEP = 1e-14;
const RELATIVE_OFFSET: Text = { en: 'relative offset', ko: '상대 오프셋' };
/** Relative offset up to which a small step means that the minimum is near. */
const NEAR = 1e-4;
const MOST_RESTARTS = 3;
const MOST_TRIALS = 100;
/** Accelerations that are too large before a step goes straight. */
const MOST_REFUSED = 6;
/** Times the largest acceleration up to which the straight step is tried all the same; and the share of its promise that it must keep. */
const DOUBTED = 4;
const KEPT = 0.75;

/**
 * One accepted step within a region of trust, or the end of the run. Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory, algorithm 7.1;
 * stop by the relative offset of Bates and Watts 1981, Technometrics 23; geodesic acceleration v + a/2 of Transtrum and Sethna 2012,
 * arXiv:1201.5885, eq. 20, refused where it is not small. Deviations: where the acceleration is too large, but no more than four times, the straight step is tried, and
 * taken if it keeps what it promises (they refuse it: then a region that the model describes well shrinks until the run follows every bend of a valley); a trial that is not finite shrinks the region to a tenth; a step that crosses a
 * bound is minimised anew in the rest; where the promised decrease is below the rounding of the loss, steps go on as long as the gradient falls by a tenth, as it does
 * where rows are reweighted or residuals are large, which converges linearly.
 */
export function* trustRegionDescent(
  model: LocalModel,
  here: Pick<Here, 'point' | 'answer' | 'bounds'>,
  state: TrustRegionState,
  firstRadius: number,
  trials: Trials,
): Stepping<Step<TrustRegionState>> {
  const { point, answer, bounds } = here;
  const { scale, region } = model;
  const length = lengthOf(point, model);
  const size = Math.abs(answer.loss);
  const offset = region.reachable / Math.sqrt(2 * size);
  const stay = (outcome: 'converged' | 'stalled', reason: string, detail: Text): Step<TrustRegionState> => ({
    point,
    state,
    rate: Number.NaN,
    ended: { outcome, stop: { reason, detail } },
  });
  const again = (): Step<TrustRegionState> => ({
    point,
    answer,
    rate: Number.NaN,
    state: { ...trustRegionStart(point.length), restarts: state.restarts + 1 },
  });
  // Columns that were enormous on the way hide behind their own scale: measured anew, they have a say.
  if (region.rank < model.free.length && state.restarts < MOST_RESTARTS && isFaded(model)) return again();
  if (!(region.reachable > 0))
    return stay('converged', 'relative-offset', {
      en: 'relative offset = 0: no direction lowers the sum of squares',
      ko: '상대 오프셋 = 0: 제곱합을 낮추는 방향이 없음',
    });
  if (offset <= OFFSET && norm2(region.newton) <= OFFSET * length)
    return stay('converged', 'relative-offset', joined(RELATIVE_OFFSET, ` = ${show(offset)} ≤ ${OFFSET}`));
  if (state.moved < STEP) {
    const small = joined({ en: 'relative step', ko: '상대 걸음 크기' }, ` = ${show(state.moved)} < ${STEP}`);
    if (offset <= NEAR) return stay('converged', 'step-small', small);
    if (state.restarts < MOST_RESTARTS) return again();
    const away = { en: `, with a relative offset of ${show(offset)}`, ko: `, 상대 오프셋은 ${show(offset)}` };
    const stuck = stay('stalled', 'step-small', joined(small, away));
    return { ...stuck, ended: { ...(stuck.ended as Ended), sure: true } };
  }

  const first = Number.isNaN(state.radius);
  // At the origin there is no length to go by: the first try is the whole Gauss–Newton step.
  const widest = length > 0 ? firstRadius * length : norm2(region.newton);
  let radius = first ? widest : state.radius;
  let refused = 0;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const straight = region.step(radius);
    const bends = bounds === null && trials.bend !== undefined && refused < MOST_REFUSED;
    const { step, bend } = bends ? yield* bent(model, point, straight, trials) : { step: straight, bend: 0 };
    const doubted = bend > trials.bendLimit;
    // The share of an acceleration in a step falls with its length.
    const shorter = doubted ? Math.max(0.1, Math.min(0.5, trials.bendLimit / bend)) : 0.25;
    if (doubted) refused++;
    if (bend > DOUBTED * trials.bendLimit) {
      radius = shorter * Math.min(radius, norm2(straight));
      continue;
    }
    const moved = moveBy(point, step, model);
    const next = bounds === null ? moved : boundedStep(model, point, moved, bounds, radius);
    if (next.every((x, j) => x === point[j])) break;
    // What bounds left of the step; without them the promise is that of the straight step.
    const z = bounds === null ? straight : cutStep(point, next, model);
    const far = norm2(z);
    const az = times(model, z);
    const slope = -dot(az, model.b);
    const promised = slope - 0.5 * dot(az, az);
    if (!(promised > 0)) {
      radius = 0.25 * Math.min(radius, far);
      continue;
    }
    const there = yield* trials.reach(next);
    if (!finite(there.answer)) {
      radius = 0.1 * far;
      continue;
    }
    if (first && trial === 0) radius = Math.min(radius, far);
    const gained = answer.loss - there.answer.loss;
    const taken = (): Step<TrustRegionState> => ({
      ...there,
      rate: Number.NaN,
      state: { radius, scale, moved: far / length, restarts: state.restarts },
    });
    if (promised <= ROUNDING * size) {
      const noWorse = gained >= -ROUNDING * size;
      if (noWorse && steepness(there.answer, model) < 0.9 * steepness(answer, model)) return taken();
      // A tiny region promises little anywhere: what the whole step promises tells whether this is the minimum.
      const left = 0.5 * region.reachable * region.reachable;
      if (left > ROUNDING * size) break;
      return stay('converged', 'loss-at-rounding', {
        en: `${show(left)} left to gain ≤ rounding of the loss ${show(answer.loss)}`,
        ko: `더 줄일 수 있는 손실 ${show(left)} ≤ 손실 ${show(answer.loss)}의 반올림 오차`,
      });
    }
    const ratio = gained / promised;
    // The slope along the step, from the model: the parabola through it and both losses has its minimum at this share of the step.
    if (ratio < 0.25) radius = far * Math.max(0.1, Math.min(0.5, slope / (2 * (slope - gained))));
    else if (doubted && ratio < KEPT) radius = shorter * far;
    else if (!doubted && ratio >= 0.75) radius = Math.max(radius, 2 * far);
    if (ratio > (doubted ? KEPT : ACCEPT)) return taken();
  }
  const [loss, last, begun] = [show(answer.loss, 6), show(radius), show(first ? widest : state.radius)];
  return stay('stalled', 'no-decrease', {
    en: `no step lowers the loss ${loss}: trust radius ${last} after starting with ${begun}`,
    ko: `어떤 걸음으로도 손실이 ${loss}보다 낮아지지 않음: 신뢰 영역 반지름 ${last}, 처음에는 ${begun}`,
  });
}

/** A step, and how much of it is acceleration: 2‖a‖/‖v‖, ∞ where that is no number. */
interface Bent {
  readonly step: Float64Array;
  readonly bend: number;
}

/** The step with half its acceleration, or straight where that is too large to be believed or not known. */
function* bent(model: LocalModel, point: Float64Array, z: Float64Array, trials: Trials): Stepping<Bent> {
  const { region } = model;
  const way = moveBy(point, z, model);
  for (let j = 0; j < way.length; j++) way[j] = (way[j] as number) - (point[j] as number);
  const curvature = yield* (trials.bend as NonNullable<Trials['bend']>)(way);
  // An objective that knows no curvature of its model.
  if (curvature === null) return { step: z, bend: 0 };
  const acceleration = allFinite(curvature) ? region.damped(scaledDown(curvature, model)) : null;
  if (acceleration === null) return { step: z, bend: allFinite(curvature) ? 0 : Number.POSITIVE_INFINITY };
  const bend = (2 * norm2(acceleration)) / norm2(z);
  if (!(bend <= trials.bendLimit)) return { step: z, bend: Number.isNaN(bend) ? Number.POSITIVE_INFINITY : bend };
  return { step: z.map((value, i) => value + 0.5 * (acceleration[i] as number)), bend };
}

/** Length of a column over the longest that it has had, below which it counts as rounding. */
const FADED = 1e-10;

const isFaded = ({ a, rows, free }: LocalModel): boolean =>
  columnNorms(a, rows, free.length).some((length) => length > 0 && length < FADED);

/** ‖D∘x‖ over the parameters that are moved. */
function lengthOf(point: Float64Array, { free, scale }: LocalModel): number {
  const lengths = new Float64Array(free.length);
  for (let i = 0; i < free.length; i++) {
    const j = free[i] as number;
    lengths[i] = (point[j] as number) * (scale[j] as number);
  }
  return norm2(lengths);
}

/** The components that are moved, in scaled units. */
function scaledDown(x: Float64Array, { free, scale }: LocalModel): Float64Array {
  const out = new Float64Array(free.length);
  for (let i = 0; i < free.length; i++) {
    const j = free[i] as number;
    out[i] = (x[j] as number) / unit(scale[j] as number);
  }
  return out;
}

function moveBy(point: Float64Array, z: Float64Array, { free, scale }: LocalModel): Float64Array {
  const moved = point.slice();
  for (let i = 0; i < free.length; i++) {
    const j = free[i] as number;
    moved[j] = (point[j] as number) + (z[i] as number) / unit(scale[j] as number);
  }
  return moved;
}

const cutStep = (point: Float64Array, next: Float64Array, { free, scale }: LocalModel): Float64Array =>
  Float64Array.from(free, (j) => ((next[j] as number) - (point[j] as number)) * unit(scale[j] as number));

function times({ a, rows, free }: LocalModel, z: Float64Array): Float64Array {
  const k = free.length;
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < k; c++) out[i] = (out[i] as number) + (a[i * k + c] as number) * (z[c] as number);
  return out;
}

/** Scaled length of the gradient in the parameters that are moved: the push against a bound does not fall. */
function steepness({ r, qtr }: Answer, model: LocalModel): number {
  return norm2(scaledDown(multiplyUpperTransposed(r as Float64Array, model.scale.length, qtr as Float64Array), model));
}
