import { type Box, fixed, type Point, simplify } from './path.js';

/**
 * What lies between two lines over the same places, as path data of closed rings: one for each run of places where both are finite. What lies
 * outside of the box above or below is moved to its edge, so the box should reach beyond what is seen.
 *
 * @param xs pixels, ascending. @param lower @param upper pixels, as long; either may be above.
 */
export function areaBetween(
  xs: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  box: Box,
  tolerance = 0.1,
): string {
  const rings: { above: Point[]; below: Point[] }[] = [];
  let open: { above: Point[]; below: Point[] } | null = null;
  for (let i = 0; i < xs.length; i++) {
    const [x, low, high] = [xs[i] as number, lower[i] as number, upper[i] as number];
    if (!Number.isFinite(x) || !Number.isFinite(low) || !Number.isFinite(high)) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { above: [], below: [] };
      rings.push(open);
    }
    open.above.push([x, into(high, box)]);
    open.below.push([x, into(low, box)]);
  }
  return rings
    .filter(({ above }) => above.length > 1)
    .map(({ above, below }) => ring([...simplify(above, tolerance), ...simplify(below, tolerance).reverse()]))
    .join('');
}

const into = (y: number, { top, bottom }: Box): number => Math.min(Math.max(y, top), bottom);

const ring = (points: readonly Point[]): string =>
  `${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join('')}Z`;
