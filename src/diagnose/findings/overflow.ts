import type { Diagnosis } from '../diagnosis.js';

export const overflow: Diagnosis = {
  code: 'overflow',
  severity: 'error',
  title: { en: 'the model is not a finite number', ko: '유한한 수가 아닌 모형 값' },
  test: 'the data are finite, and the model is not in some row where the run ended',
  example: {
    block: {
      id: 'log-of-less-than-zero',
      data: { rows: 20, columns: { x: 'index', y: '2*log(x + 1) + normal(0, 0.1)' } },
      model: 'y ~ a*log(x - c)',
      start: { a: 1, c: 3 },
      method: 'gd',
      epochs: 10,
    },
  },
  diagnose: ({ notFinite, rows, outcome }) => {
    if (notFinite === null) return null;
    const { count, row, inputs, value } = notFinite;
    const where = Object.entries(inputs)
      .map(([name, x]) => `${name} = ${x}`)
      .join(', ');
    return {
      code: 'overflow',
      severity: 'error',
      message: {
        en: `The model is ${value} in ${count} of ${rows} rows, first in row ${row}${where === '' ? '' : ` (${where})`}.`,
        ko: `${rows}행 가운데 ${count}행에서 모형 값이 ${value}입니다. 첫 번째는 ${row}행${where === '' ? '' : `(${where})`}입니다.`,
      },
      evidence: { rows: count, first: row, inputs, value: String(value), outcome },
      advice: {
        en: 'Leave such rows out with --where, write the formula so that it is defined there, or give a start (--start) or bounds where it is finite.',
        ko: '--where로 그런 행을 빼거나, 그곳에서도 정의되도록 식을 쓰거나, 값이 유한한 시작값(--start)이나 범위(--bounds)를 주세요.',
      },
    };
  },
};
