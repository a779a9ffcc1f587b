import type { Answer } from '../../base/evaluation.js';
import { linearDescent } from '../linear-descent.js';
import { freeOf, localModel } from '../local-model.js';
import type { Method } from '../method.js';
import { columnsOf } from '../projection.js';
import { type TrustRegionState, trustRegionDescent, trustRegionStart } from '../trust-region-descent.js';

/**
 * Of the longest length of a column, after a step. Moré remembers all of it, so that no parameter runs away while its column is short; but lengths at a start far off weigh
 * the parameters as they were there, and a run that left along one whose column grew by decades cannot come back along it.
 */
const REMEMBERED = 0.9;

export const levenbergMarquardt: Method<TrustRegionState> = {
  name: 'lm',
  title: { en: 'Levenberg–Marquardt', ko: '레벤버그–마쿼트' },
  summary: {
    en: 'Between Gauss–Newton and gradient descent, with a region of trust that it widens and narrows itself, and steps that follow the curvature of the model; the first choice for least squares.',
    ko: '가우스–뉴턴법과 경사 하강법 사이에서 신뢰 영역을 스스로 넓히고 좁히며, 모형의 굽은 정도를 따라 내려갑니다. 최소제곱 문제라면 가장 먼저 쓸 방법입니다.',
  },
  formula: 'x \\leftarrow x - (J^\\top J + \\lambda D^2)^{-1} J^\\top r + \\tfrac12 a',
  reference:
    'Levenberg 1944, A method for the solution of certain non-linear problems in least squares; Marquardt 1963, An algorithm for least-squares estimation of nonlinear parameters, eq. 12; Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory, algorithm 7.1; Transtrum and Sethna 2012, arXiv:1201.5885, eq. 20 (geodesic acceleration a)',
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
    acceleration: {
      default: 0.75,
      least: 0,
      most: 10,
      title: {
        en: 'largest acceleration, as 2‖a‖/‖v‖ of a step v; 0 for straight steps',
        ko: '걸음 v에 대한 가속도 a의 최대 비 2‖a‖/‖v‖. 0이면 곧은 걸음만 씀',
      },
    },
  },
  init: (start) => trustRegionStart(start.length),

  *step(state, here) {
    const exact = yield* linearDescent(state, here);
    if (exact !== null) return exact;
    const { point, answer } = here;
    const size = point.length;
    const free = freeOf(point, answer, here.bounds);
    const columns = columnsOf(answer.r as Float64Array, size, free);
    const model = localModel(columns, size, answer.qtr as Float64Array, free, state.scale, REMEMBERED);
    const limit = here.settings.acceleration as number;
    return yield* trustRegionDescent(model, here, state, here.settings.radius as number, {
      bendLimit: limit,
      *reach(next) {
        const [there] = (yield { points: [next], want: 'qr' }) as readonly [Answer];
        return { point: next, answer: there };
      },
      ...(limit > 0
        ? {
            *bend(direction) {
              const [there] = (yield { points: [point], want: 'acceleration', direction }) as readonly [Answer];
              return there.bend ?? null;
            },
          }
        : {}),
    });
  },
};
