import type { Answer } from '../../base/evaluation.js';
import { columnNorms, dot, multiplyUpperTransposed, norm2 } from '../../base/linear-algebra/index.js';
import { boundedStep } from '../bounded-step.js';
import { held } from '../bounds.js';
import { finite, ROUNDING } from '../finite.js';
import type { Here, Method, Step } from '../method.js';
import { show } from '../show.js';
import { trustRegion } from '../trust-region.js';

interface State {
  /** Of the region in which the model is trusted, in scaled units; NaN before the first step. */
  readonly radius: number;
  /** Largest length of each column of the Jacobian so far, length P: makes the method independent of the units of parameters. */
  readonly scale: Float64Array;
  /** Length of the last step over that of the point, scaled; ∞ before. */
  readonly moved: number;
}

const ACCEPT = 1e-4;
const OFFSET = 1e-10;
const STEP = 1e-14;
const MOST_TRIALS = 100;

/**
 * Source of the details: Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics 630; stop by the
 * relative offset of Bates and Watts 1981, Technometrics 23. Deviations: a trial that is not finite shrinks the region to a tenth;
 * parameters at a bound that the gradient pushes against are left out, and a step that crosses a bound is minimised anew in the rest; where the promised decrease is below
 * the rounding of the loss, steps go on as long as the gradient falls by a
 * tenth: by less than half where rows are reweighted, which converges linearly.
 */
export const levenbergMarquardt: Method<State> = {
  name: 'lm',
  title: { en: 'Levenberg–Marquardt', ko: '레벤버그–마쿼트' },
  summary: {
    en: 'Between Gauss–Newton and gradient descent, with a region of trust that it widens and narrows itself; the first choice for least squares.',
    ko: '가우스–뉴턴법과 경사 하강법 사이에서 신뢰 영역을 스스로 넓히고 좁히며 내려갑니다. 최소제곱 문제라면 가장 먼저 쓸 방법입니다.',
  },
  formula: 'x \\leftarrow x - (J^\\top J + \\lambda D^2)^{-1} J^\\top r',
  reference:
    'Levenberg 1944, A method for the solution of certain non-linear problems in least squares; Marquardt 1963, An algorithm for least-squares estimation of nonlinear parameters, eq. 12; Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory, algorithm 7.1',
  wants: 'qr',
  minibatch: false,
  steps: 'own',
  endsItself: true,
  settings: {
    radius: {
      default: 100,
      least: 0,
      most: 1e9,
      exclusive: 'least',
      title: { en: 'first trust radius, in lengths of the start', ko: '처음 신뢰 영역의 반지름 (시작점 길이의 배수)' },
    },
  },
  init: (start) => ({ radius: Number.NaN, scale: new Float64Array(start.length), moved: Number.POSITIVE_INFINITY }),

  *step(state, here) {
    const { point, answer } = here;
    const size = point.length;
    const model = localModel(state.scale, here);
    const { scale, free, region } = model;
    const length = norm2(times(point, scale));
    const offset = region.reachable / Math.sqrt(2 * Math.abs(answer.loss));
    const stay = (outcome: 'converged' | 'stalled', reason: string, detail: string): Step<State> => ({
      point,
      state,
      rate: Number.NaN,
      ended: { outcome, stop: { reason, detail } },
    });
    if (!(region.reachable > 0))
      return stay('converged', 'relative-offset', 'relative offset = 0: no direction lowers the sum of squares');
    if (offset <= OFFSET && norm2(region.newton) <= OFFSET * length)
      return stay('converged', 'relative-offset', `relative offset = ${show(offset)} ≤ ${OFFSET}`);
    if (state.moved < STEP) return stay('converged', 'step-small', `relative step = ${show(state.moved)} < ${STEP}`);

    const first = Number.isNaN(state.radius);
    // At the origin there is no length to go by: the first try is the whole Gauss–Newton step.
    const widest = length > 0 ? (here.settings.radius as number) * length : norm2(region.newton);
    let radius = first ? widest : state.radius;
    for (let trial = 0; trial < MOST_TRIALS; trial++) {
      const z = region.step(radius);
      const moved = point.slice();
      free.forEach((j, i) => {
        moved[j] = (point[j] as number) + (z[i] as number) / unit(scale[j] as number);
      });
      const next = model.within(moved, radius);
      const p = next.map((x, j) => x - (point[j] as number));
      if (p.every((x) => x === 0)) break;
      const far = norm2(times(p, scale));
      const rp = multiplyUpper(answer.r as Float64Array, size, p);
      const promised = -dot(rp, answer.qtr as Float64Array) - 0.5 * dot(rp, rp);
      if (!(promised > 0)) {
        radius = 0.25 * Math.min(radius, far);
        continue;
      }
      const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
      if (!finite(there)) {
        radius = 0.1 * far;
        continue;
      }
      if (first && trial === 0) radius = Math.min(radius, far);
      const gained = answer.loss - there.loss;
      const taken = (): Step<State> => ({
        point: next,
        rate: Number.NaN,
        answer: there,
        state: { radius, scale, moved: far / length },
      });
      if (promised <= ROUNDING * Math.abs(answer.loss)) {
        const noWorse = gained >= -ROUNDING * Math.abs(answer.loss);
        if (noWorse && steepness(there, scale, free) < 0.9 * steepness(answer, scale, free)) return taken();
        // A tiny region promises little anywhere: what the whole step promises tells whether this is the minimum.
        const left = 0.5 * region.reachable * region.reachable;
        if (left > ROUNDING * Math.abs(answer.loss)) break;
        return stay('converged', 'loss-at-rounding', `${show(left)} left to gain ≤ rounding of the loss ${show(answer.loss)}`);
      }
      const ratio = gained / promised;
      // The slope along the step, from the model: the parabola through it and both losses has its minimum at this share of the step.
      const slope = -dot(rp, answer.qtr as Float64Array);
      if (ratio < 0.25) radius = far * Math.max(0.1, Math.min(0.5, slope / (2 * (slope - gained))));
      else if (ratio >= 0.75) radius = Math.max(radius, 2 * far);
      if (ratio > ACCEPT) return taken();
    }
    return stay(
      'stalled',
      'no-decrease',
      `no step lowers the loss ${show(answer.loss, 6)}: trust radius ${show(radius)} after starting with ${show(first ? widest : state.radius)}`,
    );
  },
};

/** The scaled least-squares model in the parameters that no bound holds. */
function localModel(before: Float64Array, { point, answer, bounds }: Here) {
  const size = point.length;
  const r = answer.r as Float64Array;
  const qtr = answer.qtr as Float64Array;
  const scale = columnNorms(r, size, size).map((length, j) => Math.max(length, before[j] as number));
  const gradient = multiplyUpperTransposed(r, size, qtr);
  const free = Array.from(point.keys()).filter((j) => bounds === null || !held(point, gradient, j, bounds));
  const a = new Float64Array(size * free.length);
  for (let i = 0; i < size; i++)
    free.forEach((j, k) => {
      a[i * free.length + k] = (j < i ? 0 : (r[i * size + j] as number)) / unit(scale[j] as number);
    });
  const bounded = bounds === null ? null : { point, r, qtr, scale: scale.map(unit), bounds };
  return {
    scale,
    free,
    region: trustRegion(a, size, free.length, qtr.slice()),
    within: (target: Float64Array, radius: number): Float64Array =>
      bounded === null ? target : boundedStep(bounded, target, free, radius),
  };
}

/** A parameter that nothing depends on has a column of zeros. */
const unit = (scale: number): number => (scale === 0 ? 1 : scale);

const times = (x: Float64Array, y: Float64Array): Float64Array => x.map((value, j) => value * (y[j] as number));

function multiplyUpper(r: Float64Array, size: number, p: Float64Array): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) out[i] = (out[i] as number) + (r[i * size + j] as number) * (p[j] as number);
  return out;
}

/** Scaled length of the gradient in the parameters that no bound holds: the push against a bound does not fall. */
function steepness({ r, qtr }: Answer, scale: Float64Array, free: readonly number[]): number {
  const gradient = multiplyUpperTransposed(r as Float64Array, scale.length, qtr as Float64Array);
  return norm2(Float64Array.from(free, (j) => (gradient[j] as number) / unit(scale[j] as number)));
}
