import { columnNorms } from './norm.js';
import { type Svd, svd } from './svd.js';

/** A with its columns scaled to length 1. */
export interface ScaledSvd extends Svd {
  /** Length n: what the columns were divided by, 1 for a column of zeros. */
  readonly lengths: Float64Array;
}

/** The last ones that were made. Not a weak map: what is in one an engine keeps until it collects everything. */
const known: { readonly of: Float64Array; readonly made: ScaledSvd }[] = [];
const MOST = 8;

/** {@link svd} of a square matrix with its columns scaled to length 1; made once for an array that is asked for again soon. @param a n×n, row-major; must not be changed afterwards. */
export function scaledSvd(a: Float64Array, n: number): ScaledSvd {
  for (const { of, made } of known) if (of === a) return made;
  const made = scaled(a, n);
  if (known.length === MOST) known.shift();
  known.push({ of: a, made });
  return made;
}

function scaled(a: Float64Array, n: number): ScaledSvd {
  const lengths = columnNorms(a, n, n);
  for (let j = 0; j < n; j++) if (lengths[j] === 0) lengths[j] = 1;
  const columns = new Float64Array(n * n);
  for (let at = 0; at < columns.length; at++) columns[at] = (a[at] as number) / (lengths[at % n] as number);
  return { ...svd(columns, n, n), lengths };
}
