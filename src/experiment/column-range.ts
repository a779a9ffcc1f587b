/** How large the values of a column are. */
export interface Range {
  readonly low: number;
  /** Greatest less least; the size where all are alike. */
  readonly span: number;
  /** Largest absolute value; 1 where all are zero. */
  readonly size: number;
  /** Median absolute value of those that are not zero; 1 where all are. */
  readonly middle: number;
}

/** @param values finite, n ≥ 0. */
export function rangeOf(values: Float64Array): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const sizes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort();
  return { low, span: high > low ? high - low : size, size, middle: sizes[Math.floor(sizes.length / 2)] ?? 1 };
}
