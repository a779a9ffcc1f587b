import { log } from '../../base/elementary/scalar.js';
import type { Text } from '../../base/text.js';
import type { Sweep, SweptRate } from './result.js';

/** All of a sweep that its sentences are about. */
export type Made = Pick<Sweep, 'best' | 'methods' | 'minimum' | 'starts' | 'epochs' | 'criterion'>;

/** With four digits. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));

/** What became of the runs where none arrived, and what to try. */
export function nothingArrived({ methods, epochs, criterion, minimum }: Made): Text {
  const rates = methods.flatMap((method) => method.rates);
  const sum = (key: 'outOfEpochs' | 'diverged' | 'elsewhere' | 'others' | 'runs'): number =>
    rates.reduce((total, rate) => total + rate[key], 0);
  const { stop } = criterion;
  const cancelled = sum('others');
  const advice = cancelled > 0 ? NONE : toTry(rates, epochs, stop === null ? forecast(minimum.curvature, criterion.share) : null);
  const counts = [sum('outOfEpochs'), sum('diverged'), sum('elsewhere')] as const;
  const [out, diverged, elsewhere] = counts;
  return {
    en: `None of ${sum('runs')} runs ${stop === null ? 'arrived' : `met ${stop}`}: ${out} ran out of epochs, ${diverged} diverged, ${elsewhere} converged elsewhere${cancelled > 0 ? `, ${cancelled} were not finished` : ''}.${advice.en}`,
    ko: `${sum('runs')}번의 실행이 모두 ${stop === null ? '도착하지 못했습니다' : `${stop} 조건을 만족하지 못했습니다`}. 에포크 소진 ${out}, 발산 ${diverged}, 다른 곳에 수렴 ${elsewhere}${cancelled > 0 ? `, 끝나지 않음 ${cancelled}` : ''}.${advice.ko}`,
  };
}

const NONE: Text = { en: '', ko: '' };

function toTry(rates: readonly SweptRate[], epochs: number, needed: number | null): Text {
  if (rates.some(({ outOfEpochs }) => outOfEpochs > 0)) {
    const many = needed !== null && needed > epochs ? short(needed) : null;
    return {
      en: ` More than ${epochs} epochs (--epochs) may do${many === null ? '' : `: by the curvature at the minimum, gradient descent takes about ${many} at its best rate`}.`,
      ko: ` 에포크를 ${epochs}보다 늘려 보세요(--epochs).${many === null ? '' : ` 최솟값의 곡률로 보면 경사 하강법은 가장 좋은 학습률에서도 약 ${many}에포크가 걸립니다.`}`,
    };
  }
  if (!rates.some(({ diverged }) => diverged > 0)) return NONE;
  const least = short(Math.min(...rates.map(({ rate }) => rate)));
  return { en: ` Try rates below ${least} (--rates).`, ko: ` ${least}보다 작은 학습률을 시험해 보세요(--rates).` };
}

/** Epochs of gradient descent until this share of the way is left, at its best rate on a parabola: the loss falls by ((κ − 1)/(κ + 1))² in each. To two digits. */
function forecast(curvature: Made['minimum']['curvature'], share: number): number | null {
  if (curvature === null || !(curvature.least > 0)) return null;
  const condition = curvature.largest / curvature.least;
  const epochs = log(share) / (2 * log((condition - 1) / (condition + 1)));
  return Number.isFinite(epochs) ? Number(epochs.toPrecision(2)) : null;
}

/** Of runs that converged, but not at the lowest minimum. @param written along a hand-written gradient. */
export function elsewhere({ methods, minimum, starts }: Made, written: boolean): Text[] {
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
