import { add, apply, divide, multiply, number } from '../../expression/build.js';
import type { Loss } from '../loss.js';
import { DELTA, deltaOf, squaredRatio } from '../robust-delta.js';

export const cauchy: Loss = {
  name: 'cauchy',
  title: { en: 'Cauchy loss', ko: '코시 손실' },
  summary: {
    en: 'δ²/2·log(1 + (r/δ)²): the pull of an outlier falls again the farther it lies. Not convex.',
    ko: 'δ²/2·log(1 + (r/δ)²): 이상값이 멀어질수록 끄는 힘이 다시 줄어듭니다. 볼록하지 않습니다.',
  },
  reference:
    'P. W. Holland and R. E. Welsch (1977), Robust regression using iteratively reweighted least-squares, Commun. Statist. A6, table 1 (tuning 2.3849)',
  term: (prediction, response, settings) => {
    const delta = deltaOf(settings);
    return multiply(number((delta * delta) / 2), apply('log1p', squaredRatio(prediction, response, delta)));
  },
  // ψ(r)/r: ρ″ is negative beyond delta.
  curvature: (prediction, response, settings) =>
    divide(number(1), add(number(1), squaredRatio(prediction, response, deltaOf(settings)))),
  robust: { tuning: 2.3849, convex: false },
  mean: (prediction) => prediction,
  settings: DELTA,
  inference: 'robust',
};
