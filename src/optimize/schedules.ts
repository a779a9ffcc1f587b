import { cos, pow } from '../base/elementary/scalar.js';
import type { Text } from '../base/text.js';

/** A number in the brackets of a schedule. */
interface ScheduleArgument {
  readonly name: string;
  /** Absent: it must be given. */
  readonly default?: number;
  readonly least: number;
  readonly most: number;
  readonly exclusive?: 'least';
  readonly integer?: true;
  readonly title: Text;
}

/** How the learning rate goes on over the epochs; the row's name is how it is typed. */
export interface Schedule {
  readonly name: string;
  readonly title: Text;
  /** η_k in LaTeX, of the rate η and the epoch k. */
  readonly formula: string;
  readonly reference: string;
  readonly arguments: readonly ScheduleArgument[];
  /** The factor of the rate. @param epoch 0 … total − 1. @param total all epochs of the run. */
  factor(epoch: number, total: number, values: readonly number[]): number;
}

export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'constant',
    title: { en: 'Constant', ko: '고정' },
    formula: '\\eta_k = \\eta',
    reference: 'Cauchy 1847, Méthode générale pour la résolution des systèmes d’équations simultanées',
    arguments: [],
    factor: () => 1,
  },
  {
    name: 'step',
    title: { en: 'Step decay', ko: '계단식 감소' },
    formula: '\\eta_k = \\eta\\, c^{\\lfloor k / m \\rfloor}',
    reference: 'Goodfellow, Bengio and Courville 2016, Deep Learning, §8.3.1',
    arguments: [
      {
        name: 'factor',
        default: 0.5,
        least: 0,
        most: 1,
        exclusive: 'least',
        title: { en: 'factor of each step', ko: '계단마다 곱하는 값' },
      },
      {
        name: 'every',
        default: 100,
        least: 1,
        most: 1e9,
        integer: true,
        title: { en: 'epochs between steps', ko: '계단 사이의 에포크 수' },
      },
    ],
    factor: (epoch, _, [factor, every]) => pow(factor as number, Math.floor(epoch / (every as number))),
  },
  {
    name: 'exponential',
    title: { en: 'Exponential decay', ko: '지수 감소' },
    formula: '\\eta_k = \\eta\\, c^k',
    reference: 'Li and Arora 2020, An Exponential Learning Rate Schedule for Deep Learning, eq. 2',
    arguments: [
      {
        name: 'factor',
        default: 0.99,
        least: 0,
        most: 1,
        exclusive: 'least',
        title: { en: 'factor of each epoch', ko: '에포크마다 곱하는 값' },
      },
    ],
    factor: (epoch, _, [factor]) => pow(factor as number, epoch),
  },
  {
    name: 'inverse',
    title: { en: 'Inverse time decay', ko: '시간에 반비례하는 감소' },
    formula: '\\eta_k = \\eta / (1 + c k)',
    reference: 'Robbins and Monro 1951, A Stochastic Approximation Method, eq. 27',
    arguments: [
      { name: 'decay', default: 0.01, least: 0, most: 1e9, title: { en: 'decay per epoch', ko: '에포크마다 줄어드는 정도' } },
    ],
    factor: (epoch, _, [decay]) => 1 / (1 + (decay as number) * epoch),
  },
  {
    name: 'cosine',
    title: { en: 'Cosine annealing', ko: '코사인 감소' },
    formula: '\\eta_k = \\eta \\left(c + (1 - c)\\,\\tfrac12\\left(1 + \\cos \\tfrac{\\pi k}{E}\\right)\\right)',
    reference: 'Loshchilov and Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, eq. 5, without restarts',
    arguments: [
      {
        name: 'floor',
        default: 0,
        least: 0,
        most: 1,
        title: { en: 'share of the rate that is left at the end', ko: '끝에서 남는 학습률의 비율' },
      },
    ],
    factor: (epoch, total, [floor]) =>
      (floor as number) + (1 - (floor as number)) * 0.5 * (1 + cos((Math.PI * Math.min(epoch, total)) / total)),
  },
  {
    name: 'warmup',
    title: { en: 'Linear warm-up', ko: '선형 준비 구간' },
    formula: '\\eta_k = \\eta\\, \\min\\left(1, \\tfrac{k + 1}{m}\\right)',
    reference: 'Goyal et al. 2017, Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour, §2.2',
    arguments: [
      {
        name: 'epochs',
        least: 1,
        most: 1e9,
        integer: true,
        title: { en: 'epochs until the full rate', ko: '학습률에 다 오를 때까지의 에포크 수' },
      },
    ],
    factor: (epoch, _, [epochs]) => Math.min(1, (epoch + 1) / (epochs as number)),
  },
];
