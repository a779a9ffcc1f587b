import { directed } from '../direction.js';
import { adamDirection, adamOf, adamSettings, type Moments, nextMoments, noMoments } from '../moments.js';

/** Weight decay 0.01 and rate 0.001 as in PyTorch; the decay is multiplied by the rate there and here, by the schedule alone in the paper. */
export const adamw = directed<Moments>({
  name: 'adamw',
  title: { en: 'AdamW', ko: 'AdamW' },
  summary: {
    en: 'Adam with parameters that shrink by themselves: a regularisation, so it ends beside the minimum of the loss unless weightDecay is 0.',
    ko: '매개변수가 스스로 조금씩 줄어드는 Adam입니다. 일종의 정칙화이므로 weightDecay가 0이 아니면 손실의 최솟값에서 조금 벗어난 곳에서 멈춥니다.',
  },
  formula: 'x \\leftarrow x - \\eta \\left( \\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon} + \\lambda x \\right)',
  reference: 'Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, algorithm 2',
  minibatch: true,
  shrinks: true,
  learningRate: 0.001,
  settings: {
    ...adamSettings,
    weightDecay: { default: 0.01, least: 0, most: 1e6, title: { en: 'weight decay', ko: '가중치 감쇠' } },
  },
  init: noMoments,
  direction: (state, gradient, { settings, updates, point }) => {
    const betas = adamOf(settings);
    const decay = settings.weightDecay as number;
    const next = nextMoments(state, gradient, betas);
    const direction = adamDirection(next, updates + 1, betas).map((d, j) => d - decay * (point[j] as number));
    return { direction, state: next };
  },
});
