import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

const RATIO = 10;
/** Over the largest response: smaller residuals are rounding, and their size means nothing. */
const EXACT = 1e-10;

export const responsesDifferInScale: Diagnosis = {
  code: 'responses-differ-in-scale',
  severity: 'warning',
  title: { en: 'one response outweighs another', ko: '한 반응값이 다른 반응값을 압도함' },
  test: {
    en: `several responses, at the minimum: their weighted residual standard deviations differ by more than ${RATIO}×`,
    ko: `반응값이 여럿이고 최솟값에 있을 때, 가중한 잔차 표준편차가 ${RATIO}배 넘게 차이 나는 경우`,
  },
  example: {
    block: {
      id: 'two-units',
      data: {
        rows: 20,
        columns: { t: 'index/4', volts: '2*exp(-0.5*t) + normal(0, 0.01)', counts: '900*exp(-0.5*t) + normal(0, 10)' },
      },
      model: 'volts ~ a*exp(-k*t); counts ~ b*exp(-k*t)',
      start: { a: 1, b: 500, k: 1 },
    },
  },
  diagnose: ({ responses = [], weighted, withoutErrors }) => {
    if (withoutErrors === 'not-at-minimum' || withoutErrors === 'not-finite') return null;
    const spreads = responses.flatMap(({ response, residualStandardDeviation, largest }) =>
      residualStandardDeviation !== null && residualStandardDeviation > EXACT * largest
        ? [{ response, residualStandardDeviation }]
        : [],
    );
    const ordered = [...spreads].sort((a, b) => a.residualStandardDeviation - b.residualStandardDeviation);
    const [least, most] = [ordered[0], ordered.at(-1)];
    if (least === undefined || most === undefined) return null;
    const ratio = most.residualStandardDeviation / least.residualStandardDeviation;
    if (!(ratio > RATIO)) return null;
    const [low, high] = [short(least.residualStandardDeviation), short(most.residualStandardDeviation)];
    const [weight, weightKo] = weighted ? ['weighted ', '가중 '] : ['', ''];
    // Only without weights are the residuals what a standard deviation of each response would be.
    const isFixable = !weighted && withoutErrors !== 'loss' && spreads.length === responses.length;
    const sigma = spreads.map((spread) => short(spread.residualStandardDeviation)).join(', ');
    return {
      code: 'responses-differ-in-scale',
      severity: 'warning',
      message: {
        en: `The ${weight}residuals of ${most.response} (standard deviation ${high}) are ${short(ratio)} times as large as those of ${least.response} (${low}): the sum of squares hardly sees ${least.response}, and the standard errors of what it determines are too large.`,
        ko: `${most.response}의 ${weightKo}잔차(표준편차 ${high})가 ${least.response}의 잔차(${low})보다 ${short(ratio)}배 큽니다. 제곱합은 ${withParticle(least.response, '을/를')} 거의 보지 못하고, 이것이 정하는 매개변수의 표준오차는 너무 큽니다.`,
      },
      evidence: { responses: spreads, ratio, limit: RATIO },
      advice: {
        en: isFixable
          ? `Give each response its standard deviation, --sigma '${sigma}', or a column of them for each.`
          : 'Give each response its standard deviation, as a number or a column: --sigma with one for each, separated by commas.',
        ko: isFixable
          ? `반응값마다 표준편차를 주거나(--sigma '${sigma}') 표준편차 열을 하나씩 주세요.`
          : '반응값마다 표준편차를 수나 열로 주세요. --sigma에 하나씩 쉼표로 구분해 적습니다.',
      },
      ...(isFixable ? { fix: { sigma } } : {}),
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(3)));
