/**
 * A block of rows that stands column by column, and the two loops over it of which reflections consist. Rows are a multiple of 4; what is missing is zero. All sums have the lanes
 * of `backend/fold.ts`: row i adds to lane i mod 4, lanes start at +0 and fold as (l₀ + l₁) + (l₂ + l₃).
 */
export class ColumnBlock {
  /** Column j starts at `values[j·rows]`. */
  values: Float64Array = new Float64Array(0);
  rows = 0;
  /** How the loops are told numbers and tell them: one for each column. */
  readonly exchange: Float64Array;

  /** @param width of columns. */
  constructor(private readonly width: number) {
    this.exchange = new Float64Array(width);
  }

  /** @param values column j at `values[j·rows]`; has room for `width` columns of `rows` rounded up to a multiple of 4, over which they are spread. Overwritten from now on. */
  fill(values: Float64Array, rows: number): void {
    const padded = 4 * Math.ceil(rows / 4);
    if (padded > rows)
      for (let j = this.width - 1; j >= 0; j--) {
        values.copyWithin(j * padded, j * rows, (j + 1) * rows);
        values.fill(0, j * padded + rows, (j + 1) * padded);
      }
    this.values = values;
    this.rows = padded;
  }

  /** exchange[j] = Σ c_k·c_j for all j ≥ k. */
  multiply(k: number): void {
    const { values, rows, exchange } = this;
    for (let j = k; j < this.width; j++) exchange[j] = product(values, k * rows, j * rows, rows);
  }

  /** c_j ← c_j − c_k·exchange[j] for all j > k, and then exchange[j] = Σ c_{k+1}·c_j. */
  reflect(k: number): void {
    const { values, rows, exchange } = this;
    const v = k * rows;
    const w = v + rows;
    subtract(values, v, w, rows, exchange[k + 1] as number);
    exchange[k + 1] = product(values, w, w, rows);
    for (let j = k + 2; j < this.width; j++)
      exchange[j] = subtractAndMultiply(values, v, w, j * rows, rows, exchange[j] as number);
  }
}

/** Σ a·b. */
function product(values: Float64Array, a: number, b: number, rows: number): number {
  let l0 = 0;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  for (let i = 0; i < rows; i += 4) {
    l0 += (values[a + i] as number) * (values[b + i] as number);
    l1 += (values[a + i + 1] as number) * (values[b + i + 1] as number);
    l2 += (values[a + i + 2] as number) * (values[b + i + 2] as number);
    l3 += (values[a + i + 3] as number) * (values[b + i + 3] as number);
  }
  return l0 + l1 + (l2 + l3);
}

/** b ← b − v·part. */
function subtract(values: Float64Array, v: number, b: number, rows: number, part: number): void {
  for (let i = 0; i < rows; i++) values[b + i] = (values[b + i] as number) - (values[v + i] as number) * part;
}

/** b ← b − v·part. @returns Σ w·b. */
function subtractAndMultiply(values: Float64Array, v: number, w: number, b: number, rows: number, part: number): number {
  let l0 = 0;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  for (let i = 0; i < rows; i += 4) {
    const b0 = (values[b + i] as number) - (values[v + i] as number) * part;
    const b1 = (values[b + i + 1] as number) - (values[v + i + 1] as number) * part;
    const b2 = (values[b + i + 2] as number) - (values[v + i + 2] as number) * part;
    const b3 = (values[b + i + 3] as number) - (values[v + i + 3] as number) * part;
    values[b + i] = b0;
    values[b + i + 1] = b1;
    values[b + i + 2] = b2;
    values[b + i + 3] = b3;
    l0 += (values[w + i] as number) * b0;
    l1 += (values[w + i + 1] as number) * b1;
    l2 += (values[w + i + 2] as number) * b2;
    l3 += (values[w + i + 3] as number) * b3;
  }
  return l0 + l1 + (l2 + l3);
}
