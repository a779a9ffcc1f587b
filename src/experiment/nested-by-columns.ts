import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import { leastSquares, norm2 } from '../base/linear-algebra/index.js';
import type { Values } from '../base/values.js';
import { differentiate } from '../expression/differentiate.js';
import { simplify } from '../expression/simplify.js';
import { structure } from '../expression/structure.js';
import type { Model } from '../problem/model.js';

/** Part of a column outside of a space, relative to it, that is rounding. */
const OUTSIDE = 1e-10;

/**
 * Whether everything that a linear model can predict on these rows another linear model can predict too: its columns, and what it predicts with all parameters 0,
 * lie in the other's column space.
 *
 * @param columns of the rows that are used, by name. @returns false also where one of the models is not linear in its parameters.
 */
export function spansOnRows(small: Model, large: Model, columns: ReadonlyMap<string, Values>, rows: number): boolean {
  if (large.free.length <= small.free.length) return false;
  if (![small, large].every((model) => structure(model.prediction, model.free).linearInAll)) return false;
  const inner = designOf(small, columns, rows);
  const outer = designOf(large, columns, rows);
  const width = large.free.length;
  const matrix = Float64Array.from({ length: rows * width }, (_, at) => outer[at % width]?.[Math.floor(at / width)] as number);
  const inside = (column: Float64Array, size: number): boolean =>
    leastSquares(matrix, rows, width, column).residualNorm <= OUTSIDE * size;
  const [innerZero, outerZero] = [inner.at(-1) as Float64Array, outer.at(-1) as Float64Array];
  const offset = innerZero.map((value, i) => value - (outerZero[i] as number));
  return (
    inner.slice(0, -1).every((column) => inside(column, norm2(column))) && inside(offset, norm2(innerZero) + norm2(outerZero))
  );
}

/** The columns ∂η/∂xⱼ, then η with all parameters 0. */
function designOf({ prediction, free }: Model, columns: ReadonlyMap<string, Values>, rows: number): Float64Array[] {
  const outputs = [...differentiate(prediction, free), prediction].map(simplify);
  const out = new Float64Array(outputs.length * rows);
  backendFor('auto')
    .compile({ parameters: free, columns: [...columns.keys()], outputs }, columnMemory(columns, rows, 0))
    .map(new Float64Array(free.length), 0, rows, out);
  return outputs.map((_, k) => out.slice(k * rows, (k + 1) * rows));
}
