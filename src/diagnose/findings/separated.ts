import type { Diagnosis } from '../diagnosis.js';
import { separation } from '../separation.js';

export const separated: Diagnosis = {
  code: 'separated',
  severity: 'error',
  title: { en: 'the rows are separated, and there is no minimum', ko: '완전히 분리되어 최솟값이 없는 데이터' },
  test: {
    en: 'a logistic loss that sums to 1e-6 or less over the rows at the end of the run, or of a search from a run that did not converge, or at 10³ or 10⁶ times their parameters, within the bounds: no finite parameters are then the best (Albert and Anderson 1984, Biometrika 71)',
    ko: '로지스틱 손실의 행 전체 합이 실행이 끝난 지점이나, 수렴하지 못한 실행에서 이어 간 탐색이 끝난 지점, 또는 범위 안에서 그 매개변수를 10³배나 10⁶배로 늘린 지점에서 1e-6 이하일 때. 그때는 가장 좋은 매개변수가 유한하지 않음(Albert and Anderson 1984, Biometrika 71)',
  },
  example: {
    block: {
      id: 'two-sides',
      data: { rows: 20, columns: { x: 'index', y: 'x < 8 ? 0 : 1' } },
      model: 'y ~ a*x + b',
      loss: 'logistic',
    },
  },
  diagnose: (run) => {
    const found = separation(run);
    if (found === null) return null;
    const { loss } = run.answer;
    return {
      code: 'separated',
      severity: 'error',
      message: {
        en: `The rows are separated: the formula can tell the response of every row without error, and the larger its parameters, the lower the loss. There is no minimum, and these values are only where the run stopped.`,
        ko: `데이터가 완전히 분리됩니다. 식이 모든 행의 반응을 틀림없이 가려낼 수 있어, 매개변수가 커질수록 손실이 계속 줄어듭니다. 최솟값이 없으므로 이 값은 멈춘 자리일 뿐입니다.`,
      },
      evidence: {
        loss: Number.isFinite(loss) ? loss : String(loss),
        lowerLoss: found.loss,
        parameters: Object.fromEntries(run.model.free.map((name, j) => [name, found.point[j] as number])),
      },
      advice: {
        en: 'Take rows in which both responses occur side by side, or hold the parameters within bounds (--bounds). Which side a row is on is predicted rightly all the same; how surely is not known.',
        ko: '두 반응이 섞여 나타나는 행을 더 모으거나 매개변수에 범위를 두세요(--bounds). 행이 어느 쪽인지에 대한 예측은 맞지만, 얼마나 확실한지는 알 수 없습니다.',
      },
    };
  },
};
