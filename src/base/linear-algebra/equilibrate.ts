/** Rounds of scaling: each takes the square root of what is missing. */
const ROUNDS = 12;

/**
 * Factors d > 0 with which every row of a symmetric matrix DAD has a largest |entry| near 1: what is then seen of its eigenvalues does not depend on the units of the variables (Ruiz 2001, A scaling
 * algorithm to equilibrate both rows and columns norms in matrices, RAL-TR-2001-034, algorithm 2.1).
 *
 * @param a n×n row-major, symmetric, finite; not changed. @returns length n; 1 for rows of zeros.
 * @example equilibrate(Float64Array.of(4, 0, 0, 100), 2) // [0.5, 0.1]
 */
export function equilibrate(a: Float64Array, n: number): Float64Array {
  const d = new Float64Array(n).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const largest = d.map((di, i) => {
      let most = 0;
      for (let j = 0; j < n; j++) most = Math.max(most, Math.abs(di * (a[i * n + j] as number) * (d[j] as number)));
      return most;
    });
    for (let i = 0; i < n; i++) if ((largest[i] as number) > 0) d[i] = (d[i] as number) / Math.sqrt(largest[i] as number);
  }
  return d;
}
