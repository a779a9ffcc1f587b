/** b ← R⁻¹b. @param r n×n row-major, read on and above the diagonal; a zero there gives ±∞ or NaN. @param b length n, overwritten; returned. */
export function solveUpper(r: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let j = i + 1; j < n; j++) sum -= (r[i * n + j] as number) * (b[j] as number);
    b[i] = sum / (r[i * n + i] as number);
  }
  return b;
}

/** b ← R⁻ᵀb. @param r as for {@link solveUpper}. @param b length n, overwritten; returned. */
export function solveUpperTransposed(r: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const value = (b[i] as number) / (r[i * n + i] as number);
    b[i] = value;
    for (let j = i + 1; j < n; j++) b[j] = (b[j] as number) - (r[i * n + j] as number) * value;
  }
  return b;
}

/** R⁻¹, n×n row-major, upper triangular. @param r as for {@link solveUpper}. */
export function invertUpper(r: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    column.fill(0);
    column[k] = 1;
    for (let i = k; i >= 0; i--) {
      let sum = column[i] as number;
      for (let j = i + 1; j <= k; j++) sum -= (r[i * n + j] as number) * (column[j] as number);
      column[i] = sum / (r[i * n + i] as number);
      inverse[i * n + k] = column[i] as number;
    }
  }
  return inverse;
}

/** R·x. @param r as for {@link solveUpper}. @returns length n, new. */
export function multiplyUpper(r: Float64Array, n: number, x: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) out[i] = (out[i] as number) + (r[i * n + j] as number) * (x[j] as number);
  return out;
}

/** Rᵀ·b. @param r as for {@link solveUpper}. @returns length n, new. */
export function multiplyUpperTransposed(r: Float64Array, n: number, b: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) out[j] = (out[j] as number) + (r[i * n + j] as number) * (b[i] as number);
  return out;
}
