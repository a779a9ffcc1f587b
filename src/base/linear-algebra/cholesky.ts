/**
 * A = LLᵀ in place. @param a n×n row-major symmetric, read on and below the diagonal; becomes L, zeros above.
 * @returns whether A is positive definite in floating point; if not, `a` is left half done.
 */
export function cholesky(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) a[i * n + j] = 0;
    let square = a[j * n + j] as number;
    for (let k = 0; k < j; k++) square -= (a[j * n + k] as number) * (a[j * n + k] as number);
    if (!(square > 0 && square < Number.POSITIVE_INFINITY)) return false;
    const pivot = Math.sqrt(square);
    a[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      a[i * n + j] = sum / pivot;
    }
  }
  return true;
}

/** b ← (LLᵀ)⁻¹b. @param l from {@link cholesky}. @param b length n, overwritten; returned. */
export function solveCholesky(l: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number;
    for (let j = 0; j < i; j++) sum -= (l[i * n + j] as number) * (b[j] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let j = i + 1; j < n; j++) sum -= (l[j * n + i] as number) * (b[j] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
  return b;
}
