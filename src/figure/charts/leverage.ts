import { areaBetween } from '../area.js';
import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { cookContour } from '../cook-contour.js';
import { type Drawing, type Frame, frame } from '../frame.js';
import { type Landmark, nameBeside } from '../landmarks.js';
import type { LegendItem } from '../legend.js';
import { needed } from '../needed.js';
import { numberText } from '../number-text.js';
import { occupancy } from '../obstacles.js';
import { grown, polyline } from '../path.js';
import { placed } from '../placed.js';
import { INFLUENCE, indexOfLargest, rowLabel, rowName } from '../row-names.js';
import type { Mark, Scene } from '../scene.js';
import { BLUE, INK, PURPLE, VERMILION } from '../theme.js';
import { rowsText, runTexts } from '../words.js';

/** Cook and Weisberg (1982, p. 118): above 0.5 a row is worth a look, above 1 always. */
const CONTOURS = [0.5, 1] as const;
const MOST_NAMES = 5;
/** Leverages below are 0 for any picture. */
const LEAST = 1e-12;

export const leverage: Chart = {
  name: 'leverage',
  title: { en: 'Influence', ko: '영향력' },
  summary: {
    en: 'Studentized residuals against leverage, with contours of Cook’s distance: which rows the fit hangs on.',
    ko: '지렛값에 따른 스튜던트화 잔차와 쿡의 거리 등고선. 적합 결과를 좌우하는 행을 찾는다.',
  },
  needs: ['leverage', 'standardized', 'studentized', 'tempered', 'cook'],
  options: {},
  draw(source): Scene {
    const { lang, response, parameters } = source;
    const rows = rowsIn(source);
    const { h, t, cook, degreesOfFreedom } = rows;
    const most = indexOfLargest(cook);
    const far = cook.reduce((count, value) => (value > CONTOURS[0] ? count + 1 : count), 0);
    const y = extent([...(extent(t) ?? []), -2, 2]) ?? [-2, 2];
    const largestLeverage = extent(h.filter((value) => value > LEAST && value <= 1))?.[1] ?? 1;
    const x: [number, number] = [0, Math.min(largestLeverage * 1.06, 1)];
    const contours = CONTOURS.map((distance) => ({
      distance,
      ...cookContour(distance, parameters.length, degreesOfFreedom, x),
    }));
    const [bottom, top] = padded(...y, 0.09);
    const seen = (value: number): boolean => value < top && value > bottom;
    const largest = most < 0 ? '–' : `${numberText(cook[most] as number, 3)} (${rowLabel(source, most)})`;
    const name = residualName(source, degreesOfFreedom !== null);
    const of = source.series === undefined ? response : { en: 'response', ko: '반응값' }[lang];
    return frame({
      lang,
      title: { en: 'Residuals, leverage and influence', ko: '잔차와 지렛값, 영향력' }[lang],
      subtitle: [
        ...runTexts(source),
        { en: `largest Cook’s distance ${largest}`, ko: `가장 큰 쿡의 거리 ${largest}` }[lang],
        { en: 'numbers: rows of the data', ko: '숫자는 데이터의 행 번호' }[lang],
      ],
      description: {
        en: `${name} of ${rowsText(t.length, 'en')} against leverage: largest Cook’s distance ${largest}; ${far} above 0.5.`,
        ko: `지렛값에 따른 ${rowsText(t.length, 'ko')}의 ${name}. 가장 큰 쿡의 거리 ${largest}, 0.5를 넘는 것 ${far}개.`,
      }[lang],
      x: { label: { en: 'leverage', ko: '지렛값' }[lang], domain: x, scale: 'linear' },
      y: {
        label: { en: `${name} (prediction − ${of})`, ko: `${name} (예측값 − ${of})` }[lang],
        domain: [bottom, top],
        scale: 'linear',
      },
      legend: legendOf(
        lang,
        far,
        contours.some(({ end }) => seen(end) || seen(-end)),
      ),
      ends: contours.flatMap(({ distance, end }) =>
        [end, -end].filter(seen).map((value) => ({ text: `D = ${distance}`, colour: PURPLE, value })),
      ),
      draw: (area) => drawRows(source, rows, contours, area),
    });
  },
};

interface Rows {
  readonly h: Float64Array;
  readonly t: Float64Array;
  readonly cook: Float64Array;
  /** Of s², where the residuals are studentized with s of the fit without the row; else null. */
  readonly degreesOfFreedom: number | null;
}

function rowsIn(source: FigureSource): Rows {
  const need = (values: Float64Array | undefined): Float64Array => needed(values, 'leverage', INFLUENCE.what, INFLUENCE.advice);
  const { studentized, parameters } = source;
  const h = need(source.leverage);
  return {
    h,
    t: need(studentized ?? source.tempered ?? source.standardized),
    cook: need(source.cook),
    degreesOfFreedom: studentized === undefined ? null : h.length - parameters.length,
  };
}

const residualName = ({ lang, tempered }: FigureSource, studentized: boolean): string =>
  studentized
    ? { en: 'studentized residual', ko: '스튜던트화 잔차' }[lang]
    : tempered === undefined
      ? { en: 'standardised residual', ko: '표준화 잔차' }[lang]
      : { en: 'weighted residual', ko: '가중 잔차' }[lang];

function legendOf(lang: FigureSource['lang'], far: number, contours: boolean): LegendItem[] {
  if (far === 0 && !contours) return [];
  return [
    { text: { en: 'rows', ko: '행' }[lang], sample: { kind: 'point', colour: BLUE, symbol: 'circle' } },
    ...(far === 0
      ? []
      : [
          {
            text: { en: 'Cook’s distance above 0.5', ko: '쿡의 거리 0.5 초과' }[lang],
            sample: { kind: 'point', colour: VERMILION, symbol: 'diamond' },
          } as const,
        ]),
    {
      text: { en: 'Cook’s distance 0.5 and 1', ko: '쿡의 거리 0.5와 1' }[lang],
      sample: { kind: 'area', colour: PURPLE, opacity: 0.1, edge: { colour: PURPLE, dash: [5, 4] } },
    },
  ];
}

interface Contour {
  readonly distance: number;
  readonly hs: Float64Array;
  readonly ts: Float64Array;
}

function drawRows(source: FigureSource, { h, t, cook }: Rows, contours: readonly Contour[], area: Frame): Drawing {
  const px = placed(h, area.x.map);
  const py = placed(t, area.y.map);
  const isFar = (i: number): boolean => (cook[i] as number) > CONTOURS[0];
  const part = (far: boolean, values: Float64Array): Float64Array => values.filter((_, i) => isFar(i) === far);
  const lines = contours.flatMap(({ hs, ts, distance }) =>
    [1, -1].map((side) => ({
      distance,
      xs: placed(hs, area.x.map),
      ys: Float64Array.from(ts, (value) => area.y.map(side * value)),
      edge: side > 0 ? area.top - 12 : area.bottom + 12,
    })),
  );
  const zero = area.y.map(0);
  const box = grown(area, 12);
  const regions = lines.flatMap(({ xs, ys, edge }): Mark[] => {
    const d = areaBetween(
      xs,
      ys,
      ys.map(() => edge),
      box,
    );
    return d === '' ? [] : [{ kind: 'path', d, fill: PURPLE, opacity: 0.06, clip: true, role: 'band' }];
  });
  const rims = lines.flatMap(({ xs, ys, distance }): Mark[] => {
    const d = polyline(xs, ys, box);
    const dash = distance < 1 ? [5, 4] : [];
    return d === '' ? [] : [{ kind: 'path', d, stroke: PURPLE, strokeWidth: 1.25, dash, clip: true, role: 'contour' }];
  });
  const obstacles = [{ xs: px, ys: py, connected: false }, ...lines.map(({ xs, ys }) => ({ xs, ys, connected: true }))];
  return {
    marks: [
      ...regions,
      ...rims,
      { kind: 'line', x1: area.left, y1: zero, x2: area.right, y2: zero, stroke: INK, strokeWidth: 1.25, role: 'zero' },
      cloud(part(false, px), part(false, py), area, BLUE, 'circle', 'observed'),
      cloud(part(true, px), part(true, py), area, VERMILION, 'diamond', 'outlier'),
      ...nameBeside(namesOf(source, cook, px, py), occupancy(area, obstacles), area),
    ],
    obstacles,
  };
}

/** The rows of the largest distances: those that stand out (Bollen and Jackman 1985: above 4/n), and always the first. */
function namesOf(source: FigureSource, cook: Float64Array, px: Float64Array, py: Float64Array): Landmark[] {
  return [...cook.keys()]
    .filter((i) => [cook, px, py].every((values) => Number.isFinite(values[i])))
    .sort((a, b) => (cook[b] as number) - (cook[a] as number) || a - b)
    .filter((i, k) => k < MOST_NAMES && (k === 0 || (cook[i] as number) > 4 / cook.length))
    .map((i) => ({ at: [px[i] as number, py[i] as number], text: rowName(source, i), radius: 5 }));
}
