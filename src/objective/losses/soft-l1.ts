import { add, apply, divide, multiply, number, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';
import { DELTA, deltaOf, squaredRatio } from '../robust-delta.js';

export const softL1: Loss = {
  name: 'soft-l1',
  title: { en: 'soft absolute loss', ko: '부드러운 절댓값 손실' },
  summary: {
    en: 'δ²·(√(1 + (r/δ)²) − 1): Huber loss without its seam, smooth everywhere and convex.',
    ko: 'δ²·(√(1 + (r/δ)²) − 1): 이음매가 없는 후버 손실로, 어디서나 매끄럽고 볼록합니다.',
  },
  reference:
    'P. Charbonnier, L. Blanc-Féraud, G. Aubert and M. Barlaud (1997), Deterministic edge-preserving regularization in computed imaging, IEEE Trans. Image Process. 6, table I; the soft_l1 of scipy.optimize.least_squares; tuning 1.2871: 95% efficiency by quadrature, as in Holland and Welsch (1977)',
  // r²/(1 + √(1 + u)), which is the same without the cancellation at small residuals
  term: (prediction, response, settings) => {
    const residual = subtract(prediction, response);
    const root = apply('sqrt', add(number(1), squaredRatio(prediction, response, deltaOf(settings))));
    return divide(multiply(residual, residual), add(number(1), root));
  },
  curvature: (prediction, response, settings) =>
    divide(number(1), apply('sqrt', add(number(1), squaredRatio(prediction, response, deltaOf(settings))))),
  robust: { tuning: 1.2871, convex: true },
  mean: (prediction) => prediction,
  settings: DELTA,
  inference: 'robust',
};
