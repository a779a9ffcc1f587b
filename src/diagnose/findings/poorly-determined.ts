import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

const LIMIT = 1e7;
/** Beyond them the finding is `not-identifiable`. */
const MOST = 1e8;
const MOST_REFINED = 1e13;

export const poorlyDetermined: Diagnosis = {
  code: 'poorly-determined',
  severity: 'warning',
  title: { en: 'parameters that trade off against each other', ko: '서로 상쇄되는 매개변수' },
  test: {
    en: `condition number of the column-scaled Jacobian, columns far from zero for their spread centred beside a constant one, > ${LIMIT} (and not so large that not-identifiable says it), and a standard error that is missing or > half of its parameter`,
    ko: `열의 크기를 맞춘 야코비안(퍼진 정도에 비해 0에서 먼 열은 상수 열이 있으면 중심을 옮김)의 조건수가 ${LIMIT}보다 크고(not-identifiable이 알릴 만큼 크지는 않음), 표준오차가 없거나 매개변수의 절반보다 큰 것이 있을 때`,
  },
  example: {
    block: {
      id: 'three-near-rates',
      data: { rows: 30, columns: { t: 'index/30', y: '3*exp(-t) + normal(0, 0.01)' } },
      model: 'y ~ a*exp(-t) + b*exp(-1.001*t) + c*exp(-1.002*t)',
    },
  },
  diagnose: ({ estimate, model, point, lowerMinimum, refined }) => {
    if (estimate === null || estimate.weakest === null || lowerMinimum !== null) return null;
    const { conditionNumber } = estimate;
    if (!(conditionNumber > LIMIT && conditionNumber <= (refined ? MOST_REFINED : MOST))) return null;
    const errors = estimate.standardErrors;
    const unsure = point.some((value, j) => errors === null || (errors[j] as number) > 0.5 * Math.abs(value));
    if (!unsure) return null;
    const { weakest } = estimate;
    const names = model.free.filter((_, j) => weakest[j] !== 0);
    const parts = Object.fromEntries(names.map((name) => [name, weakest[model.free.indexOf(name)] as number]));
    const list = names.join(', ');
    const condition = estimate.conditionNumber.toPrecision(2);
    return {
      code: 'poorly-determined',
      severity: 'warning',
      message: {
        en: `${list} ${names.length === 1 ? 'hardly shows in the data' : 'trade off against each other: moved together, they hardly change a prediction'} (condition number ${condition}).`,
        ko: `${withParticle(list, '은/는')} ${names.length === 1 ? '데이터에 거의 드러나지 않습니다' : '함께 움직이면 예측이 거의 달라지지 않아 서로 상쇄됩니다'}(조건수 ${condition}).`,
      },
      evidence: { conditionNumber: estimate.conditionNumber, limit: LIMIT, direction: parts },
      advice: {
        en: `Fix one of them (--fixed '${names[0]}=…'), write the formula with fewer parameters, or take data where they act differently.`,
        ko: `그중 하나를 고정하거나(--fixed '${names[0]}=…') 매개변수가 더 적은 식을 쓰거나, 서로 다르게 작용하는 데이터를 모으세요.`,
      },
    };
  },
};
