import { allValues } from '../../problem/model.js';
import type { Diagnosis } from '../diagnosis.js';

export const lowerMinimumFound: Diagnosis = {
  code: 'lower-minimum-found',
  severity: 'error',
  title: { en: 'there is a lower minimum', ko: '더 낮은 최솟값이 있음' },
  test: {
    en: 'another search, from this start or from drawn ones, or a profile, came to a loss that is lower by more than 1e-6 of it',
    ko: '이 시작점이나 뽑은 시작점에서 한 다른 탐색 또는 프로파일이 1e-6배 넘게 더 낮은 손실에 이르렀을 때',
  },
  example: {
    block: {
      id: 'wrong-wave',
      data: { rows: 40, columns: { t: 'index/10', y: 'sin(4*t) + normal(0, 0.1)' } },
      model: 'y ~ sin(w*t)',
      start: { w: 9 },
      method: 'lm',
    },
  },
  diagnose: ({ model, answer, lowerMinimum }) => {
    if (lowerMinimum === null) return null;
    const values = allValues(model, lowerMinimum.point);
    const parameters = Object.fromEntries(model.parameters.map((name, j) => [name, values[j] as number]));
    const list = Object.entries(parameters)
      .map(([name, value]) => `${name} = ${short(value)}`)
      .join(', ');
    return {
      code: 'lower-minimum-found',
      severity: 'error',
      message: {
        en: `This is not the lowest minimum: at ${list} the loss is ${short(lowerMinimum.loss)}, here it is ${shortOr(answer.loss, 'no finite number')}. The values and errors above belong to a worse fit.`,
        ko: `가장 낮은 최솟값이 아닙니다. ${list}에서는 손실이 ${short(lowerMinimum.loss)}인데 여기서는 ${shortOr(answer.loss, '유한하지 않은 값')}입니다. 위의 값과 오차는 더 나쁜 적합의 것입니다.`,
      },
      evidence: { loss: answer.loss, lowerLoss: lowerMinimum.loss, parameters },
      advice: {
        en: 'Start there (--start, or --apply-fix), or leave the start out and let --method auto search for it.',
        ko: '그 점에서 시작하거나(--start 또는 --apply-fix), 시작값을 빼고 --method auto로 찾게 하세요.',
      },
      fix: { start: Object.fromEntries(model.free.map((name, j) => [name, lowerMinimum.point[j] as number])) },
    };
  },
};

const shortOr = (x: number, words: string): string => (Number.isFinite(x) ? short(x) : words);
const short = (x: number): string => String(Number(x.toPrecision(5)));
