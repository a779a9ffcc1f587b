import { directed } from '../direction.js';

/** Defaults of PyTorch (0.99, 1e-8, rate 0.01); the lecture has 0.9 for the decay and no ε. */
export const rmsprop = directed<{ readonly squares: Float64Array }>({
  name: 'rmsprop',
  title: { en: 'RMSprop', ko: 'RMSprop' },
  summary: {
    en: 'Divides the gradient by a running mean of its size, parameter by parameter; with a constant rate it hovers near the minimum.',
    ko: '매개변수마다 기울기를 최근 크기의 평균으로 나눕니다. 학습률이 고정이면 최솟값 근처를 맴돕니다.',
  },
  formula: 's \\leftarrow \\alpha s + (1 - \\alpha) g^2, \\quad x \\leftarrow x - \\eta\\, \\frac{g}{\\sqrt{s} + \\varepsilon}',
  reference: 'Tieleman and Hinton 2012, Lecture 6.5: RMSprop, COURSERA: Neural Networks for Machine Learning, slide 29',
  minibatch: true,
  learningRate: 0.01,
  settings: {
    decay: {
      default: 0.99,
      least: 0,
      most: 1,
      exclusive: 'most',
      title: { en: 'share of the mean square that is kept', ko: '남겨 두는 제곱평균의 비율' },
    },
    epsilon: {
      default: 1e-8,
      least: 0,
      most: 1,
      title: { en: 'added to the root, against division by zero', ko: '0으로 나누지 않도록 제곱근에 더하는 값' },
    },
  },
  init: (start) => ({ squares: new Float64Array(start.length) }),
  direction: ({ squares }, gradient, { settings }) => {
    const decay = settings.decay as number;
    const epsilon = settings.epsilon as number;
    const next = gradient.map((g, j) => decay * (squares[j] as number) + (1 - decay) * g * g);
    const direction = gradient.map((g, j) => (g === 0 ? 0 : -g / (Math.sqrt(next[j] as number) + epsilon)));
    return { direction, state: { squares: next } };
  },
});
