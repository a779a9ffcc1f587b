import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

export const scaleZero: Diagnosis = {
  code: 'scale-zero',
  severity: 'warning',
  title: { en: 'residuals without a scale', ko: '척도를 잴 수 없는 잔차' },
  test: {
    en: 'a robust loss with automatic delta, and a median of |r| of at most 1e-10 of the largest response',
    ko: '강건 손실의 delta를 자동으로 정하는데 |r|의 중앙값이 가장 큰 반응값의 1e-10배 이하일 때',
  },
  example: {
    block: {
      id: 'whole-numbers',
      data: { rows: 20, columns: { x: 'index', y: '2*x + 1 + (index == 3 ? 5 : 0) - (index == 12 ? 7 : 0)' } },
      model: 'y ~ a*x + b',
      loss: 'huber',
    },
  },
  diagnose: ({ robust }) => {
    if (robust === null || !robust.exact || !robust.automatic) return null;
    return {
      code: 'scale-zero',
      severity: 'warning',
      message: {
        en: `More than half of the rows lie exactly on the curve, so that the scale of the residuals is zero. delta was set to ${short(robust.delta)}, next to nothing: the fit goes through those rows and the others hardly count.`,
        ko: `절반이 넘는 행이 곡선 위에 정확히 놓여 잔차의 척도가 0입니다. delta를 0에 가까운 ${withParticle(short(robust.delta), '으로/로')} 두었으므로 적합은 그 행들을 지나고 나머지는 거의 반영되지 않습니다.`,
      },
      evidence: { delta: robust.delta, scale: 0 },
      advice: {
        en: 'Where the response is rounded or counted, give delta in its units: --set delta=1.',
        ko: '반응 변수가 반올림되었거나 개수라면 그 단위로 delta를 주세요: --set delta=1.',
      },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(3)));
