import { withParticle } from '../base/particle.js';
import type { Text } from '../base/text.js';
import type { Iteration } from './iteration.js';
import type { TrueDescent } from './true-descent.js';
import type { WrongDescent } from './wrong-descent.js';

/** What holds of rates and landscape in a run with a wrong gradient, a sentence or two each. */
export function wrongDescentText(found: WrongDescent, names: readonly string[], rate: number | null, convex: boolean): Text[] {
  const { iteration, exact, floor } = found;
  return [
    ...(iteration === null
      ? []
      : [iterationText(iteration), ...endText(found, iteration, names), ...ownRateText(iteration, rate)]),
    ...(exact === null || rate === null ? [] : [exactText(exact, rate)]),
    ...(convex ? [ONE_VALLEY] : []),
    ...(floor === null ? [] : [floorText(floor)]),
  ];
}

function iterationText({ eigenvalues, limit, forbids, affine }: Iteration): Text {
  const values = [...eigenvalues.real.keys()].map((j) => eigenvalueText(eigenvalues, j));
  const near = affine ? { en: '', ko: '' } : { en: ' near the minimum', ko: ' 최솟값 가까이에서' };
  if (forbids !== null) {
    const own = eigenvalueText(eigenvalues, forbids);
    const isComplex = eigenvalues.imaginary[forbids] !== 0;
    return {
      en: `On these data every step multiplies the distance${near.en} by I − rate·M, and M has the eigenvalue${values.length > 1 ? 's' : ''} ${listed(values)}: ${isComplex ? `the real part of ${own} is` : `${own} is`} not positive, so that steps along ${isComplex ? 'its plane' : 'its direction'} lead away at every learning rate. No rate works.`,
      ko: `이 데이터에서는 걸음마다 남은 거리에${near.ko} I − 학습률·M이 곱해지는데 M의 고윳값은 ${values.join(', ')}입니다. ${isComplex ? `${own}의 실수부가` : withParticle(own, '이/가')} 양수가 아니어서 그 방향으로는 학습률을 아무리 줄여도 걸음마다 멀어집니다. 맞는 학습률이 없습니다.`,
    };
  }
  const most = short(limit as number);
  return {
    en: `On these data every step multiplies the distance${near.en} by I − rate·M, and M has the eigenvalue${values.length > 1 ? 's' : ''} ${listed(values)}, none below zero: a learning rate below ${most} converges here even with this gradient. Other data have other eigenvalues.`,
    ko: `이 데이터에서는 걸음마다 남은 거리에${near.ko} I − 학습률·M이 곱해지는데 M의 고윳값은 ${values.join(', ')}입니다. 음수가 없으므로 학습률이 ${most}보다 작으면 이 기울기로도 수렴합니다. 데이터가 달라지면 고윳값도 달라집니다.`,
  };
}

/** Where it comes to rest, where it does. */
function endText({ sameEnd, minimum }: WrongDescent, { zero, forbids }: Iteration, names: readonly string[]): Text[] {
  if (zero === null || sameEnd === null || forbids !== null) return [];
  if (sameEnd)
    return [
      {
        en: 'It even ends at the minimum, for there the written gradient is zero too.',
        ko: '최솟값에서 손으로 쓴 기울기도 0이 되므로 도착하는 곳까지 같습니다.',
      },
    ];
  const [end, lowest] = [zero, minimum.point].map((point) =>
    names.map((name, j) => `${name} = ${short(point[j] as number)}`).join(', '),
  );
  return [
    {
      en: `But it comes to rest at ${end}, where the written gradient is zero; the minimum is at ${lowest}.`,
      ko: `그러나 멈추는 곳은 손으로 쓴 기울기가 0이 되는 ${end}이고, 손실의 최솟값은 ${lowest}에 있습니다.`,
    },
  ];
}

function ownRateText({ limit }: Iteration, rate: number | null): Text[] {
  if (limit === null || rate === null || rate < limit) return [];
  return [
    {
      en: `The rate of this run, ${rate}, is above that.`,
      ko: `이 실행의 학습률 ${withParticle(String(rate), '은/는')} 그보다 큽니다.`,
    },
  ];
}

/** Slower than so many times the best rate's steps is slow. */
const SLOW = 10;

function exactText({ limit, best, epochs }: TrueDescent, rate: number): Text {
  const [most, fastest] = [limit, best].map(short);
  const range = {
    en: `With the true gradient every rate below ${most} converges, ${fastest} fastest`,
    ko: `정확한 기울기라면 학습률이 ${most}보다 작을 때 수렴하고 ${fastest}에서 가장 빠릅니다`,
  };
  const own = withParticle(String(rate), '은/는');
  if (rate >= limit)
    return { en: `${range.en}; ${rate} is too high for it as well.`, ko: `${range.ko}. ${own} 그때도 너무 큽니다.` };
  const slow = rate * SLOW < best;
  const way =
    epochs === null
      ? { en: '', ko: '' }
      : {
          en: `: a thousandth of the way is left after ${epochs} epochs`,
          ko: `. ${epochs}에포크 만에 최솟값까지 가는 길의 99.9%를 갑니다`,
        };
  return slow
    ? { en: `${range.en}; ${rate} is slow${way.en}.`, ko: `${range.ko}. ${own} 느린 값입니다${way.ko}.` }
    : { en: `${range.en}; ${rate} is right${way.en}.`, ko: `${range.ko}. ${own} 알맞은 값입니다${way.ko}.` };
}

const ONE_VALLEY: Text = {
  en: 'A local minimum is impossible: the model is linear in its parameters and the loss convex, so that there is one valley.',
  ko: '모델이 매개변수에 대해 선형이고 손실이 볼록하므로 골짜기는 하나뿐입니다. local minimum에 빠질 수 없습니다.',
};

const floorText = ({ metric, value, stop }: NonNullable<WrongDescent['floor']>): Text => {
  const name = { mae: { en: 'mean absolute error', ko: '평균 절대 오차' }, loss: { en: 'loss', ko: '손실' } }[metric];
  return {
    en: `Even at the minimum the ${name.en} is ${short(value)}: the stop "${stop}" lies below the noise.`,
    ko: `최솟값에서도 ${name.ko}는 ${short(value)}입니다. 멈춤 조건 "${stop}"은 잡음보다 낮아서 채울 수 없습니다.`,
  };
};

function eigenvalueText({ real, imaginary }: Iteration['eigenvalues'], j: number): string {
  const [re, im] = [real[j] as number, imaginary[j] as number];
  return im === 0 ? short(re) : `${short(re)} ${im < 0 ? '−' : '+'} ${short(Math.abs(im))}i`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

const short = (x: number): string => String(Number(x.toPrecision(3)));
