/** Rounds of scaling: each takes the square root of what is missing, so that units of any size are gone after them. */
const ROUNDS = 48;

/**
 * Factors d > 0 with which every row of a symmetric matrix DAD has a largest |entry| of 1: what is then seen of its eigenvalues does not depend on the units of the variables (Ruiz 2001, A scaling
 * algorithm to equilibrate both rows and columns norms in matrices, RAL-TR-2001-034, algorithm 2.1). Deviation: it begins where the diagonal is ±1, because many scalings make the rows alike, and
 * which one is found must not depend on units either.
 *
 * @param a n×n row-major, symmetric, finite; not changed. @returns length n; 1 for rows of zeros.
 * @example equilibrate(Float64Array.of(4, 0, 0, 100), 2) // [0.5, 0.1]
 */
export function equilibrate(a: Float64Array, n: number): Float64Array {
  const d = onDiagonal(a, n);
  for (let round = 0; round < ROUNDS; round++) {
    const largest = d.map((_, i) => largestOf(a, n, i, d));
    for (let i = 0; i < n; i++) if ((largest[i] as number) > 0) d[i] = (d[i] as number) / Math.sqrt(largest[i] as number);
  }
  return d;
}

/** 1/√|aᵢᵢ|; where that is zero, what makes the largest entry beside such rows 1. */
function onDiagonal(a: Float64Array, n: number): Float64Array {
  const own = Float64Array.from({ length: n }, (_, i) => {
    const entry = Math.abs(a[i * n + i] as number);
    return entry > 0 ? 1 / Math.sqrt(entry) : 0;
  });
  return own.map((di, i) => {
    if (di > 0) return di;
    const beside = largestOf(a, n, i, own, 1);
    return beside > 0 ? 1 / beside : 1;
  });
}

/** max |dᵢ·aᵢⱼ·dⱼ| over j. */
function largestOf(a: Float64Array, n: number, i: number, d: Float64Array, di = d[i] as number): number {
  let most = 0;
  for (let j = 0; j < n; j++) most = Math.max(most, Math.abs(di * (a[i * n + j] as number) * (d[j] as number)));
  return most;
}
