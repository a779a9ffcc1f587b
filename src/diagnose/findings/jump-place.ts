import { withParticle } from '../../base/particle.js';
import { jumpPlaces } from '../../problem/jump-places.js';
import type { Diagnosis } from '../diagnosis.js';

export const jumpPlace: Diagnosis = {
  code: 'jump-place',
  severity: 'warning',
  title: { en: 'a place where the formula jumps', ko: '식이 건너뛰는 자리' },
  test: {
    en: 'the derivative of the model by a free parameter is zero everywhere, although the formula reads it',
    ko: '식이 어떤 자유 매개변수를 읽는데도 그 매개변수에 대한 모형의 도함수가 어디서나 0일 때',
  },
  example: {
    block: {
      id: 'step',
      data: { rows: 20, columns: { x: 'index', y: '(x < 8 ? 1 : 3) + normal(0, 0.1)' } },
      model: 'y ~ x < c ? a : b',
      start: { c: 9.5 },
    },
  },
  diagnose: ({ model, point }) => {
    const places = jumpPlaces(model);
    if (places.length === 0) return null;
    const list = places.join(', ');
    const values = Object.fromEntries(places.map((name) => [name, point[model.free.indexOf(name)] as number]));
    return {
      code: 'jump-place',
      severity: 'warning',
      message: {
        en: `${list} only ${places.length === 1 ? 'decides' : 'decide'} which rows are treated alike: any value up to the next row gives the same fit, so there are no standard errors.`,
        ko: `${withParticle(list, '은/는')} 어느 행을 같게 다룰지만 정합니다. 다음 행까지는 어떤 값이든 적합이 같으므로 표준오차가 없습니다.`,
      },
      evidence: { parameters: values },
      advice: {
        en: `Fix ${places.length === 1 ? 'it' : 'them'} where it was found (--fixed '${places[0]}=…') for the standard errors of the others, or write a steep but smooth step, as sigmoid((x - c)/w).`,
        ko: `찾은 값으로 고정하면(--fixed '${places[0]}=…') 나머지의 표준오차를 얻습니다. 또는 sigmoid((x - c)/w)처럼 가파르지만 매끄러운 계단으로 쓰세요.`,
      },
    };
  },
};
