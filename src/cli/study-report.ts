import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import { OUTCOME, WORDS } from '../experiment/labels.js';
import type { StudyArm } from '../experiment/study/arm.js';
import type { Study } from '../experiment/study/study.js';
import type { Session } from './session.js';
import { alignedTable } from './table-text.js';
import { wrapped } from './wrapped.js';

/** A row per kind of run, what counted as a success, and what decides. @param id of the experiment; null for a fit. */
export function studyReport({ seeds, criterion, arms, decides }: Study, session: Session, id: string | null = null): string[] {
  const { say, paint } = session;
  const head = [HEAD.drawn, HEAD.success, HEAD.interval, WORDS.epochs, WORDS.outcome].map(say);
  const rows = KINDS.flatMap(({ kind, title }) => {
    const arm = arms[kind];
    return arm === undefined ? [] : [[say(title), ...cells(arm, session)]];
  });
  const [first, ...rest] = alignedTable([head, ...rows], ['left', 'right', 'right', 'right', 'left']);
  const title = say({ en: `Study of ${seeds} seeds`, ko: `시드 ${seeds}개로 되풀이한 결과` });
  return [
    `${paint.strong(title)}${id === null ? '' : `  ${paint.strong(id)}`}`,
    paint.faint(`  ${first}`),
    ...rest.map((row) => `  ${row}`),
    ...wrapped([`${say(HEAD.success)}: ${criterion}. ${say(decided(arms, decides))}`], 2, session),
  ];
}

function decided(arms: Study['arms'], decides: Study['decides']): Text {
  if (decides !== 'neither') return Object.keys(arms).length === 1 ? LUCK : DECIDES[decides];
  const shares = Object.values(arms).map(({ share }) => share);
  if (shares.every((share) => share > 0.5)) return NEARLY_ALL.succeed;
  return shares.every((share) => share < 0.5) ? NEARLY_ALL.fail : NEARLY_ALL.alike;
}

function cells({ share, successes, runs, interval, epochs, outcomes }: StudyArm, { say }: Session): string[] {
  const ended = Object.entries(outcomes)
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${say(OUTCOME[outcome as keyof typeof outcomes])} ${count}`);
  return [
    `${percent(share)}% (${successes}/${runs})`,
    `${percent(interval[0])}–${percent(interval[1])}%`,
    digits(epochs, 4),
    ended.join(', '),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(1);

const KINDS: readonly { readonly kind: keyof Study['arms']; readonly title: Text }[] = [
  { kind: 'both', title: { en: 'data and start', ko: '데이터와 시작점' } },
  { kind: 'start', title: { en: 'the start alone', ko: '시작점만' } },
  { kind: 'data', title: { en: 'the data alone', ko: '데이터만' } },
];

const HEAD = {
  drawn: { en: 'drawn anew', ko: '새로 뽑은 것' },
  success: { en: 'success', ko: '성공' },
  interval: { en: '95% interval', ko: '95% 구간' },
} as const satisfies Readonly<Record<string, Text>>;

/** Where one thing is drawn, nothing else can decide. */
const LUCK: Text = { en: 'What is drawn decides.', ko: '무엇이 뽑히느냐가 결과를 가릅니다.' };

const DECIDES: Readonly<Record<Exclude<Study['decides'], 'neither'>, Text>> = {
  data: { en: 'The data decide, not the start.', ko: '결과를 가르는 것은 시작점이 아니라 데이터입니다.' },
  start: { en: 'The start decides, not the data.', ko: '결과를 가르는 것은 데이터가 아니라 시작점입니다.' },
  both: { en: 'Data and start both decide.', ko: '데이터와 시작점이 함께 결과를 가릅니다.' },
};

/** Where the seed does not decide. */
const NEARLY_ALL = {
  succeed: {
    en: 'The seed hardly matters: nearly all runs succeed.',
    ko: '시드는 거의 상관없습니다. 실행이 거의 모두 성공합니다.',
  },
  fail: {
    en: 'The seed hardly matters: nearly all runs fail.',
    ko: '시드는 거의 상관없습니다. 실행이 거의 모두 실패합니다.',
  },
  alike: {
    en: 'The seed hardly matters: nearly all runs of a row end alike.',
    ko: '시드는 거의 상관없습니다. 한 줄의 실행은 거의 모두 같게 끝납니다.',
  },
} as const satisfies Readonly<Record<string, Text>>;
