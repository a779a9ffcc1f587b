import { show } from '../../optimize/show.js';
import type { Diagnosis } from '../diagnosis.js';

export const startReplaced: Diagnosis = {
  code: 'start-replaced',
  severity: 'note',
  title: { en: 'a drawn start led lower than the given one', ko: '주어진 시작값보다 더 낮은 곳으로 이끈 시작값' },
  test: {
    en: 'a start was given for every parameter, and the answer was reached from another one, which was drawn',
    ko: '모든 매개변수의 시작값을 주었는데, 새로 뽑은 다른 시작점에서 답에 이르렀을 때',
  },
  example: {
    block: {
      id: 'better-start',
      data: { rows: 40, columns: { t: 'index/10', y: 'sin(4*t) + normal(0, 0.1)' } },
      model: 'y ~ sin(w*t)',
      start: { w: 9 },
    },
  },
  diagnose: ({ lostStart, start, model, lowerMinimum }) => {
    // A fit that ended in the wrong place has more to say than where it began.
    if (lostStart === null || lowerMinimum !== null) return null;
    const named = (values: Float64Array): string =>
      model.free.map((name, j) => `${name} = ${show(values[j] as number, 4)}`).join(', ');
    return {
      code: 'start-replaced',
      severity: 'note',
      message: {
        en: `This answer was not reached from the given start (${named(lostStart)}) but from one that was drawn: ${named(start)}.`,
        ko: `이 해는 주어진 시작값(${named(lostStart)})이 아니라 새로 뽑은 시작값(${named(start)})에서 찾았습니다.`,
      },
      evidence: { given: Array.from(lostStart), used: Array.from(start) },
      advice: {
        en: 'Nothing has to be done. To see where the given start leads, run it alone: --starts 1.',
        ko: '따로 할 일은 없습니다. 주어진 시작값이 어디로 가는지 보려면 --starts 1로 그것만 실행하세요.',
      },
    };
  },
};
