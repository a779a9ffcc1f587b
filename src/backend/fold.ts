import type { Values } from '../base/values.js';

/**
 * The order of summation, the same on every backend and for any number of threads:
 * rows go in blocks of BLOCK, counted from the first row of the sum; within a block row i adds to lane i mod LANES, lanes start
 * at +0 and fold as (l₀ + l₁) + (l₂ + l₃); block sums fold as a binary counter: equal-sized neighbours are added, what is left at the end is
 * added from the smallest up. The error grows with log n, as in pairwise summation (Higham 1993, SIAM J. Sci. Comput. 14).
 */
export const BLOCK = 1024;
export const LANES = 4;

/** Sum of `rows` ≤ BLOCK values from `start` on in the order of a block. */
export function blockSum(values: Values, start: number, rows: number): number {
  let l0 = 0;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  const end = start + rows;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    l0 += values[i] as number;
    l1 += values[i + 1] as number;
    l2 += values[i + 2] as number;
    l3 += values[i + 3] as number;
  }
  if (i < end) l0 += values[i++] as number;
  if (i < end) l1 += values[i++] as number;
  if (i < end) l2 += values[i++] as number;
  return l0 + l1 + (l2 + l3);
}

/** Levels that there is room for at first: of what a kernel is asked for at once. */
const FEW_LEVELS = 6;

/** Adds block sums, K at a time, in the fixed order. */
export class BlockFold {
  /** Level l holds the sum of 2^l blocks where bit l of `count` is set: K doubles each. */
  private levels = new Float64Array(0);
  /** Below 2³²: of 4·10¹² rows. */
  private count = 0;

  constructor(private readonly width: number) {}

  /** @param block holds K sums from `offset` on; copied. */
  add(block: Float64Array, offset = 0): void {
    const { count, width } = this;
    // One loop an output with nothing called in it: this is done for each 1024 rows, in which memory is read in less than a microsecond.
    const carried = 31 - Math.clz32(~count & (count + 1));
    if ((carried + 1) * width > this.levels.length) {
      const larger = new Float64Array(Math.max(carried + 1, FEW_LEVELS, 2 * carried) * width);
      larger.set(this.levels);
      this.levels = larger;
    }
    const { levels } = this;
    for (let k = 0; k < width; k++) {
      let sum = block[offset + k] as number;
      let at = k;
      for (let level = 0; level < carried; level++, at += width) sum = (levels[at] as number) + sum;
      levels[at] = sum;
    }
    this.count = count + 1;
  }

  /** Forgets what was added: the room for it is kept. */
  restart(): void {
    this.count = 0;
  }

  /** @param out length K, overwritten; zeros when nothing was added. */
  finish(out: Float64Array): void {
    const { levels, width } = this;
    out.fill(0, 0, width);
    let started = false;
    for (let bits = this.count, start = 0; bits > 0; bits = Math.floor(bits / 2), start += width) {
      if (bits % 2 === 0) continue;
      for (let k = 0; k < width; k++) {
        const part = levels[start + k] as number;
        out[k] = started ? part + (out[k] as number) : part;
      }
      started = true;
    }
  }
}
