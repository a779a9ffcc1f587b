import type { FigureSource } from './chart.js';
import { radiusFor } from './cloud.js';
import type { Frame } from './frame.js';
import { fixed, type Point, simplify } from './path.js';
import { placed } from './placed.js';
import type { Mark } from './scene.js';
import { VERMILION } from './theme.js';
import { samples } from './window.js';

/** What moves in an animation: its values, to find a window, and its marks. */
export interface Moving {
  readonly values: Float64Array;
  marks(area: Frame): Mark[];
}

const SAMPLES = 721;
/** Below this no reader sees a corner. */
const TOLERANCE = 0.4;
/** More moving points are a swarm. */
const MOST_POINTS = 400;

/** The curve at every moment, through the same abscissae: paths of one structure, between which a browser glides. */
export function movingCurve(
  { abscissa }: FigureSource,
  curve: NonNullable<FigureSource['curve']>,
  points: readonly Float64Array[],
): Moving {
  const xs = samples(abscissa.values, SAMPLES);
  const heights = points.map((point) => Float64Array.from(curve(point, xs)));
  return {
    values: Float64Array.from(heights.flatMap((ys) => [...ys])),
    marks(area) {
      const px = placed(xs, area.x.map);
      const lines = heights.map((ys) => Array.from(ys, (y, i): Point => [px[i] as number, inReach(area.y.map(y), area)]));
      const kept = shared(lines);
      const frames = lines.map((line) =>
        kept.map((i, k) => `${k === 0 ? 'M' : 'L'}${coarse((line[i] as Point)[0])} ${coarse((line[i] as Point)[1])}`).join(''),
      );
      return [
        {
          kind: 'path',
          d: frames.at(-1) as string,
          frames,
          stroke: VERMILION,
          strokeWidth: 2.5,
          round: true,
          clip: true,
          role: 'curve',
        },
      ];
    },
  };
}

/** The predictions of a model of several columns at every moment. */
export function movingPoints({ abscissa, predict, predicted }: FigureSource, points: readonly Float64Array[]): Moving {
  const step = Math.ceil(abscissa.values.length / MOST_POINTS);
  const chosen = Array.from(abscissa.values, (_, i) => i).filter((i) => i % step === 0);
  const heights = points.map((point) => {
    const all = predict?.(point) ?? predicted;
    return Float64Array.from(chosen, (i) => all[i] as number);
  });
  return {
    values: Float64Array.from(heights.flatMap((ys) => [...ys])),
    marks(area) {
      const frames = heights.map((ys) =>
        chosen
          .map((i, k) => {
            const at = `${coarse(area.x.map(abscissa.values[i] as number) || area.left - 99)} ${coarse(inReach(area.y.map(ys[k] as number), area))}`;
            return `M${at}L${at}`;
          })
          .join(''),
      );
      const size = 2 * radiusFor(chosen.length);
      return [
        {
          kind: 'path',
          d: frames.at(-1) as string,
          frames,
          stroke: VERMILION,
          strokeWidth: size,
          round: true,
          clip: true,
          role: 'predicted',
        },
      ];
    },
  };
}

/** Far outside is as good as 1e12, and NaN is not in the picture. */
function inReach(y: number, { top, bottom }: Frame): number {
  if (Number.isNaN(y)) return bottom + (bottom - top);
  return Math.min(Math.max(y, 2 * top - bottom), 2 * bottom - top);
}

/** The points that any of the lines needs. */
function shared(lines: readonly (readonly Point[])[]): number[] {
  const needed = new Set<number>();
  for (const line of lines) {
    const index = new Map(line.map((point, i) => [point, i]));
    for (const point of simplify(line, TOLERANCE)) needed.add(index.get(point) as number);
  }
  return [...needed].sort((a, b) => a - b);
}

const coarse = (value: number): string => fixed(Math.round(value * 10) / 10);
