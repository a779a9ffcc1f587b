import { symmetricEigen } from '../../base/linear-algebra/index.js';
import { curvatureRange, isElsewhere, SHORT, shortDescent } from '../descent.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Shape } from '../terrain.js';

const LIMIT = 1e3;
/** By how much scaling must better it to be advised. */
const BETTER = 10;

export const illConditioned: Diagnosis = {
  code: 'ill-conditioned',
  severity: 'warning',
  title: { en: 'a long, narrow valley', ko: '길고 좁은 골짜기' },
  test: {
    en: `a descent with a rate over all rows is out of epochs, its loss below the start, but above the minimum by more than ${SHORT} of the drop, and κ(H) > ${LIMIT}; H the Hessian at the minimum, directions without curvature left out`,
    ko: `모든 행을 쓰며 학습률로 내려가는 방법이 에포크를 다 썼고, 손실이 시작할 때보다는 낮지만 최솟값보다는 줄일 수 있는 손실의 ${SHORT}배 넘게 높으며, κ(H) > ${LIMIT}일 때. H는 최솟값에서의 헤세 행렬이고, 굽지 않은 방향은 제외`,
  },
  example: {
    block: {
      id: 'ill-conditioned',
      seed: 1,
      data: {
        rows: 50,
        columns: { x1: 'uniform(-1, 1)', x2: 'uniform(-100, 100)', y: '3*x1 + 0.02*x2 + normal(0, 0.1)' },
      },
      model: 'y ~ a*x1 + b*x2',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.0003,
      epochs: 200,
    },
  },
  diagnose: (run) => {
    const descent = shortDescent(run, SHORT);
    if (descent === null || descent.gap > descent.drop || isElsewhere(run, descent)) return null;
    const { largest, smallest } = curvatureRange(descent);
    const condition = largest / smallest;
    if (!(condition > LIMIT)) return null;
    const scaled = scaledCondition(descent.minimum);
    const helps = scaled !== null && scaled * BETTER < condition;
    const [k, s] = [short(condition), scaled === null ? '' : short(scaled)];
    const given = run.learningRate !== null;
    const auto = {
      en: given ? ', or leave the learning rate out: downhill then finds each step itself' : ', or leave --method to downhill',
      ko: given ? '. 학습률을 빼고 걸음 크기를 downhill에 맡겨도 됩니다' : '. --method를 downhill에 맡겨도 됩니다',
    };
    return {
      code: 'ill-conditioned',
      severity: 'warning',
      message: {
        en: `The valley is ${k} times as steep across as along (condition number of the Hessian): a rate that does not overshoot across it hardly moves along it.${helps ? ` With every parameter in a unit of its own it is ${s}.` : ''}`,
        ko: `골짜기를 가로지르는 방향이 골짜기를 따르는 방향보다 ${k}배 가파릅니다(헤세 행렬의 조건수). 가로 방향으로 튀지 않는 학습률로는 골짜기를 따라 거의 나아가지 못합니다.${helps ? ` 매개변수마다 알맞은 단위를 쓰면 ${s}배로 줄어듭니다.` : ''}`,
      },
      evidence: {
        conditionNumber: condition,
        limit: LIMIT,
        scaledConditionNumber: scaled,
        largestCurvature: largest,
        smallestCurvature: smallest,
        gap: descent.gap / descent.drop,
      },
      advice: helps
        ? { en: `Centre and scale the columns${auto.en}.`, ko: `열의 중심을 옮기고 크기를 맞추세요${auto.ko}.` }
        : {
            en: `Centre the columns, or write the formula so that its parameters act apart${auto.en}.`,
            ko: `열의 중심을 옮기거나 매개변수가 서로 따로 작용하도록 식을 쓰세요${auto.ko}.`,
          },
      ...(given ? { fix: { 'learning rate': 'auto' } } : {}),
    };
  },
};

/** κ of the Hessian with every parameter in the unit that makes its own curvature 1; null where one has none. */
function scaledCondition({ hessian, point: { length: count } }: Shape): number | null {
  const units = Float64Array.from({ length: count }, (_, j) => Math.sqrt(hessian[j * count + j] as number));
  if (!units.every((unit) => unit > 0)) return null;
  const scaled = hessian.map((value, at) => value / (units[Math.floor(at / count)] as number) / (units[at % count] as number));
  const { values } = symmetricEigen(scaled, count);
  const least = values[count - 1] as number;
  return least > 0 ? (values[0] as number) / least : null;
}

const short = (x: number): string => (x < 1e4 ? String(Number(x.toPrecision(2))) : x.toExponential(1).replace('+', ''));
