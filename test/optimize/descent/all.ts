import type { Evaluate } from '../../../src/base/evaluation.js';
import { armijo } from '../../../src/optimize/armijo.js';
import { barzilaiBorwein } from '../../../src/optimize/barzilai-borwein.js';
import { firstRate } from '../../../src/optimize/curvature.js';
import { drive } from '../../../src/optimize/minimize.js';
export * from './measure.js';
export * from './problems.js';
export const STEPS = { auto: barzilaiBorwein, armijo };
export function centreOf(evaluate: Evaluate, start: Float64Array) {
  const [answer] = evaluate({ points: [start], want: 'gradient' });
  return drive(firstRate(start, answer!, null), evaluate);
}
export * from './post.js'; export { minimize } from '../../../src/optimize/minimize.js'; export { gradientDescent } from '../../../src/optimize/methods/gradient-descent.js';
export * from './held-out.js';
