import type { Answer } from '../base/evaluation.js';
import { columnNorms, multiplyUpperTransposed } from '../base/linear-algebra/index.js';
import { type Bounds, held } from './bounds.js';
import { type TrustRegion, trustRegion } from './trust-region.js';

/** ½‖Az + b‖² over scaled steps z of some of the parameters: what a trust-region step is taken on. P parameters, k of them moved. */
export interface LocalModel {
  /** Length P: the largest length of each column so far, which makes a method independent of the units of parameters (Moré 1978). */
  readonly scale: Float64Array;
  /** The k parameters that are moved, ascending. */
  readonly free: readonly number[];
  /** rows×k, row-major. */
  readonly a: Float64Array;
  readonly rows: number;
  /** Length `rows`. */
  readonly b: Float64Array;
  readonly region: TrustRegion;
}

/** The parameters that no bound holds where they are. */
export function freeOf(point: Float64Array, { r, qtr }: Answer, bounds: Bounds | null): number[] {
  const gradient = bounds === null ? null : multiplyUpperTransposed(r as Float64Array, point.length, qtr as Float64Array);
  const free: number[] = [];
  for (let j = 0; j < point.length; j++)
    if (bounds === null || gradient === null || !held(point, gradient, j, bounds)) free.push(j);
  return free;
}

/**
 * The model whose columns are those of the parameters `free`, in units in which their longest so far has length 1.
 *
 * @param columns rows×k, row-major, for the parameters of `free`; not changed. @param b length `rows`, not changed.
 * @param before the scale of the step before, length P. @param remembered the share of it that still counts, in (0, 1].
 */
export function localModel(
  columns: Float64Array,
  rows: number,
  b: Float64Array,
  free: readonly number[],
  before: Float64Array,
  remembered = 1,
): LocalModel {
  const k = free.length;
  const scale = before.slice();
  const lengths = columnNorms(columns, rows, k);
  for (let i = 0; i < k; i++) {
    const j = free[i] as number;
    scale[j] = Math.max(lengths[i] as number, remembered * (before[j] as number));
  }
  const tall = Math.max(rows, k);
  const a = new Float64Array(tall * k);
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < k; c++) a[i * k + c] = (columns[i * k + c] as number) / unit(scale[free[c] as number] as number);
  const right = new Float64Array(tall);
  right.set(b.subarray(0, rows));
  return { scale, free, a, rows: tall, b: right, region: trustRegion(a.slice(), tall, k, right.slice()) };
}

/** A parameter that nothing depends on has a column of zeros. */
export const unit = (scale: number): number => (scale === 0 ? 1 : scale);
