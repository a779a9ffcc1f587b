/**
 * A smooth curve through points that rises where they rise: piecewise cubic with slopes as harmonic means of their neighbours' (Fritsch and Butland 1984,
 * SIAM J. Sci. Stat. Comput. 5; Fritsch and Carlson 1980).
 *
 * @param xs strictly ascending, length ≥ 1. @param ys as long. @returns NaN outside of the points.
 */
export function monotoneCubic(xs: ArrayLike<number>, ys: ArrayLike<number>): (x: number) => number {
  const n = xs.length;
  const at = (values: ArrayLike<number>, i: number): number => values[i] as number;
  const steps = Float64Array.from({ length: Math.max(n - 1, 0) }, (_, i) => at(xs, i + 1) - at(xs, i));
  const secants = steps.map((step, i) => (at(ys, i + 1) - at(ys, i)) / step);
  const slopes = Float64Array.from({ length: n }, (_, i) => {
    if (i === 0) return secants[0] ?? 0;
    if (i === n - 1) return at(secants, n - 2);
    const [before, after] = [at(secants, i - 1), at(secants, i)];
    if (!(before * after > 0)) return 0;
    const [a, b] = [at(steps, i - 1), at(steps, i)];
    return (3 * (a + b)) / ((2 * b + a) / before + (b + 2 * a) / after);
  });
  return (x) => {
    if (!(n > 0 && x >= at(xs, 0) && x <= at(xs, n - 1))) return Number.NaN;
    if (n === 1) return at(ys, 0);
    let [low, high] = [0, n - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(xs, middle) <= x) low = middle;
      else high = middle;
    }
    const h = at(steps, low);
    const t = (x - at(xs, low)) / h;
    const left = at(ys, low) + t * t * ((3 - 2 * t) * (at(ys, high) - at(ys, low)) + (t - 1) * h * at(slopes, high));
    return left + t * (1 - t) * (1 - t) * h * at(slopes, low);
  };
}
