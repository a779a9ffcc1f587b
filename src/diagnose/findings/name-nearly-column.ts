import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

export const nameNearlyColumn: Diagnosis = {
  code: 'name-nearly-column',
  severity: 'warning',
  title: { en: 'a parameter has nearly the name of a column', ko: '열 이름과 거의 같은 매개변수' },
  test: {
    en: 'a parameter differs from a column by letter case or one edit',
    ko: '매개변수와 열의 이름이 대소문자만 다르거나 한 글자만 다를 때',
  },
  example: {
    block: {
      id: 'capital',
      data: { rows: 12, columns: { x: 'index', y: '2*x + 1 + normal(0, 0.2)' } },
      model: 'y ~ a*X + b',
    },
  },
  diagnose: ({ notes }) => {
    const found = notes.filter((note) => note.code === 'name-nearly-column');
    const first = found[0];
    if (first === undefined) return null;
    return {
      code: 'name-nearly-column',
      severity: 'warning',
      message: {
        en: `"${first.name}" is no column and was fitted as a parameter; there is a column "${first.detail}".`,
        ko: `${withParticle(`"${first.name}"`, '은/는')} 열이 아니어서 매개변수로 맞추었습니다. 비슷한 이름의 열 ${withParticle(`"${first.detail}"`, '이/가')} 있습니다.`,
      },
      evidence: { names: found.map((note) => note.name), columns: found.map((note) => note.detail) },
      advice: {
        en: `If the column is meant, write ${first.detail}; else give the parameter another name.`,
        ko: `열을 뜻했다면 ${withParticle(first.detail, '으로/로')} 쓰고, 아니면 매개변수에 다른 이름을 주세요.`,
      },
    };
  },
};
