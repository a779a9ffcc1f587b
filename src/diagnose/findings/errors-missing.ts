import type { Text } from '../../base/text.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { separation } from '../separation.js';

export const errorsMissing: Diagnosis = {
  code: 'errors-missing',
  severity: 'note',
  title: { en: 'no standard errors', ko: '표준오차 없음' },
  test: {
    en: 'the last iterate is not at a minimum, or loss, rank or rows do not allow standard errors',
    ko: '마지막 지점이 최솟값이 아니거나, 손실의 종류, 계수(rank), 행의 수 때문에 표준오차를 구할 수 없을 때',
  },
  example: {
    block: {
      id: 'median-line',
      data: { rows: 20, columns: { x: 'index', y: '2*x + 1 + normal(0, 0.3)' } },
      model: 'y ~ a*x + b',
      loss: 'mae',
    },
  },
  diagnose: (run) => {
    const { withoutErrors, rows, model } = run;
    if (withoutErrors === null) return null;
    const { message, advice } = separation(run) === null ? REASONS[withoutErrors] : NO_MINIMUM;
    return {
      code: 'errors-missing',
      severity: 'note',
      message,
      evidence: { reason: withoutErrors, rows, parameters: model.free.length },
      advice,
    };
  },
};

const NO_MINIMUM: { readonly message: Text; readonly advice: Text } = {
  message: {
    en: 'There are no standard errors: the loss has no minimum.',
    ko: '표준오차가 없습니다. 손실에 최솟값이 없습니다.',
  },
  advice: {
    en: 'See the finding on separated rows.',
    ko: '분리된 데이터에 관한 진단을 보세요.',
  },
};

const REASONS: Readonly<Record<NonNullable<DiagnosedRun['withoutErrors']>, { message: Text; advice: Text }>> = {
  loss: {
    message: {
      en: 'There are no standard errors: this loss has no formula for them.',
      ko: '표준오차가 없습니다. 이 손실 함수에는 표준오차 공식이 없습니다.',
    },
    advice: {
      en: 'Compare with a least-squares fit, or look how the values change when rows are left out.',
      ko: '최소제곱 적합과 비교하거나 일부 행을 뺐을 때 값이 얼마나 달라지는지 보세요.',
    },
  },
  'not-at-minimum': {
    message: {
      en: 'There are no standard errors: where the run ended the gradient is not small against its noise, so this is not the minimum.',
      ko: '표준오차가 없습니다. 끝난 지점의 기울기가 잡음에 비해 작지 않으므로 아직 최솟값이 아닙니다.',
    },
    advice: {
      en: 'Run longer, or let --method auto find the minimum.',
      ko: '더 오래 돌리거나 --method auto로 최솟값을 찾으세요.',
    },
  },
  'not-finite': {
    message: {
      en: 'There are no standard errors: the run diverged or met a number that is not finite, and did not end at a minimum.',
      ko: '표준오차가 없습니다. 실행이 발산했거나 유한하지 않은 수를 만나 최솟값에서 끝나지 않았습니다.',
    },
    advice: {
      en: 'Take a lower learning rate or another start, or let --method auto find the minimum.',
      ko: '학습률을 낮추거나 다른 시작값을 쓰고, 또는 --method auto로 최솟값을 찾으세요.',
    },
  },
  'degrees-of-freedom': {
    message: {
      en: 'There are no standard errors: no rows are left over to estimate the noise from.',
      ko: '표준오차가 없습니다. 잡음을 추정할 여분의 행이 없습니다.',
    },
    advice: {
      en: 'Take more rows than parameters, or give the measurement errors with --sigma and --absolute-sigma.',
      ko: '매개변수보다 많은 행을 모으거나 --sigma와 --absolute-sigma로 측정오차를 주세요.',
    },
  },
  scale: {
    message: {
      en: 'There are no standard errors: they follow from the spread of the residuals near the curve, and there is none, or no rows are near it.',
      ko: '표준오차가 없습니다. 곡선 가까이에 있는 잔차의 흩어짐에서 구하는데, 흩어짐이 없거나 가까이에 있는 행이 없습니다.',
    },
    advice: {
      en: 'See the finding on the rows or their scale; give delta in units of the response, or compare with a least-squares fit.',
      ko: '행이나 척도에 관한 다른 진단을 보고, delta를 반응 변수의 단위로 주거나 최소제곱 적합과 비교하세요.',
    },
  },
  rank: {
    message: {
      en: 'There are no standard errors: some parameters are not determined by the data.',
      ko: '표준오차가 없습니다. 데이터로 정해지지 않는 매개변수가 있습니다.',
    },
    advice: {
      en: 'See the finding on what cannot be told apart.',
      ko: '무엇을 구별할 수 없는지 알려 주는 다른 진단을 보세요.',
    },
  },
};
