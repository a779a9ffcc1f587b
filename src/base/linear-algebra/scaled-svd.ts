import { columnNorms } from './norm.js';
import { type Svd, svd } from './svd.js';

/** A with its columns scaled to length 1. */
export interface ScaledSvd extends Svd {
  /** Length n: what the columns were divided by, 1 for a column of zeros. */
  readonly lengths: Float64Array;
}

const known = new WeakMap<Float64Array, ScaledSvd>();

/** {@link svd} of a square matrix with its columns scaled to length 1; made once for an array. @param a n×n, row-major; must not be changed afterwards. */
export function scaledSvd(a: Float64Array, n: number): ScaledSvd {
  const made = known.get(a) ?? scaled(a, n);
  known.set(a, made);
  return made;
}

function scaled(a: Float64Array, n: number): ScaledSvd {
  const lengths = columnNorms(a, n, n);
  for (let j = 0; j < n; j++) if (lengths[j] === 0) lengths[j] = 1;
  const columns = new Float64Array(n * n);
  for (let at = 0; at < columns.length; at++) columns[at] = (a[at] as number) / (lengths[at % n] as number);
  return { ...svd(columns, n, n), lengths };
}
