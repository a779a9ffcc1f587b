import type { Diagnosis } from '../diagnosis.js';

const LIMIT = 1e-4;

export const notAtMinimum: Diagnosis = {
  code: 'not-at-minimum',
  severity: 'warning',
  title: { en: 'the search did not arrive at a minimum', ko: '최솟값에 이르지 못한 탐색' },
  test: `a method that searches the minimum ended not converged, or at a relative offset (Bates and Watts 1981) > ${LIMIT} that is too large for standard errors`,
  example: {
    block: {
      id: 'cut-short',
      data: { rows: 20, columns: { t: 'index/2', y: '5*exp(-0.5*t) + normal(0, 0.1)' } },
      model: 'y ~ A*exp(-k*t)',
      start: { A: 1, k: 3 },
      epochs: 2,
    },
  },
  diagnose: ({ minimiser, offset, outcome, withoutErrors }) => {
    if (!minimiser || outcome === 'cancelled') return null;
    const away = offset !== null && offset > LIMIT && withoutErrors === 'not-at-minimum';
    if (outcome === 'converged' && !away) return null;
    const size = offset === null ? '' : ` (${Number(offset.toPrecision(3))})`;
    return {
      code: 'not-at-minimum',
      severity: 'warning',
      message: {
        en: `The search ended before a minimum: the part of the residuals that the parameters could still explain is${size === '' ? ' not known' : ` ${Number((offset as number).toPrecision(3))} of their noise`}. These values are where it stopped, not the answer.`,
        ko: `최솟값에 이르기 전에 탐색이 끝났습니다. 매개변수로 더 설명할 수 있는 잔차의 비율은 잡음의 ${size === '' ? '얼마인지 알 수 없습니다' : `${Number((offset as number).toPrecision(3))}배입니다`}. 이 값은 답이 아니라 멈춘 자리입니다.`,
      },
      evidence: { relativeOffset: offset, limit: LIMIT, outcome },
      advice: {
        en: 'Give another start or more epochs, or leave --start out and let --method auto search.',
        ko: '다른 시작값이나 더 많은 에포크를 주거나, --start 없이 --method auto에 맡기세요.',
      },
    };
  },
};
