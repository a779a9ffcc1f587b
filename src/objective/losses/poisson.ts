import { lgamma } from '../../base/elementary/scalar.js';
import { apply, multiply, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';

export const poisson: Loss = {
  name: 'poisson',
  title: { en: 'Poisson loss', ko: '푸아송 손실' },
  summary: {
    en: 'For counts: the formula is the log of the rate, the negative log-likelihood of Poisson rows is minimised.',
    ko: '개수 자료용: 식은 발생률의 로그이며, 푸아송 음의 로그우도를 최소화합니다.',
  },
  reference: 'P. McCullagh and J. A. Nelder (1989), Generalized Linear Models, 2nd ed., §6.2',
  term: (prediction, response) => subtract(apply('exp', prediction), multiply(response, prediction)),
  mean: (prediction) => apply('exp', prediction),
  settings: {},
  inference: 'likelihood',
  logLikelihoodConstant: (response) => {
    let sum = 0;
    for (const y of response) sum -= lgamma(y + 1);
    return sum;
  },
  refuses: (response) => (response >= 0 && Number.isInteger(response) ? null : 'the Poisson loss wants counts: 0, 1, 2, …'),
};
