import { directed } from '../direction.js';

/** The velocity v is scaled by the rate when it is used, as in PyTorch; Polyak scales the gradient when it comes in. With a constant rate the same. */
export const momentum = directed<{ readonly velocity: Float64Array }>({
  name: 'momentum',
  title: { en: 'Momentum', ko: '모멘텀' },
  summary: {
    en: 'Gradient descent with a velocity, as of a heavy ball: faster along valleys, and it may overshoot.',
    ko: '무거운 공처럼 속도를 더해 내려갑니다. 골짜기를 따라 빨라지지만 최솟값을 지나칠 수 있습니다.',
  },
  formula: 'v \\leftarrow \\mu v + \\nabla f(x), \\quad x \\leftarrow x - \\eta v',
  reference:
    'Polyak 1964, Some methods of speeding up the convergence of iteration methods, USSR Comput. Math. Math. Phys. 4, eq. 9',
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
  mode: (curvature, rate, { momentum: mu = 0 }) => [1 - rate * curvature, -rate * mu, curvature, mu],
  velocity: ({ velocity }) => velocity,
  direction: ({ velocity }, gradient, { settings }) => {
    const mu = settings.momentum as number;
    const next = gradient.map((g, j) => mu * (velocity[j] as number) + g);
    return { direction: next.map((v) => -v), state: { velocity: next } };
  },
});
