import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { type Frame, frame } from '../frame.js';
import { countText, numberText } from '../number-text.js';
import { placed } from '../placed.js';
import { responsePanels } from '../response-panels.js';
import type { Mark, Scene } from '../scene.js';
import { seriesSources } from '../series.js';
import { BLUE, INK, lettering, PURPLE, TEXT_SIZE } from '../theme.js';
import { abscissaLabel, lastEpoch, rowsText, runTexts } from '../words.js';

export const residuals: Chart = {
  name: 'residuals',
  title: { en: 'The residuals', ko: '잔차' },
  summary: {
    en: 'What the fit leaves over: prediction − response, over the horizontal column or over the prediction.',
    ko: '적합이 남긴 것(예측값 − 반응값)을 가로축 열이나 예측값에 따라 보여 준다.',
  },
  needs: [],
  options: {
    against: {
      type: 'text',
      among: ['abscissa', 'fitted'],
      title: { en: 'Over the horizontal column (default) or over the prediction', ko: '가로축: 열(기본) 또는 예측값' },
      bare: true,
    },
  },
  draw(source, options): Scene {
    const { abscissa, residuals: values, predicted, response, lang } = source;
    const isFitted = options.against === 'fitted';
    if (source.series !== undefined) return drawSeries(source, isFitted);
    const over = isFitted ? predicted : abscissa.values;
    const overName = isFitted ? { en: 'prediction', ko: '예측값' }[lang] : abscissaLabel(source);
    const spread = rootMeanSquare(values);
    const span = extent([...(extent(values) ?? [0, 0]), 0, ...(spread === null ? [] : [2 * spread, -2 * spread])]) ?? [-1, 1];
    const last = countText(lastEpoch(source));
    const left = values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    const outside = spread === null ? 0 : values.reduce((count, value) => count + (Math.abs(value) > 2 * spread ? 1 : 0), 0);
    const shown = spread === null ? '–' : numberText(spread, 3);
    return frame({
      lang,
      height: 420,
      title: { en: `The residuals at epoch ${last}`, ko: `잔차 — 에포크 ${last}` }[lang],
      subtitle: [
        ...runTexts(source),
        ...(spread === null ? [] : [{ en: `s = ${shown}, root mean square`, ko: `s = ${shown} (제곱평균제곱근)` }[lang]]),
        ...(left > 0
          ? [{ en: `${rowsText(left, 'en')} without a finite residual`, ko: `유한하지 않은 잔차 ${rowsText(left, 'ko')}` }[lang]]
          : []),
      ],
      description: {
        en: `Residuals (prediction − ${response}) of ${rowsText(values.length, 'en')} over ${overName}: root mean square ${shown}; ${countText(outside)} lie outside of twice that.`,
        ko: `${overName}에 따른 ${rowsText(values.length, 'ko')}의 잔차(예측값 − ${response}): 제곱평균제곱근 ${shown}, 그 두 배를 벗어난 것 ${countText(outside)}개.`,
      }[lang],
      x: {
        label: overName,
        domain: padded(...(extent(over) ?? [0, 1]), 0.025),
        scale: 'linear',
        counts: !isFitted && abscissa.name === '',
      },
      y: {
        label: { en: `prediction − ${response}`, ko: `예측값 − ${response}` }[lang],
        domain: padded(...span, 0.07),
        scale: 'linear',
      },
      right: spread === null ? 24 : 58,
      draw: (area) => ({ marks: residualMarks(values, over, spread, area) }),
    });
  },
};

/** A panel per response, each with its own spread. */
function drawSeries(source: FigureSource, isFitted: boolean): Scene {
  const { lang, response, predicted } = source;
  const last = countText(lastEpoch(source));
  const told = seriesSources(source).map(({ response: name, residuals: values }) => {
    const spread = rootMeanSquare(values);
    return { name, rows: values.length, spread: spread === null ? '–' : numberText(spread, 3) };
  });
  const overName = isFitted ? { en: 'prediction', ko: '예측값' }[lang] : abscissaLabel(source);
  return responsePanels(source, {
    title: { en: `The residuals at epoch ${last}`, ko: `잔차 — 에포크 ${last}` }[lang],
    subtitle: [...runTexts(source), { en: 's: root mean square', ko: 's: 제곱평균제곱근' }[lang]],
    description: {
      en: `Residuals (prediction − response) of ${response} over ${overName}: ${told.map(({ name, rows, spread }) => `${name}, ${rowsText(rows, 'en')}, root mean square ${spread}`).join('; ')}.`,
      ko: `${overName}에 따른 ${response}의 잔차(예측값 − 반응값): ${told.map(({ name, rows, spread }) => `${name} ${rowsText(rows, 'ko')}, 제곱평균제곱근 ${spread}`).join(', ')}.`,
    }[lang],
    ...(isFitted ? { over: { label: overName, values: predicted } } : {}),
    right: 58,
    panel: ({ response: name, residuals: values, predicted: own, abscissa }) => {
      const spread = rootMeanSquare(values);
      const reach = spread === null ? [] : [2 * spread, -2 * spread];
      return {
        label: `${{ en: `prediction − ${name}`, ko: `예측값 − ${name}` }[lang]}${spread === null ? '' : `,  s = ${numberText(spread, 3)}`}`,
        domain: padded(...(extent([...(extent(values) ?? [0, 0]), 0, ...reach]) ?? [-1, 1]), 0.07),
        draw: (area) => ({ marks: residualMarks(values, isFitted ? own : abscissa.values, spread, area) }),
      };
    },
  });
}

function residualMarks(values: Float64Array, over: Float64Array, spread: number | null, area: Frame): Mark[] {
  const zero = area.y.map(0);
  return [
    ...(spread !== null && area.y.map(-2 * spread) - area.y.map(2 * spread) > 2 * TEXT_SIZE ? band(spread, area) : []),
    { kind: 'line', x1: area.left, y1: zero, x2: area.right, y2: zero, stroke: INK, strokeWidth: 1.25, role: 'zero' },
    cloud(placed(over, area.x.map), placed(values, area.y.map), area, BLUE, 'circle', 'observed'),
  ];
}

/** Where 19 of 20 residuals lie, if they are normal. */
function band(spread: number, area: { left: number; right: number; y: { map: (value: number) => number } }): Mark[] {
  const [top, bottom] = [area.y.map(2 * spread), area.y.map(-2 * spread)];
  const edge = (y: number, text: string): Mark[] => [
    { kind: 'line', x1: area.left, y1: y, x2: area.right, y2: y, stroke: PURPLE, strokeWidth: 1, dash: [5, 4], role: 'band' },
    { kind: 'text', x: area.right + 8, y: y + 4.4, text, size: TEXT_SIZE, weight: 600, fill: lettering(PURPLE), role: 'label' },
  ];
  return [
    {
      kind: 'rect',
      x: area.left,
      y: top,
      width: area.right - area.left,
      height: bottom - top,
      fill: PURPLE,
      opacity: 0.06,
      role: 'band',
    },
    ...edge(top, '+2 s'),
    ...edge(bottom, '−2 s'),
  ];
}

/** Of the finite ones, scaled so that squares of 1e200 are no trouble. */
function rootMeanSquare(values: Float64Array): number | null {
  const finite = values.filter(Number.isFinite);
  const largest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (finite.length === 0) return null;
  if (largest === 0) return 0;
  return largest * Math.sqrt(finite.reduce((sum, value) => sum + (value / largest) * (value / largest), 0) / finite.length);
}
