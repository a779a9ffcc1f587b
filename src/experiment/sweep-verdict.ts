import type { Text } from '../base/text.js';
import type { SweepOptions } from './sweep.js';
import type { BestRate, Sweep, SweptMethod } from './sweep-result.js';

type Made = Pick<Sweep, 'best' | 'methods' | 'minimum' | 'starts' | 'epochs' | 'criterion'>;

/** What a sweep says, a sentence each. */
export function sweepVerdict(made: Made, { gradient }: SweepOptions): Text[] {
  const { best, methods } = made;
  return [
    best === null ? nothingArrived(made) : fastest(best, methods.length > 1),
    ...methods.flatMap((method) => stability(made, method)),
    ...elsewhere(made),
    ...unfinished(made),
    ...uncertain(made),
    ...(gradient === undefined ? [] : [WRITTEN]),
  ];
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

function fastest({ method, rate, arrived, runs, medianEpochs }: BestRate, several: boolean): Text {
  const which = several ? { en: `${method} at ${short(rate)}`, ko: `${method}, 학습률 ${short(rate)}` } : null;
  const share =
    arrived === runs
      ? { en: `all ${runs} starts arrive`, ko: `시작점 ${runs}개 모두 도착` }
      : { en: `${arrived} of ${runs} starts arrive, no rate has more`, ko: `시작점 ${runs}개 중 ${arrived}개 도착(가장 많음)` };
  return {
    en: `Fastest: ${which?.en ?? `learning rate ${short(rate)}`}: ${share.en}, in ${short(medianEpochs)} epoch${medianEpochs === 1 ? '' : 's'} (median).`,
    ko: `가장 빠름: ${which?.ko ?? `학습률 ${short(rate)}`}. ${share.ko}, ${short(medianEpochs)}에포크(중앙값).`,
  };
}

/** What is said of a method's rates in theory. */
function stability({ minimum, methods }: Made, { name, stabilityLimit, bestInTheory }: SweptMethod): Text[] {
  if (stabilityLimit === null || minimum.curvature === null) return [];
  const { largest, least } = minimum.curvature;
  const of = methods.length > 1 ? { en: ` of ${name}`, ko: `(${name})` } : { en: '', ko: '' };
  const limit =
    bestInTheory === null && methods.length > 1
      ? short(stabilityLimit)
      : `${bestInTheory === null ? '' : '2/λmax = '}${short(stabilityLimit)}`;
  const condition = least > 0 ? `, κ = ${short(largest / least)}` : '';
  const curvature = `λmax = ${short(largest)}, λmin = ${short(least)}${condition}`;
  const theory =
    bestInTheory === null
      ? { en: '', ko: '' }
      : {
          en: ` The best rate in theory is 2/(λmax + λmin) = ${short(bestInTheory)}.`,
          ko: ` 이론상 가장 좋은 학습률은 2/(λmax + λmin) = ${short(bestInTheory)}입니다.`,
        };
  return [
    {
      en: `Above ${limit} no run${of.en} stays near the minimum (${curvature}).${theory.en}`,
      ko: `${limit}보다 크면 최솟값 가까이에 머물지 못합니다${of.ko}(${curvature}).${theory.ko}`,
    },
  ];
}

function nothingArrived({ methods, epochs, criterion, starts }: Made): Text {
  const rates = methods.flatMap((method) => method.rates);
  const sum = (key: 'outOfEpochs' | 'diverged' | 'elsewhere' | 'others' | 'runs'): number =>
    rates.reduce((total, rate) => total + rate[key], 0);
  const [out, diverged, cancelled] = [sum('outOfEpochs'), sum('diverged'), sum('others')];
  const what =
    criterion.stop === null
      ? { en: 'arrived', ko: '도착하지 못했습니다' }
      : { en: `met ${criterion.stop}`, ko: `${criterion.stop} 조건을 만족하지 못했습니다` };
  const least = rates.length === 0 || starts.length === 0 ? 0 : Math.min(...rates.map(({ rate }) => rate));
  const advice =
    cancelled > 0
      ? { en: '', ko: '' }
      : out > 0
        ? { en: ` More than ${epochs} epochs (--epochs) may do.`, ko: ` 에포크를 ${epochs}보다 늘려 보세요(--epochs).` }
        : diverged > 0
          ? {
              en: ` Try rates below ${short(least)} (--rates).`,
              ko: ` ${short(least)}보다 작은 학습률을 시험해 보세요(--rates).`,
            }
          : { en: '', ko: '' };
  return {
    en: `None of ${sum('runs')} runs ${what.en}: ${out} ran out of epochs, ${diverged} diverged, ${sum('elsewhere')} ended in another minimum${cancelled > 0 ? `, ${cancelled} were not finished` : ''}.${advice.en}`,
    ko: `${sum('runs')}번의 실행이 모두 ${what.ko}. 에포크 소진 ${out}, 발산 ${diverged}, 다른 최솟값 ${sum('elsewhere')}${cancelled > 0 ? `, 끝나지 않음 ${cancelled}` : ''}.${advice.ko}`,
  };
}

function elsewhere({ methods, minimum }: Made): Text[] {
  const runs = methods.flatMap((method) => method.runs);
  const others = runs.filter(({ outcome }) => outcome === 'elsewhere');
  if (others.length === 0) return [];
  const next = Math.min(...others.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY));
  const figures = `${short(next)} > ${short(minimum.loss ?? Number.NaN)}`;
  return [
    {
      en: `${others.length} of ${runs.length} runs converged at a higher minimum (loss ${figures}): no rate helps there, another start does.`,
      ko: `${runs.length}번 중 ${others.length}번은 더 높은 최솟값에 수렴했습니다(손실 ${figures}). 학습률이 아니라 시작값을 바꾸어야 합니다.`,
    },
  ];
}

function unfinished({ best, methods }: Made): Text[] {
  const count = methods.flatMap(({ runs }) => runs).filter(({ outcome }) => outcome === 'cancelled').length;
  if (count === 0 || best === null) return [];
  return [
    {
      en: `Cancelled: ${count} runs were not finished, so another rate may be faster.`,
      ko: `취소됨: ${count}번의 실행이 끝나지 않아 더 빠른 학습률이 있을 수 있습니다.`,
    },
  ];
}

function uncertain({ minimum: { outcome } }: Made): Text[] {
  if (outcome === 'converged') return [];
  return [
    {
      en: `The minimum that runs are measured against is not certain (${outcome}): fit the formula alone to see why.`,
      ko: `비교 기준이 되는 최솟값이 확실하지 않습니다(${outcome}). 이 식만 따로 맞추어 까닭을 확인하세요.`,
    },
  ];
}

const WRITTEN: Text = {
  en: 'The runs follow the hand-written gradient; limit and best rate in theory are those of the true one.',
  ko: '실행은 직접 쓴 기울기를 따르지만, 한계와 이론상 학습률은 참 기울기에 대한 값입니다.',
};
