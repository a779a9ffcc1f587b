import { areaBetween } from '../area.js';
import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { type Drawing, type Frame, frame } from '../frame.js';
import { type Landmark, nameBeside } from '../landmarks.js';
import { needed } from '../needed.js';
import { numberText } from '../number-text.js';
import { occupancy } from '../obstacles.js';
import { grown, polyline } from '../path.js';
import { placed } from '../placed.js';
import { onLine, type Ranked, rank } from '../ranked.js';
import { INFLUENCE, rowLabel, rowName, shareText } from '../row-names.js';
import type { Mark, Scene } from '../scene.js';
import { BLUE, INK, PURPLE, VERMILION } from '../theme.js';
import { windowAround } from '../window.js';
import { rowsText, runTexts } from '../words.js';

/** Of the envelope, pointwise. */
const LEVEL = 0.95;
/** More numbers than these are a list, no picture. */
const MOST_NAMES = 5;

export const qq: Chart = {
  name: 'qq',
  title: { en: 'Normal quantiles', ko: '정규 분위수' },
  summary: {
    en: 'Standardised residuals in order against normal quantiles, with the line through the quartiles and a 95% envelope: points along the line are normal.',
    ko: '표준화 잔차를 크기순으로 정규 분위수에 견주고, 사분위수를 지나는 직선과 95% 포락선을 함께 보여 준다. 직선을 따르면 정규분포.',
  },
  needs: ['standardized'],
  options: {},
  draw(source): Scene {
    const values = needed(source.standardized, 'qq', INFLUENCE.what, INFLUENCE.advice);
    const ranked = rank(values, LEVEL);
    const { lang } = source;
    const of = source.series === undefined ? source.response : { en: 'response', ko: '반응값' }[lang];
    const { scores, sorted, line, outside, envelope } = ranked;
    const count = sorted.length;
    const told = shareText(outside.length, count, lang);
    const x = extent(scores) ?? [-2, 2];
    const y = extent(sorted) ?? [-2, 2];
    const ends = [envelope.lower, envelope.upper].flatMap((side) => Array.from(side, (value) => onLine(line, value)));
    return frame({
      lang,
      title: { en: 'The residuals against normal quantiles', ko: '잔차와 정규 분위수' }[lang],
      subtitle: [
        ...runTexts(source),
        ...(source.likelihood === true
          ? [{ en: 'of counts they need not be normal', ko: '도수 자료의 잔차는 정규분포가 아닐 수 있음' }[lang]]
          : []),
        ...(count === 0
          ? [{ en: 'no standardised residual is finite', ko: '유한한 표준화 잔차가 없음' }[lang]]
          : [
              {
                en: `${told} outside of the 95% envelope, where about ${numberText(count * (1 - LEVEL), 2)} are expected`,
                ko: `95% 포락선 밖은 ${told} (기대 약 ${numberText(count * (1 - LEVEL), 2)}행)`,
              }[lang],
            ]),
      ],
      description: {
        en: `Normal quantile plot of ${rowsText(count, 'en')}: standardised residuals from ${numberText(y[0], 3)} to ${numberText(y[1], 3)}; ${told} outside of the pointwise 95% envelope${namesText(source, ranked)}.`,
        ko: `${rowsText(count, 'ko')}의 정규 분위수 그림. 표준화 잔차 ${numberText(y[0], 3)}~${numberText(y[1], 3)}, 점별 95% 포락선 밖은 ${told}${namesText(source, ranked)}.`,
      }[lang],
      x: { label: { en: 'normal quantile', ko: '정규 분위수' }[lang], domain: padded(...x, 0.05), scale: 'linear' },
      y: {
        label: {
          en: `standardised residual (prediction − ${of})`,
          ko: `표준화 잔차 (예측값 − ${of})`,
        }[lang],
        domain: padded(...windowAround(y, ends, 0.2).span, 0.06),
        scale: 'linear',
      },
      legend: [
        {
          text: { en: 'residuals in order', ko: '크기순 잔차' }[lang],
          sample: { kind: 'point', colour: BLUE, symbol: 'circle' },
        },
        ...(outside.length === 0
          ? []
          : [
              {
                text: { en: 'outside, with row number', ko: '포락선 밖 (행 번호)' }[lang],
                sample: { kind: 'point', colour: VERMILION, symbol: 'diamond' },
              } as const,
            ]),
        {
          text: { en: 'normal, through the quartiles', ko: '정규분포 (사분위수 기준)' }[lang],
          sample: { kind: 'line', colours: [INK], width: 1.5 },
        },
        {
          text: { en: '95% envelope', ko: '95% 포락선' }[lang],
          sample: { kind: 'area', colour: PURPLE, opacity: 0.1, edge: { colour: PURPLE, dash: [5, 4] } },
        },
      ],
      draw: (area) => drawPoints(source, ranked, area),
    });
  },
};

function drawPoints(source: FigureSource, { scores, sorted, rows, line, envelope, outside }: Ranked, area: Frame): Drawing {
  const box = grown(area, 12);
  const px = placed(scores, area.x.map);
  const py = placed(sorted, area.y.map);
  const ex = Float64Array.from(envelope.at, (i) => px[i] as number);
  const [low, high] = [envelope.lower, envelope.upper].map((ends) =>
    Float64Array.from(ends, (end) => area.y.map(onLine(line, end))),
  ) as [Float64Array, Float64Array];
  const straight = Float64Array.from(area.x.domain, (x) => area.y.map(onLine(line, x)));
  const edges = Float64Array.of(area.left, area.right);
  const isOutside = new Set(outside);
  const part = (wanted: boolean, values: Float64Array): Float64Array => values.filter((_, i) => isOutside.has(i) === wanted);
  const fill = areaBetween(ex, low, high, box);
  const path = (d: string, mark: Omit<Extract<Mark, { kind: 'path' }>, 'kind' | 'd'>): Mark[] =>
    d === '' ? [] : [{ kind: 'path', d, clip: true, ...mark }];
  const rims = [low, high].map((ys) => ({ xs: ex, ys, connected: true }));
  const points = [
    { xs: px, ys: py, connected: false },
    { xs: edges, ys: straight, connected: true },
  ];
  const names = outside
    .slice(0, MOST_NAMES)
    .map((i): Landmark => ({ at: [px[i] as number, py[i] as number], text: rowName(source, rows[i] as number), radius: 5 }));
  return {
    marks: [
      ...path(fill, { fill: PURPLE, opacity: 0.08, role: 'band' }),
      ...[low, high].flatMap((ys) => path(polyline(ex, ys, box), { stroke: PURPLE, strokeWidth: 1, dash: [5, 4], role: 'band' })),
      ...path(polyline(edges, straight, box), { stroke: INK, strokeWidth: 1.5, role: 'reference' }),
      cloud(part(false, px), part(false, py), area, BLUE, 'circle', 'observed'),
      cloud(part(true, px), part(true, py), area, VERMILION, 'diamond', 'outlier'),
      ...nameBeside(names, occupancy(area, [...points, ...rims]), area),
    ],
    obstacles: [...points, ...rims],
  };
}

function namesText(source: FigureSource, { rows, outside }: Ranked): string {
  const shown = outside.slice(0, MOST_NAMES).map((i) => rowLabel(source, rows[i] as number));
  const more = outside.length > shown.length ? ', …' : '';
  return shown.length === 0 ? '' : ` (${shown.join(', ')}${more})`;
}
