/**
 * The order of summation, the same on every backend and for any number of threads:
 * rows go in blocks of BLOCK, counted from the first row of the sum; within a block row i adds to lane i mod LANES, lanes start
 * at +0 and fold as (l₀ + l₁) + (l₂ + l₃); block sums fold as a binary counter: equal-sized neighbours are added, what is left at the end is
 * added from the smallest up. The error grows with log n, as in pairwise summation (Higham 1993, SIAM J. Sci. Comput. 14).
 */
export const BLOCK = 1024;
export const LANES = 4;

/** Adds block sums, K at a time, in the fixed order. */
export class BlockFold {
  private readonly levels: Float64Array[] = [];
  private count = 0;

  constructor(private readonly width: number) {}

  /** @param block length ≥ K; copied. */
  add(block: Float64Array): void {
    const carry = block.slice(0, this.width);
    let level = 0;
    for (let bits = this.count; bits & 1; bits = Math.floor(bits / 2)) {
      const left = this.levels[level++] as Float64Array;
      for (let k = 0; k < this.width; k++) carry[k] = (left[k] as number) + (carry[k] as number);
    }
    this.levels[level] = carry;
    this.count++;
  }

  /** @param out length K, overwritten; zeros when nothing was added. */
  finish(out: Float64Array): void {
    out.fill(0, 0, this.width);
    let started = false;
    let level = 0;
    for (let bits = this.count; bits > 0; bits = Math.floor(bits / 2), level++) {
      if (bits % 2 === 0) continue;
      const part = this.levels[level] as Float64Array;
      for (let k = 0; k < this.width; k++) out[k] = started ? (part[k] as number) + (out[k] as number) : (part[k] as number);
      started = true;
    }
  }
}
