import type { Diagnosis } from '../diagnosis.js';

export const dataNotFinite: Diagnosis = {
  code: 'data-not-finite',
  severity: 'note',
  title: { en: 'rows were left out', ko: '제외된 행' },
  test: 'rows skipped by --skip-invalid > 0',
  diagnose: ({ skipped, rows }) => {
    if (skipped.count === 0) return null;
    const one = skipped.count === 1;
    return {
      code: 'data-not-finite',
      severity: 'note',
      message: {
        en: `${skipped.count} of ${rows + skipped.count} rows ${one ? 'was' : 'were'} left out because a used cell is not a finite number${skipped.example === null ? '' : ` (first: ${skipped.example})`}.`,
        ko: `사용하는 칸이 유한한 수가 아니어서 ${rows + skipped.count}행 가운데 ${skipped.count}행을 뺐습니다${skipped.example === null ? '' : `(첫 번째: ${skipped.example})`}.`,
      },
      evidence: { skipped: skipped.count, rows, first: skipped.example },
      advice: {
        en: 'Check that rows are not missing for a reason that has to do with the response.',
        ko: '빠진 행이 반응 값과 관계된 이유로 빠진 것은 아닌지 확인하세요.',
      },
    };
  },
};
