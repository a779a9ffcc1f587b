import type { Diagnosis } from '../diagnosis.js';

export const responsesShareNothing: Diagnosis = {
  code: 'responses-share-nothing',
  severity: 'note',
  title: { en: 'a formula shares no parameter with the others', ko: '다른 식과 공유하는 매개변수가 없는 식' },
  test: {
    en: 'several formulas, and one has no free parameter that another one has',
    ko: '식이 여럿인데 다른 식과 공유하는 자유 매개변수가 없는 식이 있을 때',
  },
  example: {
    block: {
      id: 'strangers',
      data: { rows: 20, columns: { x: 'index', u: '2*x + 1 + normal(0, 0.1)', v: '5 - x + normal(0, 0.1)' } },
      model: 'u ~ a*x + b; v ~ c*x + d',
    },
  },
  diagnose: ({ responses = [] }) => {
    const alone = responses.filter(
      (own) =>
        !responses.some((other) => other !== own && other.parameters.some((parameter) => own.parameters.includes(parameter))),
    );
    if (responses.length < 2 || alone.length === 0) return null;
    const names = alone.map(({ response }) => response);
    const [list, one] = [names.join(', '), names.length === 1];
    return {
      code: 'responses-share-nothing',
      severity: 'note',
      message: {
        en: `The ${one ? 'formula' : 'formulas'} of ${list} ${one ? 'shares' : 'share'} no parameter with another one: the values are those of a fit of its own, only the residual variance behind the standard errors is common.`,
        ko: `${list}의 식은 다른 식과 공유하는 매개변수가 없습니다. 값은 따로 맞춘 것과 같고, 표준오차에 쓰는 잔차 분산만 공통입니다.`,
      },
      evidence: { responses: names },
      advice: {
        en: 'If a parameter is meant to be the same, give it the same name in both; else fit them one after the other.',
        ko: '같은 매개변수라면 두 식에서 같은 이름을 쓰고, 아니라면 하나씩 따로 맞추세요.',
      },
    };
  },
};
