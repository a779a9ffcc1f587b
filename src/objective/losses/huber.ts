import { apply, divide, multiply, number, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';
import { DELTA, deltaOf } from '../robust-delta.js';

export const huber: Loss = {
  name: 'huber',
  title: { en: 'Huber loss', ko: '후버 손실' },
  summary: {
    en: 'Squares for residuals up to delta, straight beyond: least squares that outliers pull only so far.',
    ko: '잔차가 delta 이하이면 제곱, 넘으면 직선: 이상값의 힘이 일정 이상 커지지 않는 최소제곱입니다.',
  },
  reference:
    'P. J. Huber (1964), Robust estimation of a location parameter, Ann. Math. Statist. 35, eq. 2.6; tuning 1.345: P. W. Holland and R. E. Welsch (1977), Robust regression using iteratively reweighted least-squares, Commun. Statist. A6, table 1',
  term: (prediction, response, settings) => {
    const delta = deltaOf(settings);
    const residual = subtract(prediction, response);
    const size = apply('abs', residual);
    const square = divide(multiply(residual, residual), number(2));
    const straight = multiply(number(delta), subtract(size, number(delta / 2)));
    return apply('where', apply('lessEqual', size, number(delta)), square, straight);
  },
  // ψ(r)/r rather than ψ′(r), which is zero beyond delta: Huber's own weights.
  curvature: (prediction, response, settings) => {
    const delta = number(deltaOf(settings));
    const size = apply('abs', subtract(prediction, response));
    return apply('where', apply('lessEqual', size, delta), number(1), divide(delta, size));
  },
  robust: { tuning: 1.345, convex: true },
  mean: (prediction) => prediction,
  settings: DELTA,
  inference: 'robust',
};
