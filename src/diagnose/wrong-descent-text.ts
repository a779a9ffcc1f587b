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
      : [iterationText(iteration, found.sameEnd), ...endText(found, iteration, names), ...ownRateText(iteration, rate)]),
    ...(exact === null || rate === null ? [] : [exactText(exact, rate)]),
    ...(convex ? [ONE_VALLEY] : []),
    ...(floor === null ? [] : [floorText(floor)]),
  ];
}

function iterationText(iteration: Iteration, sameEnd: boolean | null): Text {
  const { eigenvalues, limit, affine } = iteration;
  const values = [...eigenvalues.real.keys()].map((j) => eigenvalueText(eigenvalues, j));
  const near = affine ? NOTHING : sameEnd === true ? NEAR_MINIMUM : NEAR_ZERO;
  const one = values.length === 1;
  const matrix = {
    en: `On these data every step multiplies the distance${near.en} by I − rate·M, where M, the Jacobian of this gradient, has the eigenvalue${one ? '' : 's'} ${listed(values)}`,
    ko: `이 데이터에서는 걸음마다 남은 거리에${near.ko} I − 학습률·M이 곱해지는데, 이 기울기의 도함수 행렬 M의 고윳값은 ${values.join(', ')}입니다`,
  };
  if (limit === null) {
    const why = forbiddenText(iteration);
    return { en: `${matrix.en}: ${why.en}`, ko: `${matrix.ko}. ${why.ko}` };
  }
  const most = short(limit);
  return {
    en: `${matrix.en}, none below zero: a learning rate below ${most} converges ${affine ? 'here' : 'from there'} even with this gradient. Other data have other eigenvalues.`,
    ko: `${matrix.ko}. 음수가 없으므로 학습률이 ${most}보다 작으면 ${affine ? '' : '그 가까이에서는 '}이 기울기로도 수렴합니다. 데이터가 달라지면 고윳값도 달라집니다.`,
  };
}

const NOTHING: Text = { en: '', ko: '' };
const NEAR_MINIMUM: Text = { en: ' near the minimum', ko: ' 최솟값 가까이에서' };
const NEAR_ZERO: Text = { en: ' near its zero', ko: ' 이 기울기가 0이 되는 곳 가까이에서' };

/** Why no rate contracts. */
function forbiddenText({ eigenvalues, forbids }: Iteration): Text {
  const j = forbids as number;
  const own = eigenvalueText(eigenvalues, j);
  const isReal = eigenvalues.imaginary[j] === 0;
  const [real, negative] = [isReal ? '' : 'real part of ', isReal ? '' : '실수부가 '];
  return isNegative(eigenvalues, j)
    ? {
        en: `where the ${real}eigenvalue is negative (${own}), every step leads further away, however small the learning rate. No rate works.`,
        ko: `고윳값${isReal ? '이' : '의'} ${negative}음수인 방향(${own})으로는 학습률을 아무리 줄여도 걸음마다 멀어지므로, 맞는 학습률은 없습니다.`,
      }
    : {
        en: `where the ${real}eigenvalue is zero (${own}), no step comes nearer, whatever the learning rate. No rate works.`,
        ko: `고윳값${isReal ? '이' : '의'} ${negative}0인 방향(${own})으로는 어떤 학습률로도 가까워지지 않으므로, 맞는 학습률은 없습니다.`,
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
      ? { en: '', ko: `${own} 그때 ${slow ? '느린' : '알맞은'} 값입니다` }
      : {
          en: `: after ${epochs} epoch${epochs === 1 ? '' : 's'} a thousandth of the way is left`,
          ko: slow
            ? `${own} 너무 느려서 최솟값까지 가는 길의 99.9%를 가는 데 ${epochs}에포크가 걸립니다`
            : `${own} 알맞은 값이어서 최솟값까지 가는 길의 99.9%를 ${epochs}에포크 만에 갑니다`,
        };
  return { en: `${range.en}; ${rate} is ${slow ? 'slow' : 'right'}${way.en}.`, ko: `${range.ko}. ${way.ko}.` };
}

const ONE_VALLEY: Text = {
  en: 'A local minimum is impossible: the model is linear in its parameters and the loss convex, so that there is one valley.',
  ko: '모형이 매개변수에 대해 선형이고 손실이 볼록하므로 골짜기가 하나뿐입니다. 국소 최솟값(local minimum)에 빠질 수 없습니다.',
};

const floorText = ({ metric, value, stop }: NonNullable<WrongDescent['floor']>): Text => {
  const name = { mae: { en: 'mean absolute error', ko: '평균절대오차' }, loss: { en: 'loss', ko: '손실' } }[metric];
  return {
    en: `Even at the minimum the ${name.en} is ${short(value)}: the stop "${stop}" lies below the noise.`,
    ko: `최솟값에서도 ${withParticle(name.ko, '은/는')} ${short(value)}입니다. 멈춤 조건 "${stop}"은 잡음보다 낮아 채울 수 없습니다.`,
  };
};

/** Far enough below zero to say so. */
const isNegative = ({ real, imaginary }: Iteration['eigenvalues'], j: number): boolean =>
  (real[j] as number) < -1e-10 * Math.max(...real.map((re, k) => Math.abs(re) + Math.abs(imaginary[k] as number)));

function eigenvalueText({ real, imaginary }: Iteration['eigenvalues'], j: number): string {
  const [re, im] = [real[j] as number, imaginary[j] as number];
  return im === 0 ? short(re) : `${short(re)} ${im < 0 ? '−' : '+'} ${short(Math.abs(im))}i`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

const short = (x: number): string => String(Number(x.toPrecision(3)));
