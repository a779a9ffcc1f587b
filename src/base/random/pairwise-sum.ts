/**
 * Σ aᵢ in NumPy's order: `np.sum` of a contiguous float64 array, bit for bit. Pairwise above 128 elements, eight interleaved partial sums below; the
 * error grows with log n (Higham 1993, SIAM J. Sci. Comput. 14).
 *
 * @param count elements from `start` on. @returns 0 for none.
 * @example pairwiseSum(Float64Array.of(0.1, 0.2, 0.3)) // 0.6000000000000001
 */
export function pairwiseSum(a: Float64Array, start = 0, count = a.length - start): number {
  return count === 0 ? 0 : partSum(a, start, count);
}

/**
 * {@link pairwiseSum} of terms that are made as they are added, in ascending order: the same bits without an array of them.
 *
 * @example pairwiseSumOf(3, (i) => [0.1, 0.2, 0.3][i]) // 0.6000000000000001
 */
export function pairwiseSumOf(count: number, term: (i: number) => number): number {
  return pairwiseSumBy(count, (into, start, length) => {
    for (let i = 0; i < length; i++) into[i] = term(start + i);
  });
}

/** {@link pairwiseSumOf} with terms some at a time, for large sums: a call for each takes longer than a short term. @param fill puts terms `start` … `start + length` − 1 into the first places. */
export function pairwiseSumBy(count: number, fill: (into: Float64Array, start: number, length: number) => void): number {
  const block = new Float64Array(Math.min(count, BLOCK));
  const part = (start: number, length: number): number => {
    if (length > BLOCK) {
      const left = leftOf(length);
      return part(start, left) + part(start + left, length - left);
    }
    fill(block, start, length);
    return partSum(block, 0, length);
  };
  return count === 0 ? 0 : part(0, count);
}

/**
 * {@link pairwiseSum} of numbers that come part by part: the same bits.
 *
 * @example
 * const sums = new PairwiseSums(3);
 * sums.add(Float64Array.of(0.1, 0.2));
 * sums.add(Float64Array.of(0.3));
 * sums.sum // 0.6000000000000001
 */
export class PairwiseSums {
  /** NaN before all numbers have come. */
  sum = Number.NaN;
  private readonly block = new Float64Array(BLOCK);
  private filled = 0;
  private readonly way: Generator<number, number, number>;
  private next: IteratorResult<number, number>;

  /** @param count numbers that will come. */
  constructor(count: number) {
    this.way = runs(count);
    this.next = this.way.next();
    if (count === 0) this.sum = 0;
  }

  add(values: Float64Array): void {
    for (let i = 0; i < values.length && this.next.done !== true; i++) {
      this.block[this.filled++] = values[i] as number;
      if (this.filled < this.next.value) continue;
      this.next = this.way.next(partSum(this.block, 0, this.filled));
      this.filled = 0;
      if (this.next.done === true) this.sum = this.next.value;
    }
  }
}

/** Says how many numbers are summed next, is told their sum, and ends with that of all. */
function* runs(count: number): Generator<number, number, number> {
  if (count <= BLOCK) return yield count;
  const left = leftOf(count);
  return (yield* runs(left)) + (yield* runs(count - left));
}

const BLOCK = 128;

/** How many of more than BLOCK elements are summed first. */
function leftOf(count: number): number {
  const half = Math.floor(count / 2);
  return half - (half % 8);
}

function partSum(a: Float64Array, start: number, count: number): number {
  if (count > BLOCK) {
    const left = leftOf(count);
    return partSum(a, start, left) + partSum(a, start + left, count - left);
  }
  const end = start + count;
  if (count < 8) {
    let sum = -0;
    for (let i = start; i < end; i++) sum += a[i] as number;
    return sum;
  }
  // Lanes in variables of their own: an array of eight takes ten times as long.
  let l0 = a[start] as number;
  let l1 = a[start + 1] as number;
  let l2 = a[start + 2] as number;
  let l3 = a[start + 3] as number;
  let l4 = a[start + 4] as number;
  let l5 = a[start + 5] as number;
  let l6 = a[start + 6] as number;
  let l7 = a[start + 7] as number;
  const whole = end - (count % 8);
  for (let i = start + 8; i < whole; i += 8) {
    l0 += a[i] as number;
    l1 += a[i + 1] as number;
    l2 += a[i + 2] as number;
    l3 += a[i + 3] as number;
    l4 += a[i + 4] as number;
    l5 += a[i + 5] as number;
    l6 += a[i + 6] as number;
    l7 += a[i + 7] as number;
  }
  let sum = l0 + l1 + (l2 + l3) + (l4 + l5 + (l6 + l7));
  for (let i = whole; i < end; i++) sum += a[i] as number;
  return sum;
}
