import { extent, padded } from './axis.js';
import type { ChartOptions, FigureSource } from './chart.js';
import { bandLegend, bandMarks, bandsOf, bandText, type DrawnBand } from './curve-band.js';
import { snapshots, thinnedText, tone, withoutRepeats } from './fit-snapshots.js';
import { observedCloud, observedObstacle, outsideText, surroundings } from './fit-surroundings.js';
import { type Frame, frame } from './frame.js';
import type { LegendItem } from './legend.js';
import { countText } from './number-text.js';
import { grown, polyline } from './path.js';
import { placed } from './placed.js';
import type { Mark, PathMark, Scene } from './scene.js';
import { BLUE, GREY, PAPER, VERMILION } from './theme.js';
import { samples, windowAround } from './window.js';
import { lastEpoch } from './words.js';

/** Two a pixel: what oscillates faster cannot be seen. */
export const SAMPLES = 1361;

type Curve = NonNullable<FigureSource['curve']>;

export function drawCurves(source: FigureSource, curve: Curve, options: ChartOptions): Scene {
  const { abscissa, observed, response, point, lang } = source;
  const every = Number(options.every ?? 0);
  const xs = samples(abscissa.values, SAMPLES);
  const fitted = curve(point, xs);
  const { bands, remark } = bandsOf(source, options, xs);
  const steps = every > 0 ? snapshots(source, every) : null;
  const earlier = steps === null ? [] : steps.points.map((at) => curve(at, xs));
  const truth = trueCurve(source, curve, xs);
  const base = extent(observed) ?? extent(fitted) ?? [0, 1];
  const window = windowAround(base, Float64Array.from([...fitted, ...(truth ?? []), ...earlier.flatMap((ys) => [...ys])]), 0.5);
  const span = withRims(window.span, bands);
  const last = lastEpoch(source);

  const legend: LegendItem[] = [
    {
      text: { en: `${response} (observed)`, ko: `${response} (관측값)` }[lang],
      sample: { kind: 'point', colour: GREY, symbol: 'circle' },
    },
  ];
  if (truth !== null)
    legend.push({
      text: { en: 'true curve', ko: '참 곡선' }[lang],
      sample: { kind: 'line', colours: [BLUE], dash: [5, 5], width: 1.75 },
    });
  if (steps !== null && earlier.length > 0)
    legend.push({
      text: { en: `every ${countText(steps.every)} epochs, from 0 on`, ko: `0부터 ${countText(steps.every)}에포크마다` }[lang],
      sample: { kind: 'line', colours: [tone(0), tone(0.5), tone(1)], width: 1.25 },
    });
  legend.push({
    text: { en: `fit at epoch ${countText(last)}`, ko: `적합 곡선 (에포크 ${countText(last)})` }[lang],
    sample: { kind: 'line', colours: [VERMILION] },
  });
  legend.push(...[...bands].reverse().map((band) => bandLegend(band, lang)));

  return frame({
    ...surroundings(
      source,
      [outsideText(source, fitted, window.outside), thinnedText(source, every, steps), remark],
      bands.map((band) => bandText(band, lang)),
    ),
    y: { label: response, domain: padded(...span, 0.07), scale: 'linear' },
    legend,
    draw(area) {
      const px = placed(xs, area.x.map);
      const line = (ys: ArrayLike<number>, stroke: string, width: number, role: string): PathMark => ({
        kind: 'path',
        d: polyline(px, placed(ys, area.y.map), grown(area, 12)),
        stroke,
        strokeWidth: width,
        round: true,
        clip: true,
        role,
      });
      const curves = earlier.map((ys, i) => line(ys, tone(i / Math.max(earlier.length - 1, 1)), 1.25, 'snapshot'));
      // Bands first: nothing is hidden by them.
      const marks: Mark[] = [...bands.flatMap((band) => bandMarks(band, px, area)), observedCloud(source, area), ...curves];
      const curve = line(fitted, VERMILION, 2.5, 'curve');
      // What goes up and down all the time would hide the data.
      marks.push(
        ...(lengthOf(px, fitted, area) > 6 * (area.right - area.left)
          ? [{ ...curve, strokeWidth: 1.25 }]
          : [line(fitted, PAPER, 4, 'casing'), curve]),
      );
      if (truth !== null) marks.push({ ...line(truth, BLUE, 1.75, 'truth'), dash: [5, 5] });
      const rimLines = bands.flatMap(({ values }) => [values.lower, values.upper]);
      const obstacles = [fitted, ...(truth === null ? [] : [truth]), ...earlier, ...rimLines].map((ys) => ({
        xs: px,
        ys: placed(ys, area.y.map),
        connected: true,
      }));
      return {
        marks: withoutRepeats(marks),
        obstacles: [...obstacles, observedObstacle(source, area)],
      };
    },
  });
}

/** A band that is wide somewhere must not make the data small. */
export function withRims(span: readonly [number, number], bands: readonly DrawnBand[]): readonly [number, number] {
  const rims = bands.flatMap(({ values }) => [...values.lower, ...values.upper]);
  return windowAround(span, Float64Array.from(rims), 0.25).span;
}

export function trueCurve({ parameters, truth }: FigureSource, curve: Curve, xs: Float64Array): Float64Array | null {
  const values = Float64Array.from(parameters, (name) => truth[name] ?? Number.NaN);
  return values.every(Number.isFinite) && values.length > 0 ? curve(values, xs) : null;
}

/** How far a pen would go, up and down and on, in pixels; what lies outside counts as the edge. */
function lengthOf(px: Float64Array, ys: Float64Array, area: Frame): number {
  const heights = Float64Array.from(ys, (y) => Math.min(Math.max(area.y.map(y) || 0, area.top), area.bottom));
  return heights.reduce(
    (sum, y, i) =>
      i === 0 ? 0 : sum + Math.abs(y - (heights[i - 1] as number)) + Math.abs((px[i] as number) - (px[i - 1] as number)),
    0,
  );
}
