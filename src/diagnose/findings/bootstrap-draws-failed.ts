import type { Text } from '../../base/text.js';
import type { Diagnosis } from '../diagnosis.js';

/** Of the draws, above which those that are left no longer stand for all. */
const SHARE = 0.1;

export const bootstrapDrawsFailed: Diagnosis = {
  code: 'bootstrap-draws-failed',
  severity: 'warning',
  title: { en: 'many bootstrap draws could not be fitted', ko: '맞추지 못한 부트스트랩 표본이 많음' },
  test: {
    en: `with resamples: the fits to more than ${100 * SHARE}% of the draws did not converge, or did not determine all parameters`,
    ko: `재표본을 뽑았을 때 그 적합 가운데 ${100 * SHARE}%가 넘게 수렴하지 못했거나 매개변수를 모두 정하지 못한 경우`,
  },
  example: {
    block: {
      id: 'one-treated-row',
      data: { rows: 8, columns: { x: 'index', treated: 'index == 5', y: '2*x + 3*treated + normal(0, 0.5)' } },
      model: 'y ~ a + b*x + c*treated',
      bootstrap: 100,
    },
  },
  diagnose: ({ bootstrap }) => {
    if (bootstrap === null || !(bootstrap.failed > SHARE * bootstrap.of)) return null;
    const { failed, of, resample } = bootstrap;
    return {
      code: 'bootstrap-draws-failed',
      severity: 'warning',
      message: {
        en: `${failed} of ${of} bootstrap draws could not be fitted. The bootstrap errors and intervals come from the others only, and may be too narrow.`,
        ko: `부트스트랩 표본 ${of}개 중 ${failed}개는 맞추지 못했습니다. 부트스트랩 오차와 구간은 나머지로만 구했으므로 너무 좁을 수 있습니다.`,
      },
      evidence: { failed, of },
      advice: ADVICE[resample] ?? REST,
    };
  },
};

const REST: Text = {
  en: 'The data hardly determine all parameters: fix one, take a formula with fewer of them or more data, and compare with --profile.',
  ko: '데이터로 모든 매개변수가 겨우 정해집니다. 하나를 고정하거나 매개변수가 더 적은 식을 쓰거나 데이터를 더 모으고, --profile 구간과 비교하세요.',
};

const ADVICE: Readonly<Record<string, Text>> = {
  cases: {
    en: 'Where draws miss the few rows that determine a parameter, more rows there help, or --resample residuals, which keeps all rows (least squares only); compare with --profile, which needs no draws.',
    ko: '매개변수를 정하는 몇 안 되는 행이 표본에서 빠진 것이라면 그곳의 행을 더 모으거나, 최소제곱에서는 모든 행을 유지하는 --resample residuals를 쓰세요. 표본이 필요 없는 --profile 구간과도 비교하세요.',
  },
};
