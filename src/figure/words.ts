import { withParticle } from '../base/particle.js';
import type { Lang, Text } from '../base/text.js';
import type { FigureSource } from './chart.js';
import { countText, numberText } from './number-text.js';

/** How a run ended, for a line below a title. */
const OUTCOMES: Readonly<Record<string, Text>> = {
  converged: { en: 'converged', ko: '수렴' },
  'stopped-by-rule': { en: 'stopped by the given rule', ko: '정한 조건에서 멈춤' },
  diverged: { en: 'diverged', ko: '발산' },
  stalled: { en: 'stalled', ko: '더 내려가지 못함' },
  'out-of-epochs': { en: 'all epochs used', ko: '에포크를 다 씀' },
  cancelled: { en: 'cancelled', ko: '취소됨' },
  'not-finite': { en: 'ended by a number that is not finite', ko: '유한하지 않은 수가 나와 멈춤' },
};

export const outcomeWords = (outcome: string, lang: keyof Text): string => OUTCOMES[outcome]?.[lang] ?? outcome;
export const outcomeText = ({ outcome, lang }: FigureSource): string => outcomeWords(outcome, lang);

/** `gradient descent, learning rate 0.01`. */
export function methodText({ method, lang }: FigureSource): string {
  const { learningRate } = method;
  if (learningRate === null) return method.title[lang];
  return {
    en: `${method.title.en}, learning rate ${numberText(learningRate)}`,
    ko: `${method.title.ko}, 학습률 ${numberText(learningRate)}`,
  }[lang];
}

/** The formula as one reads it: `*` as `·`, `**` as `^`, names in backticks untouched. */
export const formulaText = (formula: string): string =>
  formula
    .split(/(`[^`]*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/\s*\*\*\s*/g, '^')
            .replace(/\s*\*\s*/g, '·')
            .replace(/(^|[^\w.)\]])-(?=\s*[\w(])|\s-\s/g, (minus) => minus.replace('-', '−')),
    )
    .join('');

/** The last epoch that was looked at. */
export const lastEpoch = ({ trace }: FigureSource): number => trace.epoch[trace.length - 1] ?? 0;

export const abscissaLabel = ({ abscissa, lang }: FigureSource): string => abscissa.name || { en: 'row', ko: '행' }[lang];

/** `1 row`, `100 rows`. */
export const rowsText = (rows: number, lang: Lang): string =>
  ({ en: `${countText(rows)} ${rows === 1 ? 'row' : 'rows'}`, ko: `${countText(rows)}행` })[lang];

/** `1 epoch`, `200 epochs`. */
export const epochsText = (epochs: number, lang: Lang): string =>
  ({ en: `${countText(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}`, ko: `${countText(epochs)}에포크` })[lang];

/** `W = 9.97, b = 1.5`; the first eight. */
export function parametersText({ parameters, point }: Pick<FigureSource, 'parameters' | 'point'>): string {
  const shown = parameters.slice(0, 8).map((name, j) => `${name} = ${numberText(point[j] as number)}`);
  return shown.join(', ') + (parameters.length > 8 ? ', …' : '');
}

/** The lines below the title that all pictures of a run share. */
export const runTexts = (source: FigureSource): string[] => [
  formulaText(source.formula),
  methodText(source),
  outcomeText(source),
];

/** `the half mean squared error fell from 31.2 to 0.41`, for descriptions. */
export function lossCourse({ trace, loss, lang }: FigureSource): string {
  const first = numberText(trace.loss[0] ?? Number.NaN);
  const last = numberText(trace.loss[trace.length - 1] ?? Number.NaN);
  return {
    en: `${loss.title.en} went from ${first} to ${last}`,
    ko: `${loss.title.ko}: ${first}에서 ${withParticle(last, '으로/로')}`,
  }[lang];
}
