import type { Diagnosis } from '../diagnosis.js';

export const dataNotFinite: Diagnosis = {
  code: 'data-not-finite',
  severity: 'note',
  title: { en: 'rows were left out', ko: '제외된 행' },
  test: {
    en: 'rows skipped by --skip-invalid > 0, of one of several responses at least',
    ko: '--skip-invalid로 건너뛴 행이 하나라도 있을 때. 반응값이 여럿이면 그중 하나에서라도',
  },
  example: {
    block: {
      id: 'gap',
      data: 'example.csv',
      model: 'y ~ a*x + b',
      'skip invalid': true,
    },
    csv: 'x,y\n1,2.1\n2,3.9\n3,\n4,8.2\n5,9.9\n',
  },
  diagnose: ({ skipped, responses = [] }) => {
    const { count, used } = skipped;
    const partly = responses.filter(({ rows }) => rows < used);
    if (count === 0 && partly.length === 0) return null;
    const one = count === 1;
    const first = skipped.example === null ? '' : ` (first: ${skipped.example})`;
    const place = skipped.example === null ? '' : `(첫 번째: ${skipped.example})`;
    const whole = {
      en: `${count} of ${used + count} rows ${one ? 'was' : 'were'} left out because a used cell is not a finite number${first}.`,
      ko: `사용하는 칸이 유한한 수가 아니어서 ${used + count}행 가운데 ${count}행을 뺐습니다${place}.`,
    };
    const each = responses.map(({ response, rows }) => `${response} ${rows}`).join(', ');
    const parts = {
      en: `Of ${used} rows each response uses those whose cells it reads are finite numbers${count === 0 ? first : ''}: ${each}.`,
      ko: `${used}행 가운데 반응값마다 자기가 읽는 칸이 유한한 수인 행만 썼습니다${count === 0 ? place : ''}: ${each}.`,
    };
    const message = [...(count === 0 ? [] : [whole]), ...(partly.length === 0 ? [] : [parts])];
    return {
      code: 'data-not-finite',
      severity: 'note',
      message: { en: message.map(({ en }) => en).join(' '), ko: message.map(({ ko }) => ko).join(' ') },
      evidence: {
        skipped: count,
        rows: used,
        first: skipped.example,
        ...(partly.length === 0 ? {} : { responses: responses.map(({ response, rows }) => ({ response, rows })) }),
      },
      advice: {
        en: 'Check that rows are not missing for a reason that has to do with the response.',
        ko: '빠진 행이 반응 값과 관계된 이유로 빠진 것은 아닌지 확인하세요.',
      },
    };
  },
};
