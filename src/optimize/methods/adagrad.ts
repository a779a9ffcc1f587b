import { directed } from '../direction.js';

/** ε as in PyTorch; the paper's δ is left to the user there. */
export const adagrad = directed<{ readonly squares: Float64Array }>({
  name: 'adagrad',
  title: { en: 'Adagrad', ko: 'Adagrad' },
  summary: {
    en: 'A learning rate for each parameter, which falls with all the gradients seen so far; good for features that are rarely active.',
    ko: '지금까지의 기울기가 쌓일수록 작아지는 학습률을 매개변수마다 따로 둡니다. 드물게 나타나는 특징에 좋습니다.',
  },
  formula: 's \\leftarrow s + g^2, \\quad x \\leftarrow x - \\eta\\, \\frac{g}{\\sqrt{s} + \\varepsilon}',
  reference:
    'Duchi, Hazan and Singer 2011, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, JMLR 12, eq. 1 with diagonal G',
  minibatch: true,
  learningRate: 0.01,
  settings: {
    initial: { default: 0, least: 0, most: 1e300, title: { en: 'sum of squares at the start', ko: '제곱합의 처음 값' } },
    epsilon: {
      default: 1e-10,
      least: 0,
      most: 1,
      title: { en: 'added to the root, against division by zero', ko: '0으로 나누지 않도록 제곱근에 더하는 값' },
    },
  },
  init: (start, settings) => ({ squares: new Float64Array(start.length).fill(settings.initial as number) }),
  direction: ({ squares }, gradient, { settings }) => {
    const epsilon = settings.epsilon as number;
    const next = gradient.map((g, j) => (squares[j] as number) + g * g);
    // A gradient that was always zero moves nothing, also with ε = 0.
    const direction = gradient.map((g, j) => (g === 0 ? 0 : -g / (Math.sqrt(next[j] as number) + epsilon)));
    return { direction, state: { squares: next } };
  },
});
