import { extent, padded } from './axis.js';

/**
 * The span of an axis that shows `base` whole and as much of `more` as does not make `base` small: what lies farther away than `reach` times
 * the span of `base` is outside.
 *
 * @returns the span, and the value of `more` that lies farthest outside of it, or null.
 */
export function windowAround(
  base: readonly [number, number],
  more: ArrayLike<number>,
  reach: number,
): { readonly span: [number, number]; readonly outside: number | null } {
  // One value alone has no span: whatever is of its size belongs to it.
  const size = base[1] - base[0] || 8 * Math.abs(base[0]) || 8;
  const [least, most] = [base[0] - reach * size, base[1] + reach * size];
  let [low, high] = base;
  let outside: number | null = null;
  for (let i = 0; i < more.length; i++) {
    const value = more[i] as number;
    if (value < least || value > most) {
      if (outside === null || Math.abs(value) > Math.abs(outside)) outside = value;
    } else if (value < low) low = value;
    else if (value > high) high = value;
  }
  return { span: [low, high], outside };
}

/** Where sampled values should lie: evenly over the finite values, both ends included; around a single value as far as its axis goes. */
export function samples(values: Float64Array, count: number): Float64Array {
  const [low, high] = padded(...(extent(values) ?? [0, 1]), 0);
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + ((high - low) * i) / (count - 1)));
}
