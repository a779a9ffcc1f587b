/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Two decimals, never −0: the same text on every engine. */
export function fixed(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a scene holds ${value}`);
  return String(Math.round(value * 100) / 100 + 0);
}

export const within = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

export const grown = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top - by,
  right: box.right + by,
  bottom: box.bottom + by,
});

/**
 * A line through points as path data. Points that are not finite leave a gap; what lies outside of the box is cut off, so that a value of
 * 1e12 cannot bring a renderer to its limits; points that make no visible difference (≤ `tolerance` px) are left out.
 */
export function polyline(xs: ArrayLike<number>, ys: ArrayLike<number>, box: Box, tolerance = 0.1): string {
  return pieces(xs, ys, box)
    .map((piece) => simplify(piece, tolerance))
    .map(pathOf)
    .join('');
}

export type Point = readonly [number, number];

export const pathOf = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join('');

/** The runs of a line that lie in the box. */
function pieces(xs: ArrayLike<number>, ys: ArrayLike<number>, box: Box): Point[][] {
  const found: Point[][] = [];
  let open: Point[] | null = null;
  for (let i = 0; i < xs.length; i++) {
    const to: Point = [xs[i] as number, ys[i] as number];
    const from: Point = [xs[i - 1] ?? Number.NaN, ys[i - 1] ?? Number.NaN];
    const cut = clipSegment(from, to, box);
    if (cut === null) {
      // A lone point between gaps is a dot, if the line is round.
      const alone =
        !isFinitePoint(from) && isFinitePoint(to) && !isFinitePoint([xs[i + 1] ?? Number.NaN, ys[i + 1] ?? Number.NaN]);
      if (alone && within(box, ...to)) found.push([to, to]);
      open = null;
      continue;
    }
    const [start, end] = cut;
    if (open === null) {
      open = [start];
      found.push(open);
    }
    open.push(end);
    if (end[0] !== to[0] || end[1] !== to[1]) open = null;
  }
  return found;
}

const isFinitePoint = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** Liang & Barsky (1984). @returns the part of a segment that lies in the box, with its own ends where nothing is cut. */
export function clipSegment(from: Point, to: Point, box: Box): [Point, Point] | null {
  if (!isFinitePoint(from) || !isFinitePoint(to)) return null;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let first = 0;
  let last = 1;
  for (const [towards, room] of [
    [-dx, from[0] - box.left],
    [dx, box.right - from[0]],
    [-dy, from[1] - box.top],
    [dy, box.bottom - from[1]],
  ] as const) {
    if (towards === 0 && room < 0) return null;
    if (towards < 0) first = Math.max(first, room / towards);
    if (towards > 0) last = Math.min(last, room / towards);
  }
  if (first > last) return null;
  // Where a segment is 1e200 long, its cut is only as exact as that; in the box it must be.
  const at = (share: number): Point => [
    Math.min(Math.max(from[0] + dx * share, box.left), box.right),
    Math.min(Math.max(from[1] + dy * share, box.top), box.bottom),
  ];
  return [first === 0 && within(box, ...from) ? from : at(first), last === 1 && within(box, ...to) ? to : at(last)];
}

/** Ramer (1972), Douglas & Peucker (1973): leaves out points that lie within `tolerance` of the line without them. */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(points.length);
  const open: [number, number][] = [[0, points.length - 1]];
  keep[0] = 1;
  keep[points.length - 1] = 1;
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [first, last] = span;
    let [farthest, distance] = [-1, tolerance];
    for (let i = first + 1; i < last; i++) {
      const d = distanceToSegment(points[i] as Point, points[first] as Point, points[last] as Point);
      if (d > distance) [farthest, distance] = [i, d];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    open.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  const [ex, ey] = [x - ax - along * dx, y - ay - along * dy];
  return Math.sqrt(ex * ex + ey * ey);
}
