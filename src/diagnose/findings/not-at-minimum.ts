import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import type { Finding } from '../finding.js';
import { gradientFactor } from '../gradient-check.js';
import { separation } from '../separation.js';
import { deadStart } from './dead-start.js';
import { plateau } from './plateau.js';
import { saddle } from './saddle.js';

const LIMIT = 1e-4;
/** Of the noise: beyond it the curve is farther from the best one than the rows are. */
const WORTHLESS = 1;
/** Of the largest response: rows that lie nearer to the curve are fitted exactly, and their noise is nothing. */
const EXACT = 1e-4;

export const notAtMinimum: Diagnosis = {
  code: 'not-at-minimum',
  severity: 'warning',
  title: { en: 'the search did not arrive at a minimum', ko: '최솟값에 이르지 못한 탐색' },
  test: {
    en: `a method that searches the minimum ended not converged, or at a relative offset (Bates and Watts 1981) > ${LIMIT} that is too large for standard errors, but for what overflow and separated say; or a descent of least squares converged by its own rule at such an offset, with residuals above ${EXACT} of the largest response, along its own gradient, and neither at a saddle, on a plateau nor at a start without a slope: an error from ${WORTHLESS} on`,
    ko: `최솟값을 찾는 방법이 수렴하지 못하고 끝났거나, 상대 오프셋(Bates and Watts 1981)이 ${LIMIT}보다 커서 표준오차를 구할 수 없을 때. overflow와 separated가 알리는 경우는 제외. 또는 최소제곱의 하강이 참 기울기를 따라가다 자기 기준으로 그런 오프셋에서 수렴했고, 잔차가 가장 큰 반응값의 ${EXACT}배보다 크며, 그곳이 안장점도 평평한 곳도 기울기 없는 시작점도 아닐 때. 오프셋이 ${WORTHLESS} 이상이면 오류`,
  },
  example: {
    block: {
      id: 'cut-short',
      data: { rows: 20, columns: { t: 'index/2', y: '5*exp(-0.5*t) + normal(0, 0.1)' } },
      model: 'y ~ A*exp(-k*t)',
      start: { A: 1, k: 3 },
      epochs: 2,
    },
  },
  diagnose: (run) => {
    const { minimiser, offset, outcome, withoutErrors } = run;
    if (outcome === 'cancelled' || run.notFinite !== null || separation(run) !== null) return null;
    if (!minimiser) return outcome === 'converged' && withoutErrors === 'not-at-minimum' ? ofDescent(run) : null;
    const away = offset !== null && offset > LIMIT && withoutErrors === 'not-at-minimum';
    if (outcome === 'converged' && !away) return null;
    const size = offset === null ? '' : ` (${Number(offset.toPrecision(3))})`;
    return {
      code: 'not-at-minimum',
      severity: 'warning',
      message: {
        en: `The search ended before a minimum: the part of the residuals that the parameters could still explain is${size === '' ? ' not known' : ` ${Number((offset as number).toPrecision(3))} of their noise`}. These values are where it stopped, not the answer.`,
        ko: `최솟값에 이르기 전에 탐색이 끝났습니다. 매개변수로 더 설명할 수 있는 잔차가 ${size === '' ? '얼마나 되는지 알 수 없습니다' : `잡음의 ${Number((offset as number).toPrecision(3))}배입니다`}. 이 값은 답이 아니라 멈춘 자리입니다.`,
      },
      evidence: { relativeOffset: offset, limit: LIMIT, outcome },
      advice: {
        en: 'Give another start or more epochs, or leave --start out and let --method auto search.',
        ko: '다른 시작값이나 더 많은 에포크를 주거나, --start 없이 --method auto에 맡기세요.',
      },
    };
  },
};

/** Its gradient became small beside its largest one, as along a flat valley, before it was small beside the noise. */
function ofDescent(run: DiagnosedRun): Finding | null {
  const { offset, estimate, answer, inference, largestResponse } = run;
  const visible = Math.sqrt(2 * answer.loss) > EXACT * largestResponse;
  // Where the noise is lost in the rounding of what is left to explain, the offset is beyond all numbers.
  const far = offset === null && inference === 'squares' && estimate !== null;
  if (!(far || (offset !== null && offset > LIMIT)) || !visible || isTold(run)) return null;
  const size = offset === null ? null : Number(offset.toPrecision(3));
  return {
    code: 'not-at-minimum',
    severity: far || (offset as number) >= WORTHLESS ? 'error' : 'warning',
    message: {
      en: `The descent met its rule of convergence before the minimum: the part of the residuals that the parameters could still explain is ${size === null ? 'nearly all of them' : `${size} of their noise`}. These values are where it stopped, not the answer.`,
      ko: `경사 하강이 최솟값에 이르기 전에 수렴 조건을 만족했습니다. 매개변수로 더 설명할 수 있는 잔차가 ${size === null ? '거의 전부입니다' : `잡음의 ${size}배입니다`}. 이 값은 답이 아니라 멈춘 자리입니다.`,
    },
    evidence: { relativeOffset: offset, limit: LIMIT, outcome: 'converged' },
    advice: {
      en: 'Leave the method to downhill (--method auto), or bring the columns to like sizes (--let).',
      ko: '방법을 downhill에 맡기거나(--method auto) 열의 크기를 비슷하게 맞추세요(--let).',
    },
  };
}

/** Another finding says why the run ended there. */
const isTold = (run: DiagnosedRun): boolean =>
  gradientFactor(run) === null || [saddle, plateau, deadStart].some(({ diagnose }) => diagnose(run)?.severity === 'error');
