import type { Diagnosis } from '../diagnosis.js';

export const underDetermined: Diagnosis = {
  code: 'under-determined',
  severity: 'warning',
  title: { en: 'fewer rows than parameters', ko: '매개변수보다 적은 행' },
  test: {
    en: 'rows < free parameters',
    ko: '행의 수가 자유 매개변수의 수보다 적을 때',
  },
  example: {
    block: {
      id: 'three-points',
      data: 'example.csv',
      model: 'y ~ a + b*x + c*x^2 + d*x^3',
    },
    csv: 'x,y\n1,2.1\n2,3.9\n4,8.2\n',
  },
  diagnose: ({ rows, model }) => {
    const parameters = model.free.length;
    if (rows >= parameters) return null;
    return {
      code: 'under-determined',
      severity: 'warning',
      message: {
        en: `${rows} ${rows === 1 ? 'row does' : 'rows do'} not determine ${parameters} parameters: many values fit equally well.`,
        ko: `데이터 ${rows}행으로는 매개변수 ${parameters}개를 정할 수 없습니다. 똑같이 잘 맞는 값이 많습니다.`,
      },
      evidence: { rows, parameters },
      advice: {
        en: `Take at least ${parameters} rows, better ${parameters * 5}, or fix some parameters with --fixed.`,
        ko: `행을 ${parameters}개 이상(되도록 ${parameters * 5}개) 모으거나 --fixed로 일부 매개변수를 고정하세요.`,
      },
    };
  },
};
