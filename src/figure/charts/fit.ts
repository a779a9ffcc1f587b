import { extent, padded } from '../axis.js';
import type { Chart, ChartOptions, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { bandLegend, bandMarks, bandsOf, bandText, type DrawnBand } from '../curve-band.js';
import { type Frame, type FrameSpec, frame } from '../frame.js';
import type { LegendItem } from '../legend.js';
import { countText, dataText, numberText } from '../number-text.js';
import { grown, polyline } from '../path.js';
import { responsePanels } from '../response-panels.js';
import type { Mark, PathMark, Scene } from '../scene.js';
import { seriesSources } from '../series.js';
import { BLUE, GREY, mix, PAPER, VERMILION } from '../theme.js';
import { samples, windowAround } from '../window.js';
import { abscissaLabel, epochsText, lastEpoch, lossCourse, parametersText, rowsText, runTexts } from '../words.js';

/** More curves of earlier epochs than these are a blur. */
const MOST_CURVES = 24;
/** Two a pixel: what oscillates faster cannot be seen. */
const SAMPLES = 1361;

export const fit: Chart = {
  name: 'fit',
  title: { en: 'The fit', ko: '적합' },
  summary: {
    en: 'The data, the fitted curve with its confidence band, and on request how it got there: the curve every k epochs.',
    ko: '데이터, 적합 곡선과 그 신뢰대, 원하면 k 에포크마다의 곡선까지 보여 준다.',
  },
  needs: ['curve', 'bands'],
  options: {
    every: {
      type: 'integer',
      title: { en: 'Draw the curve of every k-th epoch', ko: 'k 에포크마다 곡선을 그린다' },
      least: 1,
      most: 1e9,
      bare: true,
    },
    band: {
      type: 'text',
      among: ['confidence', 'prediction', 'both', 'none'],
      title: {
        en: 'Band of the curve (default), of new observations, both or none; models of one column only',
        ko: '곡선의 신뢰대(기본), 새 관측값의 예측대, 둘 다, 또는 없음. 열 하나를 쓰는 모형만',
      },
    },
    level: {
      type: 'number',
      title: { en: 'Level of the bands; default: that of the fit, 0.95', ko: '신뢰대와 예측대의 수준. 기본: 적합의 수준, 0.95' },
      least: 0.01,
      most: 0.9999,
    },
  },
  draw(source, options): Scene {
    if (source.series !== undefined) return drawSeries(source, options);
    return source.curve === undefined ? drawPoints(source) : drawCurves(source, source.curve, options);
  },
};

type Curve = NonNullable<FigureSource['curve']>;

function drawCurves(source: FigureSource, curve: Curve, options: ChartOptions): Scene {
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
      const px = Float64Array.from(xs, area.x.map);
      const line = (ys: ArrayLike<number>, stroke: string, width: number, role: string): PathMark => ({
        kind: 'path',
        d: polyline(px, Float64Array.from(ys, area.y.map), grown(area, 12)),
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
        ys: Float64Array.from(ys, area.y.map),
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
function withRims(span: readonly [number, number], bands: readonly DrawnBand[]): readonly [number, number] {
  const rims = bands.flatMap(({ values }) => [...values.lower, ...values.upper]);
  return windowAround(span, Float64Array.from(rims), 0.25).span;
}

/** A model of several columns is no curve over one of them: its predictions are points. */
function drawPoints(source: FigureSource): Scene {
  const { abscissa, observed, predicted, response, lang } = source;
  const base = extent(observed) ?? extent(predicted) ?? [0, 1];
  const window = windowAround(base, predicted, 0.5);
  return frame({
    ...surroundings(source, [outsideText(source, predicted, window.outside)]),
    y: { label: response, domain: padded(...window.span, 0.07), scale: 'linear' },
    legend: [
      {
        text: { en: `${response} (observed)`, ko: `${response} (관측값)` }[lang],
        sample: { kind: 'point', colour: GREY, symbol: 'circle' },
      },
      { text: { en: 'prediction', ko: '예측값' }[lang], sample: { kind: 'point', colour: VERMILION, symbol: 'diamond' } },
    ],
    draw(area) {
      const xs = Float64Array.from(abscissa.values, area.x.map);
      const ys = Float64Array.from(predicted, area.y.map);
      return {
        marks: [observedCloud(source, area), cloud(xs, ys, area, VERMILION, 'diamond', 'predicted')],
        obstacles: [observedObstacle(source, area), { xs, ys, connected: false }],
      };
    },
  });
}

/** A panel per response: its curve in its band where its formula reads the abscissa alone, else its predictions as points. */
function drawSeries(source: FigureSource, options: ChartOptions): Scene {
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
        d: polyline(Float64Array.from(xs, area.x.map), Float64Array.from(ys, area.y.map), area),
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
            ...bands.flatMap((band) => bandMarks(band, Float64Array.from(xs, area.x.map), area, area)),
            observedCloud(single, area),
            ...earlier.map((ys, i) => line(ys, area, tone(i / Math.max(earlier.length - 1, 1)), 1.25, 'snapshot')),
            ...(fitted === null
              ? [
                  cloud(
                    Float64Array.from(abscissa.values, area.x.map),
                    Float64Array.from(predicted, area.y.map),
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

function surroundings(
  source: FigureSource,
  remarks: readonly (string | null)[],
  told: readonly string[] = [],
): Pick<FrameSpec, 'lang' | 'title' | 'subtitle' | 'description' | 'x'> {
  const { abscissa, observed, lang } = source;
  const last = lastEpoch(source);
  const name = abscissaLabel(source);
  const [low, high] = (extent(abscissa.values) ?? [0, 1]).map(dataText) as [string, string];
  const rows = rowsText(observed.length, lang);
  const more = { en: '; ', ko: '. ' }[lang];
  const bands = told.map((text) => `${more}${text}`).join('');
  return {
    lang,
    title: { en: `The fit after ${epochsText(last, 'en')}`, ko: `적합 곡선 — 에포크 ${countText(last)}` }[lang],
    subtitle: [...runTexts(source), ...remarks.filter((remark) => remark !== null)],
    description: {
      en: `${rows} over ${name} from ${low} to ${high} and the fit of ${source.formula} after ${epochsText(last, 'en')}: ${parametersText(source)}; ${lossCourse(source)}${bands}.`,
      ko: `${name} ${low}~${high}의 ${rows}과 ${source.formula}의 ${epochsText(last, 'ko')} 뒤 적합: ${parametersText(source)}. ${lossCourse(source)}${bands}.`,
    }[lang],
    x: {
      label: name,
      domain: padded(...(extent(abscissa.values) ?? [0, 1]), 0.025),
      scale: 'linear',
      counts: abscissa.name === '',
    },
  };
}

const observedCloud = ({ abscissa, observed }: FigureSource, area: Frame): Mark =>
  cloud(
    Float64Array.from(abscissa.values, area.x.map),
    Float64Array.from(observed, area.y.map),
    area,
    GREY,
    'circle',
    'observed',
  );

const observedObstacle = (
  { abscissa, observed }: FigureSource,
  area: Frame,
): { xs: Float64Array; ys: Float64Array; connected: false } => ({
  xs: Float64Array.from(abscissa.values, area.x.map),
  ys: Float64Array.from(observed, area.y.map),
  connected: false,
});

/** A run that stands still draws the same curve again and again; one is enough. */
function withoutRepeats(marks: readonly Mark[]): Mark[] {
  const drawn = new Set<string>(['']);
  return marks.filter(
    (mark) =>
      mark.kind !== 'path' || (mark.role !== 'snapshot' && mark.d !== '') || (!drawn.has(mark.d) && drawn.add(mark.d).size > 0),
  );
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

/** Early epochs pale, late ones strong. */
const tone = (share: number): string => mix('#f7d9c2', '#e58b4a', share);

function snapshots({ trace }: FigureSource, every: number): { every: number; points: Float64Array[] } {
  const { epoch, points } = trace.snapshots;
  const last = trace.epoch[trace.length - 1] ?? 0;
  const step =
    Math.max(every, trace.snapshots.every) * Math.max(1, Math.ceil(last / Math.max(every, trace.snapshots.every) / MOST_CURVES));
  return { every: step, points: points.filter((at, i) => (epoch[i] as number) % step === 0 && at.every(Number.isFinite)) };
}

function trueCurve({ parameters, truth }: FigureSource, curve: Curve, xs: Float64Array): Float64Array | null {
  const values = Float64Array.from(parameters, (name) => truth[name] ?? Number.NaN);
  return values.every(Number.isFinite) && values.length > 0 ? curve(values, xs) : null;
}

function outsideText({ lang }: FigureSource, fitted: Float64Array, outside: number | null): string | null {
  if (!fitted.some(Number.isFinite))
    return { en: 'the fitted curve has no finite value', ko: '적합 곡선에 유한한 값이 없음' }[lang];
  if (outside === null) return null;
  return {
    en: `curves leave the picture, as far as ${numberText(outside, 3)}`,
    ko: `곡선이 그림을 벗어남 (${numberText(outside, 3)}까지)`,
  }[lang];
}

function thinnedText({ lang }: FigureSource, every: number, steps: { every: number } | null): string | null {
  if (steps === null || steps.every === every) return null;
  return {
    en: `every ${countText(steps.every)} instead of ${countText(every)} epochs, to stay readable`,
    ko: `알아볼 수 있도록 ${countText(every)} 대신 ${countText(steps.every)}에포크마다`,
  }[lang];
}
