/** Rounds of halving after which what is left is sorted: a selection that goes so slowly has met an order made against it. */
const MOST_ROUNDS = 64;
/** So few values are sorted at once. */
const FEW = 32;

/**
 * The median, mean of the two middle values of an even number, by selection (Hoare 1961, Commun. ACM 4, algorithm 65; pivot: the median of first, middle and last): to
 * the bit that of the sorted values, in a tenth of the time of many.
 *
 * @param values length n ≥ 0, without NaN; they are put into another order. @returns NaN for none.
 * @example median(Float64Array.of(3, 1, 2, 9)) // 2.5
 */
export function median(values: Float64Array): number {
  const half = values.length >> 1;
  if (values.length === 0) return Number.NaN;
  select(values, half);
  const upper = values[half] as number;
  if (values.length % 2 === 1) return upper;
  let lower = values[0] as number;
  for (let i = 1; i < half; i++) lower = Math.max(lower, values[i] as number);
  return (lower + upper) / 2;
}

/** Orders so that the k-th stands in its place, nothing greater before it and nothing less behind. */
function select(values: Float64Array, k: number): void {
  let [from, to] = [0, values.length - 1];
  for (let round = 0; to - from >= FEW && round < MOST_ROUNDS; round++) {
    const pivot = medianOf(values[from] as number, values[(from + to) >> 1] as number, values[to] as number);
    let [i, j] = [from, to];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const kept = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = kept;
    }
    if (k <= j) to = j;
    else if (k >= i) from = i;
    else return;
  }
  values.subarray(from, to + 1).sort();
}

const medianOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
