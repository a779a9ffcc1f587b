import type { Frame } from './frame.js';
import { type Landmark, placeLabels } from './landmarks.js';
import { type Point, pathOf, simplify } from './path.js';
import { raceLook } from './race-look.js';
import type { RaceSource, RaceWay } from './race-source.js';
import type { Mark, PointSymbol } from './scene.js';
import { symbolPath } from './symbols.js';
import { INK, PAPER, YELLOW } from './theme.js';
import { type Trajectory, type VisibleWay, visibleWay } from './trajectory.js';
import { arrow, spaced, startRing } from './way-marks.js';

/**
 * The ways of a race over a landscape, the first in the ranking on top, with the start and the lowest place.
 * @param seen a trajectory for each way. @param places in the units of the axes; no lowest one where it lies in another section.
 */
export function raceWays(
  source: RaceSource,
  seen: readonly Trajectory[],
  { start, lowest }: { readonly start: Point; readonly lowest: Point | null },
  area: Frame,
): Mark[] {
  const { ways, lang } = source;
  const drawn = ways.map((way, i) => {
    const visible = visibleWay(seen[i] as Trajectory, area, area.x.map, area.y.map);
    return { way, look: raceLook(way.index), visible, shown: firstOf(visible, LONGEST * (area.right - area.left)) };
  });
  const from: Point = [area.x.map(start[0]), area.y.map(start[1])];
  const to: Point | null = lowest === null ? null : [area.x.map(lowest[0]), area.y.map(lowest[1])];
  const labels: Landmark[] = [
    { at: from, text: { en: 'start', ko: '시작' }[lang], radius: 8 },
    ...(to === null ? [] : [{ at: to, text: { en: 'minimum', ko: '최솟값' }[lang], radius: 10 }]),
  ];
  const all: VisibleWay = {
    xs: drawn.flatMap(({ visible }) => [...visible.xs]),
    ys: drawn.flatMap(({ visible }) => [...visible.ys]),
    exit: null,
  };
  return [
    ...[...drawn].reverse().flatMap(({ visible, shown, look, way }) => wayOf(visible, shown, look, way)),
    startRing(from),
    ...(to === null ? [] : [starAt(to)]),
    ...placeLabels(labels, null, all, area, lang),
  ];
}

const starAt = (at: Point): Mark => ({
  kind: 'path',
  d: symbolPath('star', ...at, 6.6),
  fill: YELLOW,
  stroke: INK,
  strokeWidth: 1.2,
  role: 'end',
});

/** A line with the method's symbol here and there, cased where it leads to the minimum and fine where it does not; and where it ended, if that is not the minimum. */
function wayOf(
  { xs, ys, exit }: VisibleWay,
  shown: number,
  { colour, symbol }: ReturnType<typeof raceLook>,
  { arrived }: RaceWay,
): Mark[] {
  const points = xs.slice(0, shown).map((x, i): Point => [x, ys[i] as number]);
  const end: Point = [xs.at(-1) ?? Number.NaN, ys.at(-1) ?? Number.NaN];
  if (xs.length === 0) return [];
  const d = pathOf(simplify(points.length > 1 ? points : [end, end], 0.15));
  const there = arrived === 'lowest';
  const signs = spaced(points, there ? GAP : 2 * GAP).slice(1, -1);
  const role = 'trajectory';
  return [
    ...(there
      ? [{ kind: 'path', d, stroke: PAPER, strokeWidth: 4.4, opacity: 0.85, round: true, clip: true, role: 'casing' } as const]
      : []),
    { kind: 'path', d, stroke: colour, strokeWidth: there ? 2 : 1.1, opacity: there ? 1 : 0.75, round: true, clip: true, role },
    ...signs.map((at): Mark => signAt(symbol, at, there ? 3.4 : 2.6, colour, role)),
    ...(exit !== null && shown === xs.length
      ? arrow(exit.at, exit.direction, colour)
      : there || exit !== null
        ? []
        : [signAt(symbol, end, 5, colour, 'end')]),
  ];
}

/** Widths of the picture: what wanders on after so long a way would cover it all. */
const LONGEST = 8;

/** How many points of a way make a line of that length. */
function firstOf({ xs, ys }: VisibleWay, length: number): number {
  let gone = 0;
  for (let i = 1; i < xs.length; i++) {
    const [dx, dy] = [(xs[i] as number) - (xs[i - 1] as number), (ys[i] as number) - (ys[i - 1] as number)];
    gone += Math.sqrt(dx * dx + dy * dy);
    if (gone > length) return i + 1;
  }
  return xs.length;
}

/** Between symbols on a line. */
const GAP = 34;

const signAt = (symbol: PointSymbol, [x, y]: Point, radius: number, fill: string, role: string): Mark => ({
  kind: 'path',
  d: symbolPath(symbol, x, y, radius),
  fill,
  stroke: PAPER,
  strokeWidth: 1,
  role,
});
