import type { Backend, ColumnMemory } from '../backend/program.js';
import { differentiate } from '../expression/differentiate.js';
import { simplify } from '../expression/simplify.js';
import { structure } from '../expression/structure.js';
import { writtenGradient } from './hand-written-gradient.js';
import type { PointwiseModel } from './pointwise.js';

/** A hand-written gradient whose sums are affine in the parameters: known everywhere from one look at the rows. */
export interface AffineGradient {
  /**
   * @param anchor where the rows are looked at, if they were not looked at there before: near the point, so that few digits cancel.
   * @returns the gradient, length P, and the passes over the rows that it took.
   */
  at(point: Float64Array, anchor: Float64Array): { readonly gradient: Float64Array; readonly passes: number };
}

/** A kernel of more would take longer to compile than it saves. */
const MOST_SLOPES = 1000;

/**
 * S(x) = S(a) + D(x − a) for the K sums that a hand-written gradient is made of, with the K×P matrix D of the sums of their derivatives, all from one kernel. What is made of the
 * sums need not be affine: it is worked out at every point.
 *
 * @param model with a `gradient`. @returns null where a sum is not affine in the parameters, or there are very many of them.
 */
export function affineGradient(model: PointwiseModel, memory: ColumnMemory, backend: Backend): AffineGradient | null {
  const { gradient, parameters, columns } = model;
  if (gradient === undefined || typeof gradient === 'function') return null;
  const { sums, combine } = writtenGradient(gradient, parameters, model);
  if (sums.length * parameters.length > MOST_SLOPES) return null;
  if (!sums.every((sum) => structure(sum, parameters).linearInAll)) return null;
  const slopes = sums.flatMap((sum) => differentiate(sum, parameters).map(simplify));
  const kernel = backend.compile({ parameters, columns, outputs: [...sums, ...slopes] }, memory);
  const { rows } = memory;
  const [count, size] = [sums.length, parameters.length];
  const looked = new Map<Float64Array, Float64Array>();
  /** Two anchors stay, the third is the latest. */
  const keep = (anchor: Float64Array, found: Float64Array): void => {
    const [, , third] = looked.keys();
    if (third !== undefined) looked.delete(third);
    looked.set(anchor, found);
  };
  return {
    at: (point, anchor) => {
      let found = looked.get(anchor);
      const passes = found === undefined ? 1 : 0;
      if (found === undefined) {
        found = new Float64Array(count * (size + 1));
        kernel.sum(anchor, 0, rows, found);
        keep(anchor, found);
      }
      const there = found.slice(0, count);
      for (let k = 0; k < count; k++)
        for (let j = 0; j < size; j++) {
          const moved = (point[j] as number) - (anchor[j] as number);
          there[k] = (there[k] as number) + (found[count + k * size + j] as number) * moved;
        }
      return { gradient: combine(there, 0, rows, point), passes };
    },
  };
}
