import { log } from '../../base/elementary/scalar.js';
import type { Text } from '../../base/text.js';
import type { Sweep, SweptRate } from './result.js';

/** All of a sweep that its sentences are about. */
export type Made = Pick<Sweep, 'best' | 'methods' | 'minimum' | 'starts' | 'epochs' | 'criterion'>;

export interface Facts {
  /** The runs follow a hand-written gradient. */
  readonly written: boolean;
  /** There is no other minimum. */
  readonly convex: boolean;
}

/** With four digits. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));

/** What became of the runs where none arrived, and what to try. */
export function nothingArrived({ methods, epochs, criterion, minimum }: Made, { written }: Facts): Text {
  const rates = methods.flatMap((method) => method.rates);
  const sum = (key: 'outOfEpochs' | 'diverged' | 'elsewhere' | 'others' | 'runs'): number =>
    rates.reduce((total, rate) => total + rate[key], 0);
  const { stop } = criterion;
  const ends = [
    { count: sum('outOfEpochs'), en: 'ran out of epochs', ko: '에포크 소진' },
    { count: sum('diverged'), en: 'diverged', ko: '발산' },
    { count: sum('elsewhere'), en: 'converged elsewhere', ko: '다른 곳에 수렴' },
    { count: sum('others'), en: 'not finished', ko: '끝나지 않음' },
  ].filter(({ count }) => count > 0);
  const needed = stop === null ? forecast(minimum.curvature, criterion.share) : null;
  const advice = sum('others') > 0 ? NONE : written ? CHECK : toTry(rates, epochs, needed);
  const runs = sum('runs');
  return {
    en: `${runs === 1 ? 'The only run did not' : `None of ${runs} runs`} ${stop === null ? (runs === 1 ? 'arrive' : 'arrived') : `${runs === 1 ? 'meet' : 'met'} ${stop}`}: ${ends.map(({ count, en }) => `${count} ${en}`).join(', ')}.${advice.en}`,
    ko: `${runs}번의 실행이 모두 ${stop === null ? '도착하지 못했습니다' : `${stop} 조건을 만족하지 못했습니다`}. ${ends.map(({ count, ko }) => `${ko} ${count}`).join(', ')}.${advice.ko}`,
  };
}

/** What a wrong gradient does says nothing of rates and epochs. */
const CHECK: Text = {
  en: ' A fit with this gradient says whether it is right.',
  ko: ' 이 기울기가 맞는지는 fit이 알려 줍니다.',
};
const NONE: Text = { en: '', ko: '' };

function toTry(rates: readonly SweptRate[], epochs: number, needed: number | null): Text {
  if (rates.some(({ outOfEpochs }) => outOfEpochs > 0)) {
    const many = needed !== null && needed > epochs ? short(needed) : null;
    return {
      en: ` More than ${epochs} epochs (--epochs) may do${many === null ? '' : `: by the curvature at the minimum, gradient descent takes about ${many} at its best rate`}.`,
      ko: ` 에포크를 ${epochs}보다 늘려 보세요(--epochs).${many === null ? '' : ` 최솟값의 곡률로 보면 경사 하강법은 가장 좋은 학습률에서도 약 ${many}에포크가 걸립니다.`}`,
    };
  }
  const lowest = Math.min(...rates.map(({ rate }) => rate));
  if (!rates.some(({ rate, diverged }) => rate === lowest && diverged > 0)) return NONE;
  const least = short(lowest);
  return { en: ` Try rates below ${least} (--rates).`, ko: ` ${least}보다 작은 학습률을 시험해 보세요(--rates).` };
}

/** Epochs of gradient descent until this share of the way is left, at its best rate on a parabola: the loss falls by ((κ − 1)/(κ + 1))² in each. To two digits. */
function forecast(curvature: Made['minimum']['curvature'], share: number): number | null {
  if (curvature === null || !(curvature.least > 0)) return null;
  const condition = curvature.largest / curvature.least;
  const epochs = log(share) / (2 * log((condition - 1) / (condition + 1)));
  return Number.isFinite(epochs) ? Number(epochs.toPrecision(2)) : null;
}

/** Of runs that converged, but not at the lowest minimum. */
export function elsewhere({ methods, minimum, starts }: Made, { written, convex }: Facts): Text[] {
  const runs = methods.flatMap((method) => method.runs);
  const others = runs.filter(({ outcome }) => outcome === 'elsewhere');
  if (others.length === 0) return [];
  const [count, all] = [others.length, runs.length];
  if (written)
    return [
      {
        en: `${count} of ${all} runs converged where the hand-written gradient is zero, which is not the minimum.`,
        ko: `${all}번 중 ${count}번은 직접 쓴 기울기가 0이 되는 곳에 수렴했지만 최솟값이 아닙니다.`,
      },
    ];
  const next = others.reduce((low, { loss }) => Math.min(low, loss ?? low), Number.POSITIVE_INFINITY);
  const figures = `${short(next)} > ${short(minimum.loss ?? Number.NaN)}`;
  if (convex)
    return [
      {
        en: `${count} of ${all} runs converged by their own rule above the lowest one (loss ${figures}), though there is no other minimum: the valley is too flat along its floor. Columns of like size make it rounder.`,
        ko: `${all}번 중 ${count}번은 가장 낮은 손실보다 높은 곳에서 수렴 판정을 받았습니다(손실 ${figures}). 다른 최솟값은 없고 골짜기 바닥이 너무 평평한 탓입니다. 열의 크기를 비슷하게 맞추어 보세요.`,
      },
    ];
  const arrived = new Set(runs.filter(({ outcome }) => outcome === 'arrived').map(({ start }) => start));
  const never = new Set(others.map(({ start }) => start).filter((start) => !arrived.has(start))).size;
  const [of, them] = [starts.length, new Set(others.map(({ start }) => start)).size];
  const why =
    never === 0
      ? {
          en: `from each of these ${them} starts another rate arrives`,
          ko: `이들 시작점 ${them}개 모두 다른 학습률로는 도착합니다`,
        }
      : {
          en: `${never} of ${of} starts arrive at no rate that was tried: another start may help there`,
          ko: `시작점 ${of}개 중 ${never}개는 시험한 어떤 학습률로도 도착하지 못합니다. 시작값을 바꾸어 보세요`,
        };
  return [
    {
      en: `${count} of ${all} runs converged at a higher minimum (loss ${figures}); ${why.en}.`,
      ko: `${all}번 중 ${count}번은 더 높은 최솟값에 수렴했습니다(손실 ${figures}). ${why.ko}.`,
    },
  ];
}

/** Of runs that were cancelled while others had arrived. */
export function unfinished({ best, methods }: Made): Text[] {
  const count = methods.flatMap(({ runs }) => runs).filter(({ outcome }) => outcome === 'cancelled').length;
  if (count === 0 || best === null) return [];
  return [
    {
      en: `Cancelled: ${count} runs were not finished, so another rate may be faster.`,
      ko: `취소됨: ${count}번의 실행이 끝나지 않아 더 빠른 학습률이 있을 수 있습니다.`,
    },
  ];
}
