import type { Text } from '../../base/text.js';
import { outcomeWords } from '../../figure/words.js';
import { elsewhere, type Facts, type Made, nothingArrived, short, unfinished } from './in-vain.js';
import type { BestRate, SweptMethod } from './result.js';

/** What a sweep says, a sentence each. */
export function sweepVerdict(made: Made, facts: Facts): Text[] {
  const { best, methods } = made;
  return [
    best === null ? nothingArrived(made, facts) : fastest(best, methods.length > 1),
    ...methods.flatMap((method) => stability(made, method)),
    ...elsewhere(made, facts),
    ...unfinished(made),
    ...uncertain(made),
    ...(facts.written ? [WRITTEN] : []),
  ];
}

function fastest({ method, rate, arrived, runs, medianEpochs }: BestRate, several: boolean): Text {
  const which = several ? { en: `${method} at ${short(rate)}`, ko: `${method}, 학습률 ${short(rate)}` } : null;
  const share =
    runs === 1
      ? { en: 'the start arrives', ko: '시작점 도착' }
      : arrived === runs
        ? { en: `all ${runs} starts arrive`, ko: `시작점 ${runs}개 모두 도착` }
        : { en: `${arrived} of ${runs} starts arrive, no rate has more`, ko: `시작점 ${runs}개 중 ${arrived}개 도착(가장 많음)` };
  return {
    en: `Fastest: ${which?.en ?? `learning rate ${short(rate)}`}: ${share.en}, in ${short(medianEpochs)} epoch${medianEpochs === 1 ? '' : 's'} (median).`,
    ko: `가장 빠름: ${which?.ko ?? `학습률 ${short(rate)}`}. ${share.ko}, ${short(medianEpochs)}에포크(중앙값).`,
  };
}

/** What is known of a method's rates from the curvature. */
function stability({ minimum, methods }: Made, { name, stabilityLimit, bestInTheory, rates }: SweptMethod): Text[] {
  if (stabilityLimit === null || minimum.curvature === null) return [];
  const { largest, least } = minimum.curvature;
  const several = methods.length > 1;
  const isPlain = Math.abs(stabilityLimit * largest - 2) < 1e-9;
  const limit = `${isPlain ? '2/λmax = ' : ''}${short(stabilityLimit)}`;
  const curvature = `λmax = ${short(largest)}, λmin = ${short(least)}${least > 0 ? `, κ = ${short(largest / least)}` : ''}`;
  const theory = `2/(λmax + λmin) = ${short(bestInTheory ?? Number.NaN)}`;
  const best =
    bestInTheory === null
      ? { en: '', ko: '' }
      : { en: ` The best rate in theory is ${theory}.`, ko: ` 이론상 가장 좋은 학습률은 ${theory}입니다.` };
  const passing = rates.some(({ rate, arrived }) => rate > stabilityLimit && arrived > 0) ? PASSING : { en: '', ko: '' };
  return [
    {
      en: `Above ${limit} no run${several ? ` of ${name}` : ''} stays near the minimum (${curvature})${passing.en}.${best.en}`,
      ko: `${limit}보다 크면 최솟값 가까이에 머물지 못합니다(${several ? `${name}, ` : ''}${curvature}).${passing.ko}${best.ko}`,
    },
  ];
}

/** A run ends where it arrives. */
const PASSING: Text = {
  en: '; those that arrived all the same were ended as they came by',
  ko: ' 그런데도 도착한 실행은 지나가는 순간에 끝낸 것입니다.',
};

function uncertain({ minimum: { outcome } }: Made): Text[] {
  if (outcome === 'converged') return [];
  return [
    {
      en: `The minimum that runs are measured against is not certain (${outcome}): fit the formula alone to see why.`,
      ko: `비교 기준이 되는 최솟값이 확실하지 않습니다(${outcomeWords(outcome, 'ko')}). 이 식만 따로 맞추어 까닭을 확인하세요.`,
    },
  ];
}

const WRITTEN: Text = {
  en: 'The runs follow the hand-written gradient; limit and best rate in theory are those of the true one.',
  ko: '실행은 직접 쓴 기울기를 따르지만, 한계와 이론상 학습률은 참 기울기에 대한 값입니다.',
};
