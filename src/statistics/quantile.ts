/** Between the two nearest of the sorted values, as NumPy's `percentile` (Hyndman and Fan 1996, Am. Stat. 50, definition 7). @param sorted ascending, at least one; NaN of none. @param p in [0, 1]. */
export function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const [a, b] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
  const t = place - below;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}
