import type { Diagnosis } from '../diagnosis.js';

const LIMIT = 1;

export const influentialRow: Diagnosis = {
  code: 'influential-row',
  severity: 'note',
  title: { en: 'one row decides much of the fit', ko: '한 행에 크게 좌우되는 적합' },
  test: {
    en: `the largest of Cook's distances > ${LIMIT}`,
    ko: `쿡의 거리 가운데 가장 큰 값이 ${LIMIT}보다 클 때`,
  },
  example: {
    block: {
      id: 'far-point',
      data: { rows: 12, columns: { x: 'index == 11 ? 60 : index', y: '2*x + 1 + normal(0, 0.5) - (index == 11 ? 40 : 0)' } },
      model: 'y ~ a*x + b',
    },
  },
  diagnose: ({ diagnostics }) => {
    const cook = diagnostics?.cook;
    if (cook === null || cook === undefined || !(cook.largest > LIMIT)) return null;
    const distance = Number(cook.largest.toPrecision(3));
    return {
      code: 'influential-row',
      severity: 'note',
      message: {
        en: `Row ${cook.row} decides much of this fit: its Cook's distance is ${distance}, so without it the parameters together would move by about their standard errors or more.`,
        ko: `${cook.row}행이 결과를 크게 좌우합니다. 쿡의 거리가 ${distance}이므로, 이 행을 빼면 매개변수가 표준오차만큼 또는 그보다 더 움직입니다.`,
      },
      evidence: { row: cook.row, cook: cook.largest, limit: LIMIT },
      advice: {
        en: 'Check that row, and fit without it to see what changes (--where).',
        ko: '그 행을 확인하고, 빼고도 맞춰 보아(--where) 무엇이 달라지는지 보세요.',
      },
    };
  },
};
