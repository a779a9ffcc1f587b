import type { Diagnosis } from '../diagnosis.js';

export const nonDifferentiablePoint: Diagnosis = {
  code: 'non-differentiable-point',
  severity: 'note',
  title: { en: 'the answer sits on a kink', ko: '꺾인 점에 놓인 답' },
  test: {
    en: 'at the last iterate an argument of abs, max, floor, … is exactly where the derivative does not exist',
    ko: '마지막 지점에서 abs, max, floor 등의 인수가 도함수가 없는 바로 그 값일 때',
  },
  example: {
    block: {
      id: 'corner',
      data: { rows: 11, columns: { x: 'index', y: '2*abs(x - 5) + normal(0, 0.1)' } },
      model: 'y ~ a*abs(x - 5)',
    },
  },
  diagnose: ({ kinks }) => {
    const first = kinks[0];
    if (first === undefined) return null;
    return {
      code: 'non-differentiable-point',
      severity: 'note',
      message: {
        en: `Where the run ended, ${first.text} is exactly zero in ${first.rows} ${first.rows === 1 ? 'row' : 'rows'}: the derivative does not exist there, a one-sided one was used.`,
        ko: `끝난 지점에서 ${first.text} 값이 ${first.rows}개 행에서 정확히 0입니다. 그곳에는 도함수가 없어 한쪽 도함수를 썼습니다.`,
      },
      evidence: { expressions: kinks.map((kink) => kink.text), rows: kinks.map((kink) => kink.rows) },
      advice: {
        en: 'Standard errors and the gradient test hold only away from the kink; a smooth form (softplus for max(0, x)) avoids it.',
        ko: '표준오차와 기울기 검사는 꺾인 점 밖에서만 유효합니다. 매끄러운 꼴(max(0, x) 대신 softplus)을 쓰면 피할 수 있습니다.',
      },
    };
  },
};
