import { type Box, fixed, type Point, simplify } from './path.js';

/**
 * What lies between two lines over the same places, as path data of closed rings: one for each run of places where both are finite. What lies
 * above or below the box is cut off there, so the box should reach beyond what is seen.
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
    open.above.push([x, high]);
    open.below.push([x, low]);
  }
  return rings
    .filter(({ above }) => above.length > 1)
    .map(({ above, below }) => [cut(above, box), cut(below, box)] as const)
    .map(([above, below]) => ring([...simplify(above, tolerance), ...simplify(below, tolerance).reverse()]))
    .join('');
}

/** The line with what is outside moved to the edges, which it meets where it crosses them. */
function cut(line: readonly Point[], { top, bottom }: Box): Point[] {
  const found: Point[] = [];
  for (const [i, to] of line.entries()) {
    const from = line[i - 1];
    if (from !== undefined) found.push(...crossings(from, to, to[1] > from[1] ? [top, bottom] : [bottom, top]));
    found.push([to[0], Math.min(Math.max(to[1], top), bottom)]);
  }
  return found;
}

const crossings = ([ax, ay]: Point, [bx, by]: Point, edges: readonly number[]): Point[] =>
  edges
    .filter((edge) => (ay < edge && edge < by) || (by < edge && edge < ay))
    .map((edge): Point => [ax + (bx - ax) * Math.min(Math.max((edge - ay) / (by - ay), 0), 1), edge]);

const ring = (points: readonly Point[]): string =>
  `${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join('')}Z`;
