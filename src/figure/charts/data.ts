import { extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { cloud } from '../cloud.js';
import { frame } from '../frame.js';
import { dataText } from '../number-text.js';
import { placed } from '../placed.js';
import { responsePanels } from '../response-panels.js';
import type { Scene } from '../scene.js';
import { seriesSources } from '../series.js';
import { BLUE } from '../theme.js';
import { abscissaLabel, rowsText } from '../words.js';

export const data: Chart = {
  name: 'data',
  title: { en: 'The data', ko: '데이터' },
  summary: {
    en: 'The response over the horizontal column, as it was measured.',
    ko: '가로축 열에 따른 반응값을 잰 그대로 보여 준다.',
  },
  needs: [],
  options: {},
  draw(source: FigureSource): Scene {
    const { abscissa, observed, response, lang } = source;
    const x = extent(abscissa.values) ?? [0, 1];
    const y = extent(observed) ?? [0, 1];
    const name = abscissaLabel(source);
    const rows = rowsText(observed.length, lang);
    if (source.series !== undefined) return drawSeries(source, name);
    return frame({
      lang,
      title: { en: `The data: ${response} over ${name}`, ko: `데이터: ${name}에 따른 ${response}` }[lang],
      subtitle: [rows],
      description: {
        en: `${rows}: ${response} from ${dataText(y[0])} to ${dataText(y[1])} over ${name} from ${dataText(x[0])} to ${dataText(x[1])}.`,
        ko: `${rows}. ${name} ${dataText(x[0])}~${dataText(x[1])}에 따른 ${response} ${dataText(y[0])}~${dataText(y[1])}.`,
      }[lang],
      x: { label: name, domain: padded(...x, 0.025), scale: 'linear', counts: abscissa.name === '' },
      y: { label: response, domain: padded(...y, 0.07), scale: 'linear' },
      draw: (area) => ({
        marks: [cloud(placed(abscissa.values, area.x.map), placed(observed, area.y.map), area, BLUE, 'circle', 'observed')],
      }),
    });
  },
};

function drawSeries(source: FigureSource, name: string): Scene {
  const { lang, response } = source;
  return responsePanels(source, {
    title: { en: `The data: ${response} over ${name}`, ko: `데이터: ${name}에 따른 ${response}` }[lang],
    subtitle: seriesSources(source).map((single) => `${single.response}: ${rowsText(single.observed.length, lang)}`),
    description: seriesSources(source)
      .map((single) => {
        const [low, high] = (extent(single.observed) ?? [0, 1]).map(dataText) as [string, string];
        const rows = rowsText(single.observed.length, lang);
        return {
          en: `${rows} of ${single.response} from ${low} to ${high} over ${name}.`,
          ko: `${name}에 따른 ${single.response} ${low}~${high}, ${rows}.`,
        }[lang];
      })
      .join(' '),
    panel: ({ abscissa, observed, response: label }) => ({
      label,
      domain: padded(...(extent(observed) ?? [0, 1]), 0.07),
      draw: (area) => ({
        marks: [cloud(placed(abscissa.values, area.x.map), placed(observed, area.y.map), area, BLUE, 'circle', 'observed')],
      }),
    }),
  });
}
