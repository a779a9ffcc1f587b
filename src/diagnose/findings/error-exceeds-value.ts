import type { Diagnosis } from '../diagnosis.js';

const RATIO = 10;

export const errorExceedsValue: Diagnosis = {
  code: 'error-exceeds-value',
  severity: 'warning',
  title: { en: 'a standard error far above the value', ko: '값보다 훨씬 큰 표준오차' },
  test: {
    en: `standard error > ${RATIO}·|value| for a free parameter`,
    ko: `자유 매개변수의 표준오차가 |값|의 ${RATIO}배보다 클 때`,
  },
  example: {
    block: {
      id: 'no-slope',
      seed: 26,
      data: { rows: 30, columns: { x: 'index/10', y: '5 + normal(0, 1)' } },
      model: 'y ~ a + b*x',
    },
  },
  diagnose: ({ model, point, estimate }) => {
    const errors = estimate?.standardErrors;
    if (errors === null || errors === undefined) return null;
    const unsure = model.free.filter((_, j) => (errors[j] as number) > RATIO * Math.abs(point[j] as number) && point[j] !== 0);
    if (unsure.length === 0) return null;
    const rows = unsure.map((name) => ({
      parameter: name,
      value: point[model.free.indexOf(name)] as number,
      standardError: errors[model.free.indexOf(name)] as number,
    }));
    const list = rows.map((row) => `${row.parameter} = ${short(row.value)} ± ${short(row.standardError)}`).join(', ');
    return {
      code: 'error-exceeds-value',
      severity: 'warning',
      message: {
        en: `${list}: the data hardly determine ${rows.length === 1 ? 'this value' : 'these values'}.`,
        ko: `${list}: 데이터로는 이 값이 거의 정해지지 않습니다.`,
      },
      evidence: { parameters: rows, limit: RATIO },
      advice: {
        en: 'A value of about zero may be just that; else simplify the formula, take more data, or check for perfectly separated or cancelling terms.',
        ko: '실제로 0에 가까운 값일 수도 있습니다. 아니라면 식을 줄이거나 데이터를 더 모으고, 완전히 분리되거나 서로 상쇄되는 항이 없는지 확인하세요.',
      },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(3)));
