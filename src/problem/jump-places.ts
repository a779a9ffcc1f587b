import { differentiate } from '../expression/differentiate.js';
import { kinks } from '../expression/kinks.js';
import { namesIn } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import type { Model } from './model.js';

/**
 * The free parameters that a formula reads only to choose or to round: c in where(x < c, a, b) or floor(x/c). Predictions jump when they pass a row and do not move between
 * rows, so that they have no slope and no standard error.
 */
export function jumpPlaces({ prediction, free }: Pick<Model, 'prediction' | 'free'>): string[] {
  if (kinks(prediction).length === 0) return [];
  const read = namesIn(prediction);
  const slopes = differentiate(prediction, free).map(simplify);
  return free.filter((name, j) => {
    const slope = slopes[j];
    return read.includes(name) && slope?.kind === 'constant' && slope.value === 0;
  });
}
