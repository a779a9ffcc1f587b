/**
 * Brings a matrix to upper Hessenberg form by similarity: first balanced, so that rows and columns have like sums (Parlett and Reinsch 1969, Numer. Math. 13,
 * `balance`), then by stabilised elimination (Martin and Wilkinson 1968, Numer. Math. 12, `elmhes`). The eigenvalues stay what they are.
 *
 * @param a n×n, row-major, finite, overwritten; what lies below the first subdiagonal is zero afterwards.
 */
export function toHessenberg(a: Float64Array, n: number): void {
  balance(a, n);
  eliminate(a, n);
}

const RADIX = 2;
/** Below, another round would gain too little. */
const GAIN = 0.95;

function balance(a: Float64Array, n: number): void {
  for (let done = false; !done; ) {
    done = true;
    for (let i = 0; i < n; i++) {
      let column = 0;
      let row = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += Math.abs(a[j * n + i] as number);
        row += Math.abs(a[i * n + j] as number);
      }
      if (column === 0 || row === 0) continue;
      const sum = column + row;
      let factor = 1;
      for (; column < row / RADIX; column *= RADIX * RADIX) factor *= RADIX;
      for (; column > row * RADIX; column /= RADIX * RADIX) factor /= RADIX;
      if (!((column + row) / factor < GAIN * sum)) continue;
      done = false;
      for (let j = 0; j < n; j++) a[i * n + j] = (a[i * n + j] as number) / factor;
      for (let j = 0; j < n; j++) a[j * n + i] = (a[j * n + i] as number) * factor;
    }
  }
}

function eliminate(a: Float64Array, n: number): void {
  for (let m = 1; m < n - 1; m++) {
    let pivot = m;
    for (let i = m; i < n; i++) if (Math.abs(a[i * n + m - 1] as number) > Math.abs(a[pivot * n + m - 1] as number)) pivot = i;
    const x = a[pivot * n + m - 1] as number;
    if (pivot !== m) {
      for (let j = m - 1; j < n; j++) exchange(a, pivot * n + j, m * n + j);
      for (let i = 0; i < n; i++) exchange(a, i * n + pivot, i * n + m);
    }
    if (x === 0) continue;
    for (let i = m + 1; i < n; i++) {
      const y = (a[i * n + m - 1] as number) / x;
      a[i * n + m - 1] = 0;
      if (y === 0) continue;
      for (let j = m; j < n; j++) a[i * n + j] = (a[i * n + j] as number) - y * (a[m * n + j] as number);
      for (let k = 0; k < n; k++) a[k * n + m] = (a[k * n + m] as number) + y * (a[k * n + i] as number);
    }
  }
}

function exchange(a: Float64Array, i: number, j: number): void {
  const kept = a[i] as number;
  a[i] = a[j] as number;
  a[j] = kept;
}
