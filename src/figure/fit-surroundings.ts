import { extent, padded } from './axis.js';
import type { FigureSource } from './chart.js';
import { cloud } from './cloud.js';
import type { Frame, FrameSpec } from './frame.js';
import { countText, dataText, numberText } from './number-text.js';
import { placed } from './placed.js';
import type { Mark } from './scene.js';
import { GREY } from './theme.js';
import { abscissaLabel, epochsText, lastEpoch, lossCourse, parametersText, rowsText, runTexts } from './words.js';

export function surroundings(
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

export function outsideText({ lang }: FigureSource, fitted: Float64Array, outside: number | null): string | null {
  if (!fitted.some(Number.isFinite))
    return { en: 'the fitted curve has no finite value', ko: '적합 곡선에 유한한 값이 없음' }[lang];
  if (outside === null) return null;
  return {
    en: `curves leave the picture, as far as ${numberText(outside, 3)}`,
    ko: `곡선이 그림을 벗어남 (${numberText(outside, 3)}까지)`,
  }[lang];
}

export const observedCloud = ({ abscissa, observed }: FigureSource, area: Frame): Mark =>
  cloud(placed(abscissa.values, area.x.map), placed(observed, area.y.map), area, GREY, 'circle', 'observed');

export const observedObstacle = (
  { abscissa, observed }: FigureSource,
  area: Frame,
): { xs: Float64Array; ys: Float64Array; connected: false } => ({
  xs: placed(abscissa.values, area.x.map),
  ys: placed(observed, area.y.map),
  connected: false,
});
