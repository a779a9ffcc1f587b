import { pow } from '../base/elementary/scalar.js';
import type { Setting } from './method.js';

/** Running means of the gradient and of its square, as the Adam family keeps them. Each length P. */
export interface Moments {
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

export const noMoments = (start: Float64Array): Moments => ({
  mean: new Float64Array(start.length),
  square: new Float64Array(start.length),
});

/** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g² (Kingma and Ba 2015, algorithm 1). */
export function nextMoments(
  { mean, square }: Moments,
  gradient: Float64Array,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): Moments {
  return {
    mean: gradient.map((g, j) => beta1 * (mean[j] as number) + (1 - beta1) * g),
    square: gradient.map((g, j) => beta2 * (square[j] as number) + (1 - beta2) * g * g),
  };
}

/** −m̂ / (√v̂ + ε) with the means freed from their bias to zero. @param update t ≥ 1. */
export function adamDirection(
  { mean, square }: Moments,
  update: number,
  { beta1, beta2, epsilon }: { readonly beta1: number; readonly beta2: number; readonly epsilon: number },
): Float64Array {
  const first = 1 - pow(beta1, update);
  const second = 1 - pow(beta2, update);
  return mean.map((m, j) => ratio(-m / first, Math.sqrt((square[j] as number) / second) + epsilon));
}

/** 0/0 is 0: what never had a gradient does not move, also with ε = 0. */
export const ratio = (above: number, below: number): number => (above === 0 ? 0 : above / below);

export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** β₁, β₂ and ε of the paper, which PyTorch has too. */
export const adamSettings: { readonly [name in keyof AdamSettings]: Setting } = {
  beta1: {
    default: 0.9,
    least: 0,
    most: 1,
    exclusive: 'most',
    title: { en: 'share of the mean gradient that is kept', ko: '남겨 두는 평균 기울기의 비율' },
  },
  beta2: {
    default: 0.999,
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
};

/** The settings of the family out of all settings of a method. */
export const adamOf = (settings: Readonly<Record<string, number>>): AdamSettings => ({
  beta1: settings.beta1 as number,
  beta2: settings.beta2 as number,
  epsilon: settings.epsilon as number,
});
