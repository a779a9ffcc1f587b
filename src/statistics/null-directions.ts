/** Singular values below this part of the largest leave a direction to rounding in the data. */
const WEAK = 1e-8;
/** Parts of a direction below this share of its largest are noise. */
const SHARE = 1e-3;

/**
 * The combinations of parameters that hardly change a prediction, reduced so that each has a parameter of its own: two pairs of interchangeable parameters give
 * two directions of two, not two mixtures of four.
 *
 * @param s length P, descending. @param v P×P row-major, right singular vectors of the column-scaled Jacobian. @param lengths of its columns, > 0.
 * @returns each of length P, in units of the parameters; the entry with the largest effect is 1.
 */
export function nullDirections(s: Float64Array, v: Float64Array, lengths: Float64Array): Float64Array[] {
  const n = s.length;
  const limit = WEAK * (s[0] ?? 0);
  const basis: Float64Array[] = [];
  for (let k = n - 1; k >= 0; k--)
    if ((s[k] as number) < limit || s[k] === 0) basis.push(Float64Array.from({ length: n }, (_, j) => v[j * n + k] as number));
  reduce(basis, n);
  return basis.map((direction) => inUnits(direction, lengths));
}

/** Gauss–Jordan with the largest entry as pivot. */
function reduce(basis: Float64Array[], n: number): void {
  for (let step = 0; step < basis.length; step++) {
    let row = step;
    let column = 0;
    for (let i = step; i < basis.length; i++)
      for (let j = 0; j < n; j++) if (at(basis, i, j) > at(basis, row, column) * (1 + 1e-9)) [row, column] = [i, j];
    [basis[step], basis[row]] = [basis[row] as Float64Array, basis[step] as Float64Array];
    const pivotRow = basis[step] as Float64Array;
    const pivot = pivotRow[column] as number;
    for (let j = 0; j < n; j++) pivotRow[j] = (pivotRow[j] as number) / pivot;
    for (const other of basis) {
      const factor = other[column] as number;
      if (other === pivotRow || factor === 0) continue;
      for (let j = 0; j < n; j++) other[j] = (other[j] as number) - factor * (pivotRow[j] as number);
      other[column] = 0;
    }
  }
}

const at = (basis: readonly Float64Array[], i: number, j: number): number => Math.abs(basis[i]?.[j] as number);

/** A direction of the scaled Jacobian in units of the parameters: the entry with the largest effect is 1, what hardly matters exactly 0. */
export function inUnits(direction: Float64Array, lengths: Float64Array): Float64Array {
  const largest = direction.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  // ties go to the first, whatever rounding says
  const leader = direction.findIndex((part) => Math.abs(part) >= largest * (1 - 1e-9));
  const unit = (direction[leader] as number) / (lengths[leader] as number);
  return direction.map((part, j) =>
    j === leader ? 1 : Math.abs(part) < SHARE * largest ? 0 : part / (lengths[j] as number) / unit,
  );
}
