import type { FigureSource } from './chart.js';
import type { Landmark } from './landmarks.js';
import { fixed, type Point, pathOf, simplify } from './path.js';
import type { Mark } from './scene.js';
import { symbolPath } from './symbols.js';
import { INK, PAPER, YELLOW } from './theme.js';
import type { VisibleWay } from './trajectory.js';

/** Dots nearer than this to each other are one thick line. */
const DOT_GAP = 5;

/** Where a way begins. */
export const startRing = ([x, y]: Point): Mark => ({
  kind: 'points',
  xs: Float64Array.of(x),
  ys: Float64Array.of(y),
  radius: 6,
  symbol: 'circle',
  fill: PAPER,
  stroke: INK,
  strokeWidth: 2.2,
  role: 'start',
});

/**
 * A way over the landscape: a line with a white casing, a dot per epoch where they stand apart, a ring at the start, a star where a
 * converged run ended and a square where another one did, an arrow where it leaves the picture.
 */
export function wayMarks(
  way: VisibleWay,
  source: FigureSource,
  colour: string,
): { readonly marks: readonly Mark[]; readonly labels: readonly Landmark[] } {
  const points = way.xs.map((x, i): Point => [x, way.ys[i] as number]);
  const start = points[0];
  const end = points.at(-1);
  if (start === undefined || end === undefined) return { marks: [], labels: [] };
  const d = pathOf(simplify(points, 0.1));
  const dots = spaced(way.exit === null ? points : points.slice(0, -1), DOT_GAP);
  const marks: Mark[] = [
    { kind: 'path', d, stroke: PAPER, strokeWidth: 4.6, opacity: 0.9, round: true, clip: true, role: 'casing' },
    { kind: 'path', d, stroke: colour, strokeWidth: 2, round: true, clip: true, role: 'trajectory' },
    {
      kind: 'points',
      xs: Float64Array.from(dots, ([x]) => x),
      ys: Float64Array.from(dots, ([, y]) => y),
      radius: 2.4,
      symbol: 'circle',
      fill: colour,
      clip: true,
      role: 'trajectory',
    },
    startRing(start),
  ];
  const begin = { en: 'start', ko: '시작' }[source.lang];
  if (way.exit !== null || points.length === 1) {
    if (way.exit !== null) marks.push(...arrow(way.exit.at, way.exit.direction, colour));
    return { marks, labels: [{ at: start, text: begin, radius: 8 }] };
  }

  const reached = source.outcome === 'converged';
  const finish = (reached ? { en: 'minimum', ko: '최솟값' } : { en: 'end', ko: '끝' })[source.lang];
  const symbol = reached ? symbolPath('star', ...end, 6.4) : symbolPath('square', ...end, 5.4);
  marks.push({ kind: 'path', d: symbol, fill: YELLOW, stroke: INK, strokeWidth: 1.2, role: 'end' });
  // A run that hardly moved ends where it began: one place, one name.
  const stayed = Math.abs(start[0] - end[0]) < 10 && Math.abs(start[1] - end[1]) < 10;
  const labels: Landmark[] = stayed
    ? [{ at: end, text: `${begin}, ${finish}`, radius: 10 }]
    : [
        { at: start, text: begin, radius: 8 },
        { at: end, text: finish, radius: 10 },
      ];
  return { marks, labels };
}

/** The points that lie at least `gap` from the one kept before; the first and the last always. */
export function spaced(points: readonly Point[], gap: number): Point[] {
  const kept: Point[] = [];
  for (const [i, point] of points.entries()) {
    const before = kept.at(-1);
    const [dx, dy] = before === undefined ? [gap, gap] : [point[0] - before[0], point[1] - before[1]];
    if (dx * dx + dy * dy >= gap * gap || i === points.length - 1) kept.push(point);
  }
  return kept;
}

/** A head whose point touches the edge of the picture. */
export function arrow([x, y]: Point, [dx, dy]: Point, colour: string): Mark[] {
  const corner = (back: number, side: number): string =>
    `${fixed(x - dx * back - dy * side)} ${fixed(y - dy * back + dx * side)}`;
  return [
    {
      kind: 'path',
      d: `M${corner(0, 0)}L${corner(13, 6.5)}L${corner(10, 0)}L${corner(13, -6.5)}Z`,
      fill: colour,
      stroke: PAPER,
      strokeWidth: 1.2,
      role: 'exit',
    },
  ];
}
