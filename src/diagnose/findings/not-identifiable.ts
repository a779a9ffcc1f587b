import { jumpPlaces } from '../../problem/jump-places.js';
import type { Diagnosis } from '../diagnosis.js';

/** σmin/σmax of the column-scaled Jacobian below which a direction is lost in rounding; and where it was computed in double-double. */
const LIMIT = 1e-8;
const REFINED_LIMIT = 1e-13;

export const notIdentifiable: Diagnosis = {
  code: 'not-identifiable',
  severity: 'error',
  title: { en: 'the data cannot tell some parameters apart', ko: '데이터로 구별할 수 없는 매개변수' },
  test: `σmin/σmax of the column-scaled Jacobian < ${LIMIT}, or ${REFINED_LIMIT} where the result was refined in double-double (columns far from zero for their spread centred, beside a constant one); not where jump-place says it`,
  diagnose: ({ estimate, model, point, refined }) => {
    if (estimate === null || point.some((x) => !Number.isFinite(x))) return null;
    const ratio = 1 / estimate.conditionNumber;
    // What only chooses between rows has no slope anywhere: jump-place says it.
    const jumps = estimate.nullDirections.length === 0 ? [] : jumpPlaces(model);
    const direction = estimate.nullDirections.find((along) =>
      model.free.some((name, j) => along[j] !== 0 && !jumps.includes(name)),
    );
    const limit = refined ? REFINED_LIMIT : LIMIT;
    if (!(ratio < limit) || direction === undefined) return null;
    const names = model.free.filter((_, j) => direction[j] !== 0);
    const parts = Object.fromEntries(names.map((name) => [name, direction[model.free.indexOf(name)] as number]));
    const list = names.join(', ');
    return {
      code: 'not-identifiable',
      severity: 'error',
      message:
        names.length === 1
          ? {
              en: `The data say nothing about ${list}: moving it changes no prediction.`,
              ko: `데이터에는 ${list}에 대한 정보가 없습니다. 값을 바꾸어도 예측이 달라지지 않습니다.`,
            }
          : {
              en: `${list} can be moved together without changing a prediction: only a combination of them is determined.`,
              ko: `${list}은(는) 함께 움직여도 예측이 달라지지 않습니다. 이들의 조합만 정해집니다.`,
            },
      evidence: { singularValueRatio: ratio, limit, direction: parts },
      advice: {
        en: `Fix ${names.length === 1 ? 'it' : 'one of them'} (--fixed '${names[0]}=…'), simplify the formula, or take data where they act differently.`,
        ko: `${names.length === 1 ? '이를' : '그중 하나를'} 고정하거나(--fixed '${names[0]}=…') 식을 줄이거나, 서로 다르게 작용하는 데이터를 모으세요.`,
      },
    };
  },
};
