import { namesIn } from '../../expression/node.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Finding } from '../finding.js';

export const constantColumn: Diagnosis = {
  code: 'constant-column',
  severity: 'warning',
  title: { en: 'a used column never changes', ko: '값이 하나뿐인 열' },
  test: {
    en: 'more than one row, and all values of a column that the formula reads are equal',
    ko: '행이 둘 이상인데 식이 읽는 어떤 열의 값이 모두 같을 때',
  },
  example: {
    block: {
      id: 'one-temperature',
      data: { rows: 12, columns: { x: 'index', T: 20, y: '1.5*x + 6 + normal(0, 0.2)' } },
      model: 'y ~ a*x + b*T',
    },
  },
  diagnose: ({ columns, rows, model, outcome, answer, withoutErrors }) => {
    const read = [...columns].filter(([name]) => model.columns.includes(name));
    const same = read.filter(([, values]) => values.every((value) => value === values[0])).map(([name]) => name);
    if (rows < 2 || same.length === 0) return null;
    const inputs = namesIn(model.prediction);
    const among = same.filter((name) => inputs.includes(name));
    const constant = among.length === 0 ? same : among;
    const [first] = constant as [string];
    const value = columns.get(first)?.[0] ?? null;
    if (among.length === 0)
      return ofResponse(constant, value, outcome === 'converged' && answer.loss === 0 && withoutErrors === null);
    const list = constant.map((name) => `"${name}"`).join(', ');
    return {
      code: 'constant-column',
      severity: 'warning',
      message: {
        en: `Column ${list} has the same value in every row (${value}): it cannot show how the response depends on it.`,
        ko: `열 ${list}의 값이 모든 행에서 같습니다(${value}). 반응이 이 열에 어떻게 의존하는지 알 수 없습니다.`,
      },
      evidence: { columns: constant, value },
      advice: {
        en: 'Check that the right column and rows were taken (--where), or leave it out of the formula.',
        ko: '열과 행(--where)을 맞게 골랐는지 확인하거나 식에서 빼세요.',
      },
    };
  },
};

/** What the formula is to explain does not vary itself. */
const ofResponse = (constant: readonly string[], value: number | null, exact: boolean): Finding => {
  const list = constant.map((name) => `"${name}"`).join(', ');
  return {
    code: 'constant-column',
    severity: 'warning',
    message: {
      en: `The response ${list} has the same value in every row (${value}): there is nothing that a formula could explain, and R² is not defined.${exact ? ' Every prediction is exact, so standard errors of 0 are no measure of how sure the parameters are.' : ''}`,
      ko: `반응 ${list}의 값이 모든 행에서 같습니다(${value}). 식으로 설명할 변화가 없고 R²는 정의되지 않습니다.${exact ? ' 모든 예측이 정확하므로, 0인 표준오차는 매개변수가 얼마나 확실한지 말해 주지 않습니다.' : ''}`,
    },
    evidence: { columns: constant, value },
    advice: {
      en: 'Check that the right column and rows were taken (--where).',
      ko: '열과 행(--where)을 맞게 골랐는지 확인하세요.',
    },
  };
};
