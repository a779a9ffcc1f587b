import { directed } from '../direction.js';
import { adamDirection, adamOf, adamSettings, type Moments, nextMoments, noMoments } from '../moments.js';

export const adam = directed<Moments>({
  name: 'adam',
  title: { en: 'Adam', ko: 'Adam' },
  summary: {
    en: 'Momentum divided by the running size of the gradient: steps of about the learning rate in every parameter; sturdy with minibatches.',
    ko: '모멘텀을 기울기의 최근 크기로 나누어 매개변수마다 학습률만큼씩 움직입니다. 미니배치에서 안정적입니다.',
  },
  formula:
    'm \\leftarrow \\beta_1 m + (1 - \\beta_1) g, \\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2, \\quad x \\leftarrow x - \\eta\\, \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + \\varepsilon}',
  reference: 'Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1',
  minibatch: true,
  learningRate: 0.001,
  settings: { ...adamSettings },
  init: noMoments,
  direction: (state, gradient, { settings, updates }) => {
    const betas = adamOf(settings);
    const next = nextMoments(state, gradient, betas);
    return { direction: adamDirection(next, updates + 1, betas), state: next };
  },
});
