import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';

export const nameLikeFunction: Diagnosis = {
  code: 'name-like-function',
  severity: 'note',
  title: { en: 'a parameter is named like a function or constant', ko: '함수나 상수와 이름이 같은 매개변수' },
  test: {
    en: 'a parameter is named e or like a function that is not called',
    ko: '매개변수의 이름이 e이거나, 호출하지 않은 함수의 이름과 같을 때',
  },
  example: {
    block: {
      id: 'e-for-exp',
      data: { rows: 12, columns: { x: 'index', y: '3*x + 2 + normal(0, 0.2)' } },
      model: 'y ~ a*x + e',
    },
  },
  diagnose: ({ notes }) => {
    const found = notes.filter((note) => note.code === 'name-like-function' || note.code === 'name-like-constant');
    if (found.length === 0) return null;
    const names = found.map((note) => note.name);
    const list = names.map((name) => `"${name}"`).join(', ');
    return {
      code: 'name-like-function',
      severity: 'note',
      message: {
        en: `${list} ${names.length === 1 ? 'is' : 'are'} taken as ${names.length === 1 ? 'a parameter' : 'parameters'} to be fitted, not as ${names.length === 1 ? 'the function or constant' : 'functions or constants'} of that name.`,
        ko: `${withParticle(list, '은/는')} 같은 이름의 함수나 상수가 아니라 맞출 매개변수로 보았습니다.`,
      },
      evidence: { names },
      advice: {
        en: 'Write a function with its parentheses, e.g. exp(x); for the constants write exp(1) or np.e, and pi.',
        ko: '함수는 괄호와 함께 exp(x)처럼, 상수는 exp(1)이나 np.e, pi로 쓰세요.',
      },
    };
  },
};
