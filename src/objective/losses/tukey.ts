import { add, apply, multiply, number, subtract } from '../../expression/build.js';
import type { Expression } from '../../expression/node.js';
import type { Loss } from '../loss.js';
import { DELTA, deltaOf, squaredRatio } from '../robust-delta.js';

export const tukey: Loss = {
  name: 'tukey',
  title: { en: "Tukey's biweight loss", ko: '터키 이중가중 손실' },
  summary: {
    en: 'δ²/6·(1 − (1 − (r/δ)²)³) up to delta, constant beyond: rows farther away than delta do not count at all. Not convex.',
    ko: 'delta까지 δ²/6·(1 − (1 − (r/δ)²)³), 그 너머는 상수: delta보다 먼 행은 전혀 반영하지 않습니다. 볼록하지 않습니다.',
  },
  reference:
    'A. E. Beaton and J. W. Tukey (1974), The fitting of power series, meaning polynomials, illustrated on band-spectroscopic data, Technometrics 16; tuning 4.685: P. W. Holland and R. E. Welsch (1977), Commun. Statist. A6, table 1',
  // u(3 − 3u + u²) = 1 − (1 − u)³ without the cancellation at small residuals
  term: (prediction, response, settings) => {
    const delta = deltaOf(settings);
    const u = clipped(prediction, response, delta);
    return multiply(number((delta * delta) / 6), multiply(u, add(number(3), multiply(u, subtract(u, number(3))))));
  },
  // ψ(r)/r: ρ″ is negative beyond delta/√5.
  curvature: (prediction, response, settings) => {
    const rest = subtract(number(1), clipped(prediction, response, deltaOf(settings)));
    return multiply(rest, rest);
  },
  robust: { tuning: 4.685, convex: false },
  mean: (prediction) => prediction,
  settings: DELTA,
  inference: 'robust',
};

/** min((r/δ)², 1). */
const clipped = (prediction: Expression, response: Expression, delta: number): Expression =>
  apply('min', squaredRatio(prediction, response, delta), number(1));
