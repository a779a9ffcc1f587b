import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import type { Diagnosis, EndlessInterval } from '../diagnosis.js';

export const flatProfile: Diagnosis = {
  code: 'flat-profile',
  severity: 'warning',
  title: { en: 'an interval without an end', ko: '끝이 없는 구간' },
  test: {
    en: 'with profiles: the profile of a parameter does not reach the level of the interval on one side, however far it is followed',
    ko: '프로파일을 구할 때, 매개변수의 프로파일을 아무리 멀리 따라가도 어느 한쪽에서 구간의 수준에 이르지 못하는 경우',
  },
  example: {
    block: {
      id: 'far-from-saturation',
      data: { rows: 12, columns: { c: '0.1*(index + 1)', v: '2*c/(10 + c) + normal(0, 0.05)' } },
      model: 'v ~ V*c/(K + c)',
      start: { V: 1, K: 5 },
      profile: true,
    },
  },
  diagnose: ({ endless }) => {
    if (endless.length === 0) return null;
    return {
      code: 'flat-profile',
      severity: 'warning',
      message: { en: endless.map((end) => sentence(end).en).join(' '), ko: endless.map((end) => sentence(end).ko).join(' ') },
      evidence: {
        ends: endless.map(({ parameter, side, reason, at, root, reach }) => ({
          parameter,
          side,
          reason,
          at,
          root,
          limit: reach,
        })),
      },
      advice: {
        en: 'The data bound these parameters on one side only: report a limit, not value ± error; take data where they matter, or fix or bound them by what is known.',
        ko: '데이터는 이 매개변수를 한쪽으로만 정합니다. 값 ± 오차 대신 한계값을 알리고, 이 값이 중요한 범위의 데이터를 모으거나 아는 대로 고정하거나 범위를 주세요.',
      },
    };
  },
};

function sentence({ parameter, side, reason, at, root, reach }: EndlessInterval): Text {
  const [place, reached, limit] = [short(at), short(root), short(reach)];
  const end = {
    en: `The interval of ${parameter} has no ${side} end:`,
    ko: `${parameter} 구간의 ${side === 'lower' ? '아래쪽' : '위쪽'} 끝이 없습니다.`,
  };
  const why: Readonly<Record<EndlessInterval['reason'], Text>> = {
    flat: {
      en: `however ${side === 'lower' ? 'small' : 'large'} it is, the fit hardly gets worse (|τ| levels off at ${reached} of ${limit}, followed to ${place}).`,
      ko: `아무리 ${side === 'lower' ? '작아도' : '커도'} 적합이 거의 나빠지지 않습니다(|τ|가 ${limit}에 이르지 못하고 ${reached}에서 멈춤, ${place}까지 확인).`,
    },
    bound: {
      en: `it may not go beyond its bound ${place}, where |τ| is ${reached} of ${limit}.`,
      ko: `범위 끝 ${withParticle(place, '을/를')} 넘을 수 없고, 그곳에서 |τ|가 ${withParticle(reached, '으로/로')} ${limit}보다 작습니다.`,
    },
    'not-finite': {
      en: `beyond ${place} the model is not finite, and there |τ| is ${reached} of ${limit}.`,
      ko: `${place} 너머에서는 모형 값이 유한하지 않고, 그곳에서 |τ|가 ${withParticle(reached, '으로/로')} ${limit}보다 작습니다.`,
    },
    search: {
      en: `near ${place} the search for the other parameters does not converge.`,
      ko: `${place} 부근에서 다른 매개변수의 탐색이 수렴하지 않습니다.`,
    },
  };
  return { en: `${end.en} ${why[reason].en}`, ko: `${end.ko} ${why[reason].ko}` };
}

const short = (x: number): string => String(Number(x.toPrecision(4)));
