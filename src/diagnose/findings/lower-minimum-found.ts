import type { Diagnosis } from '../diagnosis.js';

export const lowerMinimumFound: Diagnosis = {
  code: 'lower-minimum-found',
  severity: 'error',
  title: { en: 'there is a lower minimum', ko: '더 낮은 최솟값이 있음' },
  test: 'another search, from this or from drawn starts, or along a profile, ended at a loss that is lower by more than 1e-6 of it',
  diagnose: ({ lowerMinimum, answer, model }) => {
    if (lowerMinimum === null) return null;
    const { loss, point } = lowerMinimum;
    const values = model.free.map((name, j) => [name, point[j] as number] as const);
    const list = values.map(([name, value]) => `${name} = ${short(value)}`).join(', ');
    const times = short(answer.loss / loss);
    return {
      code: 'lower-minimum-found',
      severity: 'error',
      message: {
        en: `Another search found a lower minimum: there the loss is ${short(loss)}, here it is ${short(answer.loss)}, ${times} times as much. It lies at ${list}.`,
        ko: `다른 탐색에서 더 낮은 최솟값을 찾았습니다. 그곳의 손실은 ${short(loss)}, 이곳은 ${short(answer.loss)}로 ${times}배입니다. 위치: ${list}.`,
      },
      evidence: { loss: answer.loss, lowerLoss: loss, parameters: Object.fromEntries(values) },
      advice: {
        en: 'Start there, or leave method and start out, so that downhill looks for the lowest minimum itself.',
        ko: '그 값에서 시작하거나, 방법과 시작값을 빼고 가장 낮은 최솟값을 찾도록 맡기세요.',
      },
      fix: { start: values.map(([name, value]) => `${name}=${value}`).join(', ') },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(4)));
