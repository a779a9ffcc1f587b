import { divide, multiply, number, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';

export const halfMse: Loss = {
  name: 'half-mse',
  title: { en: 'half the mean squared error', ko: '평균제곱오차의 절반' },
  summary: {
    en: 'Least squares. The half makes the gradient mean((prediction − y)·∂prediction/∂parameter), as it is written by hand.',
    ko: '최소제곱. 절반이므로 기울기가 손으로 쓰는 그대로 mean((예측 − y)·∂예측/∂매개변수)입니다.',
  },
  reference: 'C. F. Gauss (1809), Theoria motus corporum coelestium, §179',
  term: (prediction, response) => {
    const residual = subtract(prediction, response);
    return divide(multiply(residual, residual), number(2));
  },
  curvature: () => number(1),
  mean: (prediction) => prediction,
  settings: {},
  inference: 'squares',
};
