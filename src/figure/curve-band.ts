import type { Lang } from '../base/text.js';
import { areaBetween } from './area.js';
import { extent } from './axis.js';
import type { ChartOptions, CurveBand, FigureSource } from './chart.js';
import type { Frame } from './frame.js';
import type { LegendItem } from './legend.js';
import { numberText } from './number-text.js';
import { type Box, grown, polyline } from './path.js';
import { placed } from './placed.js';
import type { Mark } from './scene.js';
import { BLUE, PALE_BLUE, VERMILION } from './theme.js';

/** A band around the fitted curve, as it is drawn, named and told. */
export interface DrawnBand {
  readonly name: 'confidence' | 'prediction';
  readonly values: CurveBand;
  /** 95 for a level of 0.95. */
  readonly percent: string;
}

/** The bands that are asked for (by default that of the curve), widest first; and a remark where one that was asked for does not exist. */
export function bandsOf(
  source: FigureSource,
  options: ChartOptions,
  xs: Float64Array,
): { readonly bands: readonly DrawnBand[]; readonly remark: string | null } {
  const asked = String(options.band ?? 'confidence');
  if (asked === 'none') return { bands: [], remark: null };
  const level = Number(options.level ?? source.level ?? 0.95);
  const percent = numberText(level * 100, 5);
  const made = source.bands?.(xs, level) ?? null;
  const without = (en: string, ko: string): string | null => (options.band === undefined ? null : { en, ko }[source.lang]);
  if (made === null)
    return {
      bands: [],
      remark: without('no band: the fit has no standard errors', '표준오차가 없어 구간을 그리지 않음'),
    };
  const wanted = (['prediction', 'confidence'] as const).filter((name) => asked === 'both' || asked === name);
  const bands = wanted.flatMap((name): DrawnBand[] => {
    const values = made[name];
    return values === null || extent(values.lower) === null ? [] : [{ name, values, percent }];
  });
  return {
    bands,
    remark:
      bands.length === wanted.length
        ? null
        : without('no band of new observations: their noise is not known', '새 관측값의 잡음을 알 수 없어 예측대를 그리지 않음'),
  };
}

/** The band of the curve has the curve's colour; that of new observations is blue, paler, and has dashed rims: told apart without colour. */
const LOOKS = {
  confidence: { colour: VERMILION, opacity: 0.2, edge: undefined },
  prediction: { colour: BLUE, opacity: 0.09, edge: { colour: PALE_BLUE, dash: [4, 3] } },
} as const;

export const bandLegend = ({ name, percent }: DrawnBand, lang: Lang): LegendItem => {
  const { edge, ...look } = LOOKS[name];
  return {
    text: {
      confidence: { en: `${percent}% confidence band of the curve`, ko: `곡선의 ${percent}% 신뢰대` },
      prediction: { en: `${percent}% prediction band of new points`, ko: `새 관측값의 ${percent}% 예측대` },
    }[name][lang],
    sample: { kind: 'area', ...look, ...(edge === undefined ? {} : { edge }) },
  };
};

/** @param px of the places where the band is known, in pixels. @param box where it is cut; by default a little outside of what is seen. */
export function bandMarks({ name, values }: DrawnBand, px: Float64Array, area: Frame, box: Box = grown(area, 12)): Mark[] {
  const { colour, opacity, edge } = LOOKS[name];
  const [lower, upper] = [values.lower, values.upper].map((ys) => placed(ys, area.y.map)) as [Float64Array, Float64Array];
  const d = areaBetween(px, lower, upper, box);
  if (d === '') return [];
  const fill: Mark = { kind: 'path', d, fill: colour, opacity, clip: true, role: `${name}-band` };
  if (edge === undefined) return [fill];
  const rims = [lower, upper]
    .map((ys) => polyline(px, ys, box))
    .filter((rim) => rim !== '')
    .map(
      (rim): Mark => ({
        kind: 'path',
        d: rim,
        stroke: edge.colour,
        strokeWidth: 1,
        dash: edge.dash,
        clip: true,
        role: `${name}-rim`,
      }),
    );
  return [fill, ...rims];
}

/** `95% confidence band between 0.2 and 1.3 wide`, for the description. */
export function bandText({ name, values, percent }: DrawnBand, lang: Lang): string {
  const widths = extent(values.upper.map((high, i) => high - (values.lower[i] as number)));
  if (widths === null) return '';
  const [least, most] = widths.map((width) => numberText(width, 3)) as [string, string];
  const word = { confidence: { en: 'confidence', ko: '신뢰대' }, prediction: { en: 'prediction', ko: '예측대' } }[name][lang];
  return {
    en: `${percent}% ${word} band between ${least} and ${most} wide`,
    ko: `${percent}% ${word} 폭 ${least}~${most}`,
  }[lang];
}
