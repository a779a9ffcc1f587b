import { directed } from '../direction.js';

/**
 * In the form where the point is the one looked ahead to, so that it needs the gradient at the point alone (Sutskever et al. 2013, §2; Bengio et
 * al. 2013, eq. 7; so does PyTorch). Nesterov's own sequence of momenta is replaced by a constant.
 */
export const nesterov = directed<{ readonly velocity: Float64Array }>({
  name: 'nesterov',
  title: { en: 'Nesterov’s accelerated gradient', ko: '네스테로프 가속 경사법' },
  summary: {
    en: 'Momentum that takes the gradient where the velocity leads to: it brakes earlier than plain momentum.',
    ko: '속도가 이끄는 곳의 기울기를 미리 보는 모멘텀으로, 일반 모멘텀보다 먼저 속도를 줄입니다.',
  },
  formula: 'v \\leftarrow \\mu v + \\nabla f(x), \\quad x \\leftarrow x - \\eta\\,(\\nabla f(x) + \\mu v)',
  reference:
    'Nesterov 1983, A method of solving a convex programming problem with convergence rate O(1/k²), Soviet Math. Dokl. 27; Sutskever, Martens, Dahl and Hinton 2013, On the importance of initialization and momentum in deep learning, eq. 3–4',
  minibatch: true,
  learningRate: 0.01,
  settings: {
    momentum: {
      default: 0.9,
      least: 0,
      most: 1,
      exclusive: 'most',
      title: { en: 'share of the velocity that is kept', ko: '남겨 두는 속도의 비율' },
    },
  },
  init: (start) => ({ velocity: new Float64Array(start.length) }),
  mode: (curvature, rate, { momentum: mu = 0 }) => [1 - rate * curvature * (1 + mu), -rate * mu * mu, curvature, mu],
  velocity: ({ velocity }) => velocity,
  direction: ({ velocity }, gradient, { settings }) => {
    const mu = settings.momentum as number;
    const next = gradient.map((g, j) => mu * (velocity[j] as number) + g);
    return { direction: gradient.map((g, j) => -(g + mu * (next[j] as number))), state: { velocity: next } };
  },
});
