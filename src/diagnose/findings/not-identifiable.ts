import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import { jumpPlaces } from '../../problem/jump-places.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { bestElsewhere } from '../elsewhere.js';
import { isHeld } from '../held.js';
import { separation } from '../separation.js';

/** σmin/σmax of the column-scaled Jacobian below which a direction is lost in rounding; and where it was computed in double-double. */
const LIMIT = 1e-8;
const REFINED_LIMIT = 1e-13;
/** Searches that ended in a minimum and make it believable although parameters stopped acting there; and that looked elsewhere without finding a lower one. */
const AGREE = 3;
const SEARCHES = 20;

export const notIdentifiable: Diagnosis = {
  code: 'not-identifiable',
  severity: 'error',
  title: { en: 'the data cannot tell some parameters apart', ko: '데이터로 구별할 수 없는 매개변수' },
  test: {
    en: `σmin/σmax of the column-scaled Jacobian < ${LIMIT}, or ${REFINED_LIMIT} where the result was refined in double-double (columns far from zero for their spread centred, beside a constant one); not where jump-place says it, nor at a saddle, on a plateau or at a start without a slope, nor where a run diverged but for linear least squares. A warning where ${AGREE} searches or more ended in this minimum, or it is the lowest of ${SEARCHES}, and the ratio is ≥ ${LIMIT} around the start: then a term has come to a limit, and the fit can be right`,
    ko: `열의 크기를 맞춘 야코비안의 σmin/σmax < ${LIMIT}일 때. 결과를 이중 배정밀도로 다듬었으면 ${REFINED_LIMIT}(퍼진 정도에 비해 0에서 먼 열은 상수 열이 있으면 중심을 옮김). jump-place가 알리는 경우, 안장점, 평평한 곳, 기울기 없는 시작점, 선형 최소제곱이 아닌데 발산한 실행은 제외. ${AGREE}번 이상의 탐색이 이 최솟값에서 끝났거나 ${SEARCHES}번 가운데 가장 낮은 최솟값이고, 시작점 주변에서는 그 비가 ${LIMIT} 이상이면 주의. 그때는 어떤 항이 극한에 이른 것이며 적합은 옳을 수 있음`,
  },
  example: {
    block: {
      id: 'two-for-one',
      data: { rows: 20, columns: { t: 'index/4', y: '5*exp(-0.5*t) + normal(0, 0.1)' } },
      model: 'y ~ a*exp(b - k*t)',
      start: { a: 1, b: 1, k: 1 },
    },
  },
  diagnose: (run) => {
    const { estimate, model, point, refined } = run;
    if (estimate === null || point.some((x) => !Number.isFinite(x)) || isLost(run) || separation(run) !== null) return null;
    const ratio = 1 / estimate.conditionNumber;
    // What only chooses between rows has no slope anywhere: jump-place says it.
    const jumps = estimate.nullDirections.length === 0 ? [] : jumpPlaces(model);
    const direction = estimate.nullDirections.find((along) =>
      model.free.some((name, j) => along[j] !== 0 && !jumps.includes(name)),
    );
    const limit = refined ? REFINED_LIMIT : LIMIT;
    if (!(ratio < limit) || direction === undefined || isHeld(run)) return null;
    const names = model.free.filter((_, j) => direction[j] !== 0);
    const parts = Object.fromEntries(names.map((name) => [name, direction[model.free.indexOf(name)] as number]));
    const elsewhere = isBelieved(run) ? bestElsewhere(run, LIMIT) : null;
    const local = elsewhere !== null && elsewhere >= LIMIT;
    return {
      code: 'not-identifiable',
      severity: local ? 'warning' : 'error',
      message: local ? atLimit(names) : everywhere(names),
      evidence: { singularValueRatio: ratio, limit, direction: parts, ...(local ? { elsewhere } : {}) },
      advice: {
        en: `Fix ${names.length === 1 ? 'it' : 'one of them'} (--fixed '${names[0]}=…'), simplify the formula, or take data where they act differently.`,
        ko: `${names.length === 1 ? '이를' : '그중 하나를'} 고정하거나(--fixed '${names[0]}=…') 식을 줄이거나, 서로 다르게 작용하는 데이터를 모으세요.`,
      },
    };
  },
};

/** Where a run ran away to nothing acts any more. What is linear in squares is the same everywhere. */
const isLost = ({ outcome, convex, inference }: DiagnosedRun): boolean =>
  (outcome === 'diverged' || outcome === 'not-finite') && !(convex && inference === 'squares');

/** What one search ends in where parameters stopped acting is mostly a plateau that it was lost on. */
const isBelieved = ({ search, lowerMinimum }: DiagnosedRun): boolean =>
  search !== null && lowerMinimum === null && (search.agree >= AGREE || search.starts >= SEARCHES);

const everywhere = (names: readonly string[]): Text => {
  const list = names.join(', ');
  return names.length === 1
    ? {
        en: `The data say nothing about ${list}: moving it changes no prediction.`,
        ko: `데이터에는 ${list}에 대한 정보가 없습니다. 값을 바꾸어도 예측이 달라지지 않습니다.`,
      }
    : {
        en: `${list} can be moved together without changing a prediction: only a combination of them is determined.`,
        ko: `${withParticle(list, '은/는')} 함께 움직여도 예측이 달라지지 않습니다. 이들의 조합만 정해집니다.`,
      };
};

const atLimit = (names: readonly string[]): Text => {
  const list = names.join(', ');
  return names.length === 1
    ? {
        en: `Where the search ended the data say nothing about ${list}: its term has come to a limit (zero, a constant, a single row), and moving it changes no prediction. Elsewhere it does, so these data are fitted best by a simpler formula.`,
        ko: `탐색이 끝난 자리에서는 데이터에 ${list}에 대한 정보가 없습니다. 이 매개변수가 든 항이 극한(0, 상수, 한 행)에 이르러 값을 바꾸어도 예측이 달라지지 않습니다. 다른 곳에서는 달라지므로, 이 데이터에는 더 단순한 식이 가장 잘 맞습니다.`,
      }
    : {
        en: `Where the search ended ${list} can be moved together without changing a prediction: only a combination of them is determined. Elsewhere they act apart, so these data are fitted best by a simpler formula.`,
        ko: `탐색이 끝난 자리에서는 ${withParticle(list, '을/를')} 함께 움직여도 예측이 달라지지 않아 이들의 조합만 정해집니다. 다른 곳에서는 따로 작용하므로, 이 데이터에는 더 단순한 식이 가장 잘 맞습니다.`,
      };
};
