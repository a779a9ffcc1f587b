import { reflect } from './reflect.js';

/**
 * Folds another triangular factor of [A | b] into one: R of all the rows that either is of. Their last rows, which `foldBlock` does not keep, are left out.
 * @param factor width×width, row-major, upper triangular. @param other the same; overwritten. @param work length ≥ width, overwritten.
 */
export function mergeFactor(factor: Float64Array, other: Float64Array, width: number, work: Float64Array): void {
  // Of the other factor only rows 0 … k have something in column k.
  for (let k = 0; k + 1 < width; k++)
    reflect({ top: factor, topAt: k * width, below: other, belowAt: 0, rows: k + 1, width }, k, work);
}
