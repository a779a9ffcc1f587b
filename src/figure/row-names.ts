import type { FigureSource } from './chart.js';
import { countText } from './number-text.js';

/** The number of a row in the data, as text, with the response where there are several: `y2 17`. @param i 0 … n − 1 among the rows that are used. */
export function rowName({ rowNumbers, series }: Pick<FigureSource, 'rowNumbers' | 'series'>, i: number): string {
  const of = series?.find(({ to }) => i < to)?.response;
  return `${of === undefined ? '' : `${of} `}${rowNumbers?.[i] ?? i + 1}`;
}

/** Why there are none: for {@link needed}. */
export const INFLUENCE = {
  what: 'standard errors of the fit',
  advice:
    'fit to the end with a loss that has standard errors (half-mse, logistic, poisson or a robust one), and look at the findings of the result',
} as const;

/** `largest Cook's distance 0.62 (row 17)` needs the row; NaN does not count. @returns −1 where there is none. */
export function indexOfLargest(values: Float64Array): number {
  let largest = -1;
  values.forEach((value, i) => {
    if (Number.isFinite(value) && (largest < 0 || value > (values[largest] as number))) largest = i;
  });
  return largest;
}

/** `row 17`, `row 17 of y2`. */
export function rowLabel({ lang, rowNumbers, series }: FigureSource, i: number): string {
  const of = series?.find(({ to }) => i < to)?.response;
  const number = rowName({ rowNumbers }, i);
  return {
    en: `row ${number}${of === undefined ? '' : ` of ${of}`}`,
    ko: `${of === undefined ? '' : `${of}의 `}${number}행`,
  }[lang];
}

/** `3 of 100 rows`. */
export const shareText = (count: number, of: number, lang: FigureSource['lang']): string =>
  ({ en: `${countText(count)} of ${countText(of)} rows`, ko: `${countText(of)}행 중 ${countText(count)}행` })[lang];
