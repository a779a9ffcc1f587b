import { colourScale, colourScaleRoom } from './colour-scale.js';
import { type Frame, frame } from './frame.js';
import { type Landmark, placeLabels } from './landmarks.js';
import { numberText } from './number-text.js';
import { type Point, pathOf, simplify } from './path.js';
import { raceLook } from './race-look.js';
import type { RaceSource, RaceWay } from './race-source.js';
import { reliefMarks } from './relief.js';
import { reliefOver, twoOf } from './relief-grid.js';
import type { Mark, PointSymbol, Scene } from './scene.js';
import { symbolPath } from './symbols.js';
import { INK, PAPER, YELLOW } from './theme.js';
import { type Trajectory, type VisibleWay, visibleWay, waySpan } from './trajectory.js';
import { arrow, spaced } from './way-marks.js';
import { formulaText } from './words.js';

/**
 * The ways of all methods of a race over the landscape of two parameters; the others stand where the loss is lowest.
 * @returns null for fewer than two parameters.
 */
export function raceLandscape(source: RaceSource): Scene | null {
  const { lang, parameters, ways, lowest, start, loss } = source;
  if (parameters.length < 2) return null;
  const [x, y] = twoOf(parameters.map((_, j) => travelled(source, j)));
  const seen = ways.map((way) => trajectoryOf(way, x, y));
  const spanOf = (j: number, of: (way: Trajectory) => readonly number[]): [number, number] => {
    const anchors = [start.point[j] as number, lowest.point[j] as number];
    const [there, astray] = [true, false].map((wanted) =>
      seen.filter((_, i) => (ways[i]?.arrived === 'lowest') === wanted).map(of),
    );
    return spanWith(anchors, there as number[][], astray as number[][]);
  };
  const plane = { x, y, xDomain: spanOf(x, ({ xs }) => xs), yDomain: spanOf(y, ({ ys }) => ys), held: lowest.point };
  const highest = lowest.loss + STEEP * Math.max(start.loss - lowest.loss, 0);
  const capped = (points: readonly Float64Array[]): Float64Array =>
    source.losses(points).map((value) => Math.min(value, highest));
  const hills = reliefOver(plane, capped, source.rows, lowest.loss);
  const [xName, yName] = [parameters[x], parameters[y]] as [string, string];
  const at = (point: Float64Array): string => `${numberText(point[x] as number)}, ${numberText(point[y] as number)}`;
  const others = parameters.length > 2;
  return frame({
    lang,
    height: 540,
    grid: false,
    right: colourScaleRoom(hills),
    title: { en: 'The ways of the methods over the landscape', ko: '손실 지형 위 방법들의 궤적' }[lang],
    subtitle: [
      formulaText(source.formula),
      { en: 'all from the same start', ko: '모두 같은 시작점에서' }[lang],
      ...(others ? [{ en: 'other parameters as at the lowest loss', ko: '다른 매개변수는 손실이 가장 낮은 곳의 값' }[lang]] : []),
    ],
    description: {
      en: `Contours of ${loss.title.en} over ${xName} and ${yName}, with the ways of ${ways.map(({ label }) => label).join(', ')} from (${at(start.point)}); the lowest loss, ${numberText(lowest.loss)}, is at (${at(lowest.point)}).`,
      ko: `${xName}, ${yName}에 따른 ${loss.title.ko}의 등고선과 (${at(start.point)})에서 출발한 ${ways.map(({ label }) => label).join(', ')}의 궤적. 가장 낮은 손실 ${numberText(lowest.loss)}은(는) (${at(lowest.point)})에 있음.`,
    }[lang],
    x: { label: xName, domain: plane.xDomain, scale: 'linear' },
    y: { label: yName, domain: plane.yDomain, scale: 'linear' },
    legendAbove: true,
    legend: [...ways]
      .sort((a, b) => a.index - b.index)
      .map(({ label, index }) => {
        const { colour, symbol } = raceLook(index);
        return { text: label, sample: { kind: 'line' as const, colours: [colour], symbol } };
      }),
    draw: (area) => ({
      marks: [
        ...reliefMarks(hills, area),
        ...drawWays(
          source,
          seen,
          [start.point, lowest.point].map((point) => [point[x], point[y]] as Point) as [Point, Point],
          area,
        ),
        ...colourScale(hills, area, loss.title[lang]),
      ],
    }),
  });
}

/** Losses above so many times the drop are one steep wall. */
const STEEP = 10;
/** Of the span of those that arrived: so far those that went astray are followed. */
const ASTRAY = 0.5;
const ROOM = 0.04;

/** The span of an axis: all of the ways that came to the minimum, and of the others what is near them. */
function spanWith(
  anchors: readonly number[],
  there: readonly (readonly number[])[],
  astray: readonly (readonly number[])[],
): [number, number] {
  const spans = [anchors, ...there].map((values) => waySpan(values, anchors));
  const [low, high] = [Math.min(...spans.map(([a]) => a)), Math.max(...spans.map(([, b]) => b))];
  const reach = ASTRAY * (high - low);
  const near = astray.flat().filter((value) => value >= low - reach && value <= high + reach);
  const room = ROOM * (high - low);
  return [near.reduce((a, b) => Math.min(a, b - room), low), near.reduce((a, b) => Math.max(a, b + room), high)];
}

/** How far the ways that came to the minimum lead along a parameter, against how large it is. */
function travelled({ start, lowest, ways }: RaceSource, j: number): number {
  const values = [start.point[j] as number, lowest.point[j] as number];
  for (const { arrived, values: columns } of ways) {
    if (arrived !== 'lowest') continue;
    for (const value of columns[j] as Float64Array) if (Number.isFinite(value)) values.push(value);
  }
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [values[0], values[0]] as [
    number,
    number,
  ]);
  return high > low ? (high - low) / Math.max(Math.abs(low), Math.abs(high)) : 0;
}

/** Up to the first point that is not finite. */
function trajectoryOf({ epoch, values, loss }: RaceWay, x: number, y: number): Trajectory {
  const [xs, ys] = [values[x] as Float64Array, values[y] as Float64Array];
  const bad = xs.findIndex((value, i) => !Number.isFinite(value) || !Number.isFinite(ys[i]));
  const upTo = (all: Float64Array): number[] => [...(bad < 0 ? all : all.subarray(0, bad))];
  return { epoch: upTo(epoch), xs: upTo(xs), ys: upTo(ys), loss: upTo(loss) };
}

function drawWays(source: RaceSource, seen: readonly Trajectory[], [start, lowest]: [Point, Point], area: Frame): Mark[] {
  const { ways, lang } = source;
  const drawn = ways.map((way, i) => {
    const visible = visibleWay(seen[i] as Trajectory, area, area.x.map, area.y.map);
    return { way, look: raceLook(way.index), visible, shown: firstOf(visible, LONGEST * (area.right - area.left)) };
  });
  const [from, to] = [start, lowest].map(([px, py]): Point => [area.x.map(px), area.y.map(py)]) as [Point, Point];
  const star: Mark = {
    kind: 'path',
    d: symbolPath('star', ...to, 6.6),
    fill: YELLOW,
    stroke: INK,
    strokeWidth: 1.2,
    role: 'end',
  };
  const ring: Mark = {
    kind: 'points',
    xs: Float64Array.of(from[0]),
    ys: Float64Array.of(from[1]),
    radius: 6,
    symbol: 'circle',
    fill: PAPER,
    stroke: INK,
    strokeWidth: 2.2,
    role: 'start',
  };
  const labels: Landmark[] = [
    { at: from, text: { en: 'start', ko: '시작' }[lang], radius: 8 },
    { at: to, text: { en: 'minimum', ko: '최솟값' }[lang], radius: 10 },
  ];
  const all: VisibleWay = {
    xs: drawn.flatMap(({ visible }) => [...visible.xs]),
    ys: drawn.flatMap(({ visible }) => [...visible.ys]),
    exit: null,
  };
  return [
    ...[...drawn].reverse().flatMap(({ visible, shown, look, way }) => wayOf(visible, shown, look, way)),
    ring,
    star,
    ...placeLabels(labels, null, all, area, lang),
  ];
}

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
