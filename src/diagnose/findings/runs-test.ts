import type { Diagnosis } from '../diagnosis.js';

const LIMIT = -3;

/** Never more than a note: it fires for one good fit in six. */
export const runsTest: Diagnosis = {
  code: 'runs-test',
  severity: 'note',
  title: { en: 'residuals of one sign stand together', ko: '같은 부호로 이어지는 잔차' },
  test: {
    en: `z of the runs test on the signs of residuals, ordered by the first varying column, < ${LIMIT}`,
    ko: `값이 변하는 첫 열의 순서로 늘어놓은 잔차의 부호에 대한 런 검정의 z가 ${LIMIT}보다 작을 때`,
  },
  example: {
    block: {
      id: 'line-through-a-bend',
      data: { rows: 40, columns: { x: 'index/10', y: 'x^2 + normal(0, 0.2)' } },
      model: 'y ~ a*x + b',
    },
  },
  diagnose: ({ diagnostics }) => {
    const runs = diagnostics?.runs;
    if (runs === null || runs === undefined || !(runs.z < LIMIT)) return null;
    const expected = Number(runs.expected.toPrecision(3));
    const z = Number(runs.z.toPrecision(2));
    return {
      code: 'runs-test',
      severity: 'note',
      message: {
        en: `Ordered by ${runs.by ?? 'row'}, the residuals change sign only ${runs.runs === 2 ? 'once' : `${runs.runs - 1} times`}; chance would give ${expected} stretches of one sign (z = ${z}). The formula may miss a bend, or neighbouring errors are related.`,
        ko: `잔차를 ${runs.by ?? '행'} 순서로 늘어놓으면 부호가 ${runs.runs - 1}번만 바뀝니다. 우연이라면 같은 부호의 구간이 ${expected}개쯤 됩니다(z = ${z}). 식이 놓친 굽음이 있거나 이웃한 오차가 서로 관련되어 있을 수 있습니다.`,
      },
      evidence: {
        runs: runs.runs,
        expected: runs.expected,
        positive: runs.positive,
        negative: runs.negative,
        z: runs.z,
        p: runs.p,
      },
      advice: {
        en: 'Look at the residuals (--figures residuals). Standard errors assume that they are independent.',
        ko: '잔차를 그려 보세요(--figures residuals). 표준오차는 오차가 서로 독립이라고 가정합니다.',
      },
    };
  },
};
