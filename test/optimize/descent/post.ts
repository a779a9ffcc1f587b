import type { Evaluate } from '../../../src/base/evaluation.js';
import { randomStream } from '../../../src/base/random/stream.js';
import { rows } from './objective.js';

/** Data and start of the post that the project began with, drawn as NumPy draws them; the loss is half the mean squared error, its gradient the true one. */
export function post(kind: 'line' | 'sine', seed: number): { readonly evaluate: Evaluate; readonly start: Float64Array } {
  const stream = randomStream('numpy', seed);
  const X = Float64Array.from({ length: 100 }, () => stream.random() * (kind === 'line' ? 1 : 10));
  const feature = kind === 'line' ? X : X.map(Math.sin);
  const [slope, constant] = kind === 'line' ? [0.2, 0.5] : [10, 1.5];
  const target = feature.map((f) => slope * f + constant);
  const start = Float64Array.of(stream.uniform(-1, 1), stream.uniform(-1, 1));
  const evaluate = rows(100, (p, i, J) => {
    J[0] = feature[i] as number;
    J[1] = 1;
    return (p[0] as number) * (feature[i] as number) + (p[1] as number) - (target[i] as number);
  });
  return { evaluate, start };
}
