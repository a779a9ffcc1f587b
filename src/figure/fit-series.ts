import { extent, padded } from './axis.js';
import type { ChartOptions, FigureSource } from './chart.js';
import { cloud } from './cloud.js';
import { bandLegend, bandMarks, bandsOf, bandText } from './curve-band.js';
import { SAMPLES, trueCurve, withRims } from './fit-curves.js';
import { snapshots, thinnedText, tone, withoutRepeats } from './fit-snapshots.js';
import { observedCloud, surroundings } from './fit-surroundings.js';
import type { Frame } from './frame.js';
import type { LegendItem } from './legend.js';
import { countText } from './number-text.js';
import { polyline } from './path.js';
import { placed } from './placed.js';
import { responsePanels } from './response-panels.js';
import type { PathMark, Scene } from './scene.js';
import { seriesSources } from './series.js';
import { BLUE, GREY, PAPER, VERMILION } from './theme.js';
import { samples, windowAround } from './window.js';

/** A panel per response: its curve in its band where its formula reads the abscissa alone, else its predictions as points. */
export function drawSeries(source: FigureSource, options: ChartOptions): Scene {
  const { lang, point } = source;
  const every = Number(options.every ?? 0);
  const xs = samples(source.abscissa.values, SAMPLES);
  const singles = seriesSources(source);
  const banded = singles.map((single) => (single.curve === undefined ? null : bandsOf(single, options, xs)));
  const curves = singles.some(({ curve }) => curve !== undefined);
  const steps = every > 0 && curves ? snapshots(source, every) : null;
  const truths = singles.some((single) => single.curve !== undefined && trueCurve(single, single.curve, new Float64Array(1)));
  const legend: LegendItem[] = [
    { text: { en: 'observed', ko: '관측값' }[lang], sample: { kind: 'point', colour: GREY, symbol: 'circle' } },
    ...(truths
      ? [
          {
            text: { en: 'true curve', ko: '참 곡선' }[lang],
            sample: { kind: 'line', colours: [BLUE], dash: [5, 5], width: 1.75 },
          } as const,
        ]
      : []),
    ...(steps === null
      ? []
      : [
          {
            text: { en: `every ${countText(steps.every)} epochs, from 0 on`, ko: `0부터 ${countText(steps.every)}에포크마다` }[
              lang
            ],
            sample: { kind: 'line', colours: [tone(0), tone(0.5), tone(1)], width: 1.25 },
          } as const,
        ]),
    ...(curves ? [{ text: { en: 'fit', ko: '적합 곡선' }[lang], sample: { kind: 'line', colours: [VERMILION] } } as const] : []),
    ...(singles.every(({ curve }) => curve !== undefined)
      ? []
      : [
          {
            text: { en: 'prediction', ko: '예측값' }[lang],
            sample: { kind: 'point', colour: VERMILION, symbol: 'diamond' },
          } as const,
        ]),
  ];
  // Every kind once, however many responses have it.
  const kinds = new Map(banded.flatMap((one) => one?.bands ?? []).map((band) => [band.name, band]));
  legend.push(...[...kinds.values()].reverse().map((band) => bandLegend(band, lang)));
  const remarks = new Set(banded.map((one) => one?.remark ?? null));
  return responsePanels(source, {
    ...surroundings(
      source,
      [thinnedText(source, every, steps), ...remarks],
      singles.flatMap(({ response }, k) => (banded[k]?.bands ?? []).map((band) => `${response}: ${bandText(band, lang)}`)),
    ),
    legend,
    panel: (single, k) => {
      const { observed, predicted, curve, abscissa } = single;
      const bands = banded[k]?.bands ?? [];
      const fitted = curve?.(point, xs) ?? null;
      const earlier = curve === undefined || steps === null ? [] : steps.points.map((at) => curve(at, xs));
      const truth = curve === undefined ? null : trueCurve(single, curve, xs);
      const base = extent(observed) ?? [0, 1];
      const all = [...(fitted ?? predicted), ...(truth ?? []), ...earlier.flatMap((ys) => [...ys])];
      const line = (ys: Float64Array, area: Frame, stroke: string, strokeWidth: number, role: string): PathMark => ({
        kind: 'path',
        d: polyline(placed(xs, area.x.map), placed(ys, area.y.map), area),
        stroke,
        strokeWidth,
        round: true,
        role,
      });
      return {
        label: single.response,
        domain: padded(...withRims(windowAround(base, Float64Array.from(all), 0.5).span, bands), 0.07),
        draw: (area) => ({
          marks: withoutRepeats([
            ...bands.flatMap((band) => bandMarks(band, placed(xs, area.x.map), area, area)),
            observedCloud(single, area),
            ...earlier.map((ys, i) => line(ys, area, tone(i / Math.max(earlier.length - 1, 1)), 1.25, 'snapshot')),
            ...(fitted === null
              ? [
                  cloud(
                    placed(abscissa.values, area.x.map),
                    placed(predicted, area.y.map),
                    area,
                    VERMILION,
                    'diamond',
                    'predicted',
                  ),
                ]
              : [line(fitted, area, PAPER, 4, 'casing'), line(fitted, area, VERMILION, 2.5, 'curve')]),
            ...(truth === null ? [] : [{ ...line(truth, area, BLUE, 1.75, 'truth'), dash: [5, 5] }]),
          ]),
        }),
      };
    },
  });
}
