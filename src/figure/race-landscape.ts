import { withParticle } from '../base/particle.js';
import type { Text } from '../base/text.js';
import { extent } from './axis.js';
import { colourScale, colourScaleRoom } from './colour-scale.js';
import { frame } from './frame.js';
import { numberText } from './number-text.js';
import type { Point } from './path.js';
import { raceLook } from './race-look.js';
import type { RaceSource, RaceWay } from './race-source.js';
import { raceWays } from './race-ways.js';
import { reliefMarks } from './relief.js';
import { reliefOver, twoOf } from './relief-grid.js';
import type { Scene } from './scene.js';
import { type Trajectory, waySpan } from './trajectory.js';
import { formulaText } from './words.js';

/**
 * The ways of all methods of a race over the landscape of two parameters; the others stand where the loss is lowest.
 * @returns null for fewer than two parameters.
 */
export function raceLandscape(source: RaceSource): Scene | null {
  const { lang, parameters, ways, lowest, start, loss } = source;
  if (parameters.length < 2) return null;
  const { centre, winner } = centreOf(source);
  const [x, y] = twoOf(parameters.map((_, j) => travelled(source, centre, j)));
  const seen = ways.map((way) => trajectoryOf(way, x, y));
  const spanOf = (j: number, of: (way: Trajectory) => readonly number[]): [number, number] => {
    const anchors = [start.point[j] as number, centre[j] as number];
    const [there, astray] = [true, false].map((wanted) =>
      seen.filter((_, i) => leadsTo(source, winner, ways[i] as RaceWay) === wanted).map(of),
    );
    return spanWith(anchors, there as number[][], astray as number[][]);
  };
  const plane = { x, y, xDomain: spanOf(x, ({ xs }) => xs), yDomain: spanOf(y, ({ ys }) => ys), held: centre };
  const highest = lowest.loss + STEEP * Math.max(start.loss - lowest.loss, 0);
  const capped = (points: readonly Float64Array[]): Float64Array =>
    source.losses(points).map((value) => Math.min(value, highest));
  const hills = reliefOver(plane, capped, source.rows, winner === null ? lowest.loss : Number.POSITIVE_INFINITY);
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
      ...(others ? [heldText(winner)[lang]] : []),
    ],
    description: {
      en: `Contours of ${loss.title.en} over ${xName} and ${yName}, with the ways of ${ways.map(({ label }) => label).join(', ')} from (${at(start.point)}); the lowest loss, ${numberText(lowest.loss)}, is at (${at(lowest.point)}).`,
      ko: `${xName}, ${yName}에 따른 ${loss.title.ko}의 등고선과 (${at(start.point)})에서 출발한 ${ways.map(({ label }) => label).join(', ')}의 궤적. 가장 낮은 손실 ${withParticle(numberText(lowest.loss), '은/는')} (${at(lowest.point)})에 있음.`,
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
        ...raceWays(
          source,
          seen,
          {
            start: [start.point[x], start.point[y]] as Point,
            lowest: winner === null ? ([lowest.point[x], lowest.point[y]] as Point) : null,
          },
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

/**
 * Where the other parameters are held: at the lowest loss, or where no method came there and the picture is a section, at the end of the first in the ranking, which is named.
 */
function centreOf({ ways, lowest, parameters }: RaceSource): { readonly centre: Float64Array; readonly winner: string | null } {
  const [first] = ways;
  const end = first === undefined ? lowest.point : endOf(first);
  if (
    parameters.length === 2 ||
    first === undefined ||
    !end.every(Number.isFinite) ||
    ways.some(({ arrived }) => arrived === 'lowest')
  )
    return { centre: lowest.point, winner: null };
  return { centre: end, winner: first.label };
}

const endOf = ({ values }: RaceWay): Float64Array => Float64Array.from(values, (column) => column.at(-1) ?? Number.NaN);

/** Whether a way leads to the centre of the picture. */
const leadsTo = ({ ways }: RaceSource, winner: string | null, way: RaceWay): boolean =>
  winner === null ? way.arrived === 'lowest' : way === ways[0];

const heldText = (winner: string | null): Text =>
  winner === null
    ? { en: 'other parameters as at the lowest loss', ko: '다른 매개변수는 손실이 가장 낮은 곳의 값' }
    : { en: `other parameters as at the end of ${winner}`, ko: `다른 매개변수는 ${winner}의 마지막 값` };

/** How far the ways that lead to the centre go along a parameter, against how large it is. */
function travelled(source: RaceSource, centre: Float64Array, j: number): number {
  const { winner } = centreOf(source);
  const ways = source.ways.filter((way) => leadsTo(source, winner, way));
  const ends = [source.start.point[j] as number, centre[j] as number];
  const [low, high] = extent([...ends, ...ways.flatMap(({ values }) => [...(values[j] as Float64Array)])]) ?? [0, 0];
  return high > low ? (high - low) / Math.max(Math.abs(low), Math.abs(high)) : 0;
}

/** Up to the first point that is not finite. */
function trajectoryOf({ epoch, values, loss }: RaceWay, x: number, y: number): Trajectory {
  const [xs, ys] = [values[x] as Float64Array, values[y] as Float64Array];
  const bad = xs.findIndex((value, i) => !Number.isFinite(value) || !Number.isFinite(ys[i]));
  const upTo = (all: Float64Array): number[] => [...(bad < 0 ? all : all.subarray(0, bad))];
  return { epoch: upTo(epoch), xs: upTo(xs), ys: upTo(ys), loss: upTo(loss) };
}
