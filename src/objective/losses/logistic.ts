import { apply, multiply, subtract } from '../../expression/build.js';
import type { Loss } from '../loss.js';

export const logistic: Loss = {
  name: 'logistic',
  title: { en: 'logistic loss', ko: '로지스틱 손실' },
  summary: {
    en: 'For a 0/1 response: the formula is the logit, the negative log-likelihood of Bernoulli rows is minimised.',
    ko: '0/1 반응용: 식은 로짓이며, 베르누이 음의 로그우도를 최소화합니다.',
  },
  reference: 'D. R. Cox (1958), The regression analysis of binary sequences, J. R. Statist. Soc. B 20',
  term: (prediction, response) => subtract(apply('softplus', prediction), multiply(response, prediction)),
  mean: (prediction) => apply('sigmoid', prediction),
  settings: {},
  inference: 'likelihood',
  unreachable: 0,
  logLikelihoodConstant: () => 0,
  refuses: (response) => (response === 0 || response === 1 ? null : 'the logistic loss wants a response of 0 or 1'),
};
