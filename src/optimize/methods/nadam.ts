import { pow } from '../../base/elementary/scalar.js';
import { directed } from '../direction.js';
import { adamOf, adamSettings, type Moments, nextMoments, noMoments, ratio } from '../moments.js';

interface State extends Moments {
  /** μ₁μ₂…μₜ. */
  readonly product: number;
}

/** Rate 0.002 and momentum decay 0.004 as in PyTorch; the report's schedule of momenta is this one with 0.004 and β₁ = 0.99. */
export const nadam = directed<State>({
  name: 'nadam',
  title: { en: 'Nadam', ko: 'Nadam' },
  summary: {
    en: 'Adam with Nesterov’s look ahead and a momentum that warms up.',
    ko: '네스테로프 방식으로 앞을 내다보고 모멘텀을 서서히 키우는 Adam입니다.',
  },
  formula:
    '\\mu_t = \\beta_1 (1 - \\tfrac12\\, 0.96^{t\\psi}), \\quad x \\leftarrow x - \\eta\\, \\frac{\\frac{\\mu_{t+1} m}{1 - \\prod_{i \\le t+1} \\mu_i} + \\frac{(1 - \\mu_t) g}{1 - \\prod_{i \\le t} \\mu_i}}{\\sqrt{\\hat v} + \\varepsilon}',
  reference: 'Dozat 2016, Incorporating Nesterov Momentum into Adam, ICLR workshop, algorithm 2',
  minibatch: true,
  learningRate: 0.002,
  settings: {
    ...adamSettings,
    momentumDecay: {
      default: 0.004,
      least: 0,
      most: 1,
      title: { en: 'how fast the momentum warms up', ko: '모멘텀이 커지는 빠르기' },
    },
  },
  init: (start) => ({ ...noMoments(start), product: 1 }),
  direction: (state, gradient, { settings, updates }) => {
    const betas = adamOf(settings);
    const decay = settings.momentumDecay as number;
    const t = updates + 1;
    const momentum = (update: number): number => betas.beta1 * (1 - 0.5 * pow(0.96, update * decay));
    const now = momentum(t);
    const ahead = momentum(t + 1);
    const product = state.product * now;
    const next = nextMoments(state, gradient, betas);
    const second = 1 - pow(betas.beta2, t);
    const direction = gradient.map((g, j) => {
      const mean = (ahead * (next.mean[j] as number)) / (1 - product * ahead) + ((1 - now) * g) / (1 - product);
      return ratio(-mean, Math.sqrt((next.square[j] as number) / second) + betas.epsilon);
    });
    return { direction, state: { ...next, product } };
  },
});
