import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { drawCurves } from '../fit-curves.js';
import { drawSeries } from '../fit-series.js';
import { observedCloud, observedObstacle, outsideText, surroundings } from '../fit-surroundings.js';
import { frame } from '../frame.js';
import { placed } from '../placed.js';
import type { Scene } from '../scene.js';
import { GREY, VERMILION } from '../theme.js';
import { windowAround } from '../window.js';

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
      const xs = placed(abscissa.values, area.x.map);
      const ys = placed(predicted, area.y.map);
      return {
        marks: [observedCloud(source, area), cloud(xs, ys, area, VERMILION, 'diamond', 'predicted')],
        obstacles: [observedObstacle(source, area), { xs, ys, connected: false }],
      };
    },
  });
}
