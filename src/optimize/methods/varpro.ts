import type { Answer } from '../../base/evaluation.js';
import { allFinite } from '../../base/linear-algebra/norm.js';
import { finite } from '../finite.js';
import { linearDescent } from '../linear-descent.js';
import { freeOf, localModel } from '../local-model.js';
import type { Here, Method, Stepping } from '../method.js';
import { projectOut, solveLinear } from '../projection.js';
import { type TrustRegionState, trustRegionDescent, trustRegionStart } from '../trust-region-descent.js';

/**
 * Kaufman's variable projection on the triangular factor of the whole Jacobian, so that it needs nothing of an objective that Levenberg–Marquardt does not. Two
 * evaluations a trial: one to solve for the linear parameters, one at the solution.
 */
export const varpro: Method<TrustRegionState> = {
  name: 'varpro',
  title: { en: 'variable projection', ko: '변수 사영법' },
  summary: {
    en: 'Solves for the parameters in which the model is linear and searches the others only, by Levenberg–Marquardt on what the linear ones cannot explain; forgives bad starts.',
    ko: '모형이 선형인 매개변수는 풀어서 구하고 나머지만 레벤버그–마쿼트로 찾습니다. 시작값이 나빠도 잘 견딥니다.',
  },
  formula:
    '\\alpha \\leftarrow \\alpha - (J_\\perp^\\top J_\\perp + \\lambda D^2)^{-1} J_\\perp^\\top r,\\quad c = \\arg\\min_c \\|r(\\alpha, c)\\|',
  reference:
    'Golub and Pereyra 1973, The differentiation of pseudo-inverses and nonlinear least squares problems whose variables separate, SIAM J. Numer. Anal. 10; Kaufman 1975, A variable projection method for solving separable nonlinear least squares problems, BIT 15, eq. 3',
  wants: 'qr',
  minibatch: false,
  steps: 'own',
  endsItself: true,
  projects: true,
  settings: {
    radius: {
      default: 1,
      least: 0,
      most: 1e9,
      exclusive: 'least',
      title: { en: 'first trust radius, in lengths of the start', ko: '처음 신뢰 영역의 반지름 (시작점 길이의 배수)' },
    },
  },
  init: (start) => trustRegionStart(start.length),

  *step(state, here) {
    const exact = yield* linearDescent(state, here);
    if (exact !== null) return exact;
    const linear = linearOf(here);
    const first = Number.isNaN(state.radius) && linear.length > 0 ? yield* solved(here.point, here.answer, linear) : here;
    const at = finite(first.answer) && first.answer.loss <= here.answer.loss ? first : here;
    const moving = freeOf(at.point, at.answer, here.bounds).filter((j) => !linear.includes(j));
    const { columns, rows, b } = projectOut(at.answer, linear, moving);
    const model = localModel(columns, rows, b, moving, state.scale);
    const step = yield* trustRegionDescent(
      model,
      { point: at.point, answer: at.answer, bounds: here.bounds },
      state,
      here.settings.radius as number,
      {
        bendLimit: 0,
        *reach(next) {
          const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
          return finite(there) && linear.length > 0 ? yield* solved(next, there, linear) : { point: next, answer: there };
        },
      },
    );
    // The first solution for the linear parameters is a step of its own where nothing else moves.
    if (step.ended === undefined || at.point === here.point) return step;
    return { point: at.point, answer: at.answer, rate: Number.NaN, state: { ...state, radius: 1, scale: model.scale } };
  },
};

/** Bounded parameters are searched: the best values of linear ones could lie outside. */
function linearOf({ linear, bounds }: Here): readonly number[] {
  if (bounds === null) return linear;
  return linear.filter((j) => bounds.lower[j] === Number.NEGATIVE_INFINITY && bounds.upper[j] === Number.POSITIVE_INFINITY);
}

function* solved(
  point: Float64Array,
  answer: Answer,
  linear: readonly number[],
): Stepping<{ readonly point: Float64Array; readonly answer: Answer }> {
  const best = solveLinear(point, answer, linear);
  if (!allFinite(best)) return { point, answer };
  const [there] = (yield { points: [best], want: 'qr' }) as readonly [Answer];
  return finite(there) ? { point: best, answer: there } : { point, answer };
}
