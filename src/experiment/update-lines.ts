import { type Expression, name } from '../expression/node.js';
import { numpy } from '../language/index.js';
import type { CorrectComponent } from './correct-gradient.js';

/**
 * The lines of a hand-written loop in Python, `np` being NumPy: prediction, all slopes, and only then the updates, for a slope may read a parameter that is updated before
 * its own.
 *
 * @example updateLines(…) // ['prediction = W*np.sin(X) + b', 'W_grad = np.mean((prediction - Y)*np.sin(X))', …, 'W = W - learning_rate*W_grad', …]
 */
export function updateLines(prediction: Expression, components: readonly CorrectComponent[]): string[] {
  const each = components.map(({ parameter, component }) => numpyLines(parameter, component));
  return [`prediction = ${numpy(prediction)}`, ...each.map(({ slope }) => slope), ...each.map(({ update }) => update)];
}

export function numpyLines(parameter: string, component: Expression): { readonly slope: string; readonly update: string } {
  const own = numpy(name(parameter));
  return { slope: `${own}_grad = ${numpy(component)}`, update: `${own} = ${own} - learning_rate*${own}_grad` };
}
