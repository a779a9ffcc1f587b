import type { Diagnosis } from '../diagnosis.js';

const AGREE = 2;
const SEARCHES = 20;
/** z of the runs test on the residuals: a start that was given counts for something, unless its fit looks wrong. */
const RUNS = -3;

export const searchInconclusive: Diagnosis = {
  code: 'search-inconclusive',
  severity: 'warning',
  title: { en: 'few searches found this minimum', ko: '드물게 찾은 최솟값' },
  test: {
    en: `of ${SEARCHES} searches or more no more than ${AGREE} ended in the lowest minimum; where a start was given, only if the runs test is below ${RUNS} too`,
    ko: `${SEARCHES}번 이상의 탐색 가운데 ${AGREE}번 이하만 가장 낮은 최솟값에서 끝났을 때. 시작값을 주었으면 런 검정의 z도 ${RUNS}보다 작을 때만`,
  },
  example: {
    block: {
      id: 'two-waves',
      seed: 1,
      data: { rows: 40, columns: { t: 'uniform(0, 30)', y: '3*sin(6.3*t) + sin(9.1*t + 1) + normal(0, 0.3)' } },
      model: 'y ~ a*sin(w*t + p) + b*sin(v*t + q) + c',
    },
  },
  diagnose: ({ search, diagnostics }) => {
    if (search === null || search.distinct === 0 || search.starts < SEARCHES || search.agree > AGREE) return null;
    if (!search.drawn && !((diagnostics?.runs?.z ?? 0) < RUNS)) return null;
    const { starts, agree, distinct } = search;
    return {
      code: 'search-inconclusive',
      severity: 'warning',
      message: {
        en: `Only ${agree} of ${starts} searches ended in this minimum, and ${distinct} different ${distinct === 1 ? 'one was' : 'ones were'} seen: there may be a lower one.`,
        ko: `탐색 ${starts}번 가운데 ${agree}번만 이 최솟값에서 끝났고 서로 다른 최솟값 ${distinct}개가 보였습니다. 더 낮은 것이 있을 수 있습니다.`,
      },
      evidence: { starts, agree, distinct },
      advice: {
        en: 'Give a start (--start) or bounds (--bounds) for what you know, more searches (--starts 1000), or another --seed and compare.',
        ko: '아는 값이 있으면 시작값(--start)이나 범위(--bounds)를 주고, 탐색을 늘리거나(--starts 1000) 다른 --seed와 비교해 보세요.',
      },
    };
  },
};
