import { apply, divide, number, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';

/** |r| below which the reweighting is cut off: far below any data, far above the square root of the smallest number. */
const SMALLEST_RESIDUAL = 1e-10;

export const mae: Loss = {
  name: 'mae',
  title: { en: 'mean absolute error', ko: '평균절대오차' },
  summary: {
    en: 'Least absolute deviations: fits the median, so that outliers do not pull. Not smooth where a residual is zero.',
    ko: '최소절대편차: 중앙값을 맞추므로 이상값에 끌려가지 않습니다. 잔차가 0인 곳에서는 매끄럽지 않습니다.',
  },
  reference: 'P. Bloomfield and W. L. Steiger (1983), Least Absolute Deviations, ch. 1',
  term: (prediction, response) => apply('abs', subtract(prediction, response)),
  // ρ″ = 0: the weight of iteratively reweighted least squares (Schlossmacher 1973, JASA 68) stands in.
  curvature: (prediction, response) =>
    divide(number(1), apply('max', apply('abs', subtract(prediction, response)), number(SMALLEST_RESIDUAL))),
  corner: 1,
  mean: (prediction) => prediction,
  settings: {},
  inference: 'none',
};
