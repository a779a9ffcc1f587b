import type { Stretch } from './parse-markdown.js';

/** Stretches that can be asked for by offset. Of overlapping ones the first is known, and those inside of it are not. */
export class Ranges<S extends Stretch> {
  /** Sorted, not overlapping. */
  readonly all: readonly S[];

  constructor(stretches: readonly S[]) {
    const sorted: S[] = [];
    for (const stretch of [...stretches].sort((a, b) => a.start - b.start || b.end - a.end))
      if (stretch.start >= (sorted[sorted.length - 1]?.end ?? 0)) sorted.push(stretch);
    this.all = sorted;
  }

  /** The stretch that an offset stands in, or null. */
  at(offset: number): S | null {
    const found = this.all[this.firstAfter(offset)];
    return found !== undefined && found.start <= offset ? found : null;
  }

  /** Those that share a character with [start, end). */
  within(start: number, end: number): S[] {
    const found: S[] = [];
    for (let i = this.firstAfter(start); i < this.all.length; i++) {
      const stretch = this.all[i] as S;
      if (stretch.start >= end) break;
      found.push(stretch);
    }
    return found;
  }

  /** Index of the first stretch that ends after an offset. */
  private firstAfter(offset: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle] as S).end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
