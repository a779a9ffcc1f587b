import type { Text } from '../base/text.js';
import type { Severity } from '../diagnose/finding.js';
import type { Outcome } from '../optimize/outcome.js';

/** Words of reports. */
export const OUTCOME: Readonly<Record<Outcome, Text>> = {
  converged: { en: 'converged', ko: '수렴함' },
  'stopped-by-rule': { en: 'stopped by the given rule', ko: '정한 조건에서 멈춤' },
  diverged: { en: 'diverged', ko: '발산함' },
  stalled: { en: 'stalled', ko: '더 내려가지 못함' },
  'out-of-epochs': { en: 'out of epochs', ko: '에포크를 다 씀' },
  cancelled: { en: 'cancelled', ko: '취소됨' },
  'not-finite': { en: 'ended by a number that is not finite', ko: '유한하지 않은 값이 나와 끝남' },
};

export const SEVERITY: Readonly<Record<Severity, Text>> = {
  note: { en: 'note', ko: '참고' },
  warning: { en: 'warning', ko: '주의' },
  error: { en: 'error', ko: '오류' },
};

export const MARK: Readonly<Record<Severity, string>> = { note: '·', warning: '!', error: '✗' };

export const WORDS = {
  parameter: { en: 'parameter', ko: '매개변수' },
  parameters: { en: 'parameters', ko: '매개변수' },
  value: { en: 'value', ko: '값' },
  standardError: { en: 'std. error', ko: '표준오차' },
  interval: { en: 'interval', ko: '신뢰구간' },
  profile: { en: 'profile', ko: '프로파일 구간' },
  bootstrapError: { en: 'boot. error', ko: '부트스트랩 오차' },
  bootstrap: { en: 'bootstrap', ko: '부트스트랩 구간' },
  start: { en: 'start', ko: '시작값' },
  truth: { en: 'truth', ko: '참값' },
  distance: { en: 'off by', ko: '차이' },
  response: { en: 'response', ko: '반응값' },
  rows: { en: 'rows', ko: '행' },
  residualDeviation: { en: 'residual SD', ko: '잔차 표준편차' },
  experiment: { en: 'experiment', ko: '실험' },
  method: { en: 'method', ko: '방법' },
  rate: { en: 'rate', ko: '학습률' },
  outcome: { en: 'outcome', ko: '결과' },
  epochs: { en: 'epochs', ko: '에포크' },
  findings: { en: 'findings', ko: '진단' },
} as const satisfies Readonly<Record<string, Text>>;
