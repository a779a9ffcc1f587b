import type { ConvergenceSource } from './convergence-map.js';
import { countText, numberText } from './number-text.js';
import { epochsText, formulaText } from './words.js';

const counted = ({ starts, methods, lang }: ConvergenceSource): string => {
  const [many, rates] = [countText(starts.length), countText(Math.max(...methods.map((method) => method.rates.length)))];
  return {
    en: `${many} start${many === '1' ? '' : 's'} × ${rates} rate${rates === '1' ? '' : 's'}`,
    ko: `시작점 ${many}개 × 학습률 ${rates}개`,
  }[lang];
};

/** The lines below the title. */
export function subtitle(source: ConvergenceSource): string[] {
  const { lang, formula, methods, epochs, stop } = source;
  const [only] = methods;
  return [
    formulaText(formula),
    ...(methods.length === 1 && only !== undefined ? [only.title[lang]] : []),
    counted(source),
    { en: `at most ${epochsText(epochs, 'en')}`, ko: `최대 ${epochsText(epochs, 'ko')}` }[lang],
    stop === null
      ? { en: 'arrived: a millionth of the way down is left', ko: '도착: 내려갈 거리의 백만분의 1만 남음' }[lang]
      : { en: `arrived: ${stop}`, ko: `도착: ${stop}` }[lang],
  ];
}

/** For those who do not see it. */
export function description(source: ConvergenceSource): string {
  const { lang, methods } = source;
  const parts = methods.map(({ title, cells, best, limit }) => {
    const arrived = cells.filter(({ outcome }) => outcome === 'arrived').length;
    const fastest = best === null ? null : { rate: numberText(best.rate), epochs: numberText(best.epochs) };
    return {
      en: `${title.en}: ${countText(arrived)} of ${countText(cells.length)} runs arrive${fastest === null ? '' : `, fastest at ${fastest.rate} in ${fastest.epochs} epochs (median)`}${limit === null ? '' : `; stability limit ${numberText(limit)}`}.`,
      ko: `${title.ko}: ${countText(cells.length)}번 중 ${countText(arrived)}번 도착${fastest === null ? '' : `, 가장 빠른 학습률 ${fastest.rate}에서 ${fastest.epochs}에포크(중앙값)`}${limit === null ? '' : `. 안정 한계 ${numberText(limit)}`}.`,
    }[lang];
  });
  const what = { en: 'A map of runs by learning rate and start', ko: '학습률과 시작점에 따른 실행 지도' }[lang];
  return `${what}, ${counted(source)}. ${parts.join(' ')}`;
}
