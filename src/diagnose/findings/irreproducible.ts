import type { Text } from '../../base/text.js';
import type { DiagnosedStudy, Diagnosis } from '../diagnosis.js';

export const irreproducible: Diagnosis = {
  code: 'irreproducible',
  severity: 'warning',
  title: { en: 'another seed gives another outcome', ko: '시드에 따라 달라지는 결과' },
  test: {
    en: 'of runs that differ in data, start or both (those of a study; else, where the rate was chosen by hand, rows × epochs are below about 1e5 and the loss is no parabola descended by its own gradient, 5 of each) more than 5% end unlike the others: some succeed, some fail',
    ko: '데이터, 시작점 또는 둘 다를 달리한 실행(--study의 실행. 없으면 학습률을 직접 골랐고, 행 × 에포크가 약 1e5 미만이고, 손실이 자기 기울기로 내려가는 포물면이 아닐 때 5번씩) 가운데 5%가 넘게 나머지와 다르게 끝날 때, 곧 일부는 성공하고 일부는 실패할 때',
  },
  example: {
    block: {
      id: 'luck',
      seed: 4,
      data: { rows: 40, columns: { t: 'index/10', y: 'sin(3*t) + normal(0, 0.1)' } },
      model: 'y ~ sin(w*t)',
      start: { w: 'uniform(2, 6)' },
      method: 'gd',
      'learning rate': 0.05,
      epochs: 200,
    },
  },
  diagnose: ({ study }) => {
    if (study === null || study.decides === 'neither') return null;
    const { arms, decides } = study;
    const counts = Object.fromEntries(
      Object.entries(arms).map(([kind, { successes, runs }]) => [kind, { successes, runs, share: successes / runs }]),
    );
    return {
      code: 'irreproducible',
      severity: 'warning',
      message: {
        en: `Whether this run succeeds is a matter of luck: ${SHARES.flatMap(({ kind, en }) => share(arms, kind, en)).join(', ')}. ${DECIDES[decides].en}.`,
        ko: `이 실행의 성공 여부는 운에 달려 있습니다. ${SHARES.flatMap(({ kind, ko }) => share(arms, kind, ko)).join(', ')} 성공합니다. ${DECIDES[decides].ko}.`,
      },
      evidence: { ...counts, decides },
      advice: ADVICE[decides],
    };
  },
};

type Kind = keyof DiagnosedStudy['arms'];
type Count = { readonly successes: number; readonly runs: number };

const SHARES: readonly { readonly kind: Kind; readonly en: (count: Count) => string; readonly ko: (count: Count) => string }[] = [
  {
    kind: 'both',
    en: ({ successes, runs }) => `with everything drawn anew ${successes} of ${runs} succeed`,
    ko: ({ successes, runs }) => `모두 새로 뽑으면 ${runs}번 가운데 ${successes}번`,
  },
  {
    kind: 'start',
    en: ({ successes, runs }) => `with other starts ${successes} of ${runs} succeed`,
    ko: ({ successes, runs }) => `시작점만 바꾸면 ${runs}번 가운데 ${successes}번`,
  },
  {
    kind: 'data',
    en: ({ successes, runs }) => `with other data ${successes} of ${runs} succeed`,
    ko: ({ successes, runs }) => `데이터만 바꾸면 ${runs}번 가운데 ${successes}번`,
  },
];

const share = (arms: DiagnosedStudy['arms'], kind: Kind, words: (count: Count) => string): string[] => {
  const count = arms[kind];
  return count === undefined ? [] : [words(count)];
};

const DECIDES: Readonly<Record<'data' | 'start' | 'both', Text>> = {
  data: { en: 'The data decide', ko: '결과를 가르는 것은 데이터입니다' },
  start: { en: 'The start decides', ko: '결과를 가르는 것은 시작점입니다' },
  both: { en: 'Data and start both decide', ko: '데이터와 시작점이 함께 결과를 가릅니다' },
};

const ADVICE: Readonly<Record<'data' | 'start' | 'both', Text>> = {
  data: {
    en: 'A seed repeats the run, data and all, and proves nothing more: look for what makes it hang on the data, first in gradient and learning rate.',
    ko: '시드를 정하면 데이터까지 그대로 되풀이할 수 있지만 그뿐입니다. 무엇 때문에 데이터에 좌우되는지, 먼저 기울기와 학습률부터 살펴보세요.',
  },
  start: {
    en: 'Draw several starts and keep the lowest end (starts, with a method that searches), or give one that is near.',
    ko: '시작점을 여럿 뽑아 가장 낮은 끝을 고르거나(starts, 탐색하는 방법과 함께), 답에 가까운 시작값을 주세요.',
  },
  both: {
    en: 'Quote no single run: look for what makes it hang on them, and say of how many seeds it succeeds for how many (study).',
    ko: '한 번의 실행만 인용하지 마세요. 무엇이 결과를 좌우하는지 살펴보고, 시드 몇 개 가운데 몇 번 성공하는지(study)를 밝히세요.',
  },
};
