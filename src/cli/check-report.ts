import type { Text } from '../base/text.js';
import type { CheckReport } from '../publish/check/report.js';
import type { Note } from '../publish/note.js';
import type { Session } from './session.js';
import { wrapped } from './wrapped.js';

/** Lines of one file beyond which the rest is counted. */
const MOST = 12;

/** What a check prints: by file, with line and advice; then what was looked at. */
export function checkReport(report: CheckReport, session: Session): string[] {
  const { say, paint } = session;
  const groups = byFile(report.notes);
  const problems = report.notes.filter(({ severity }) => severity !== 'note').length;
  const looked = say({
    en: `${counted(report.posts, 'post')}, ${counted(report.references, 'reference')}, ${counted(report.pictures, 'picture')}`,
    ko: `글 ${report.posts}편, 참조 ${report.references}개, 그림 ${report.pictures}개`,
  });
  return [
    ...[...groups].flatMap(([file, notes]) => [paint.strong(file), ...noteLines(notes, session), '']),
    problems === 0
      ? `${paint.good('✓')} ${looked}: ${say({ en: 'nothing broken', ko: '깨진 것이 없습니다' })}`
      : `${paint.severity.error('✗')} ${looked}: ${say({ en: counted(problems, 'problem'), ko: `문제 ${problems}개` })}`,
  ];
}

/** Notes of one file, each with its place in it. */
export function noteLines(notes: readonly Note[], session: Session): string[] {
  const { say, paint } = session;
  const shown = notes.slice(0, MOST).flatMap(({ severity, message, advice, place = '' }) => {
    const [first = '', ...rest] = wrapped([`${lineOf(place)}${say(message)}`], 4, session);
    return [
      `  ${paint.severity[severity](MARKS[severity])} ${first.trimStart()}`,
      ...rest,
      ...(advice === undefined ? [] : wrapped([`→ ${say(advice)}`], 4, session).map((line) => paint.faint(line))),
    ];
  });
  const more = notes.length - MOST;
  const left: Text = { en: `and ${more} more; --json lists them all`, ko: `이 밖에 ${more}개. --json으로 모두 볼 수 있습니다` };
  return more > 0 ? [...shown, `  ${paint.faint(say(left))}`] : shown;
}

const MARKS = { error: '✗', warning: '!', note: '·' } as const;
const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const lineOf = (place: string): string => {
  const [, line, column] = /:(\d+)(?::(\d+))?$/.exec(place) ?? [];
  return line === undefined ? '' : `${line}${column === undefined ? '' : `:${column}`}  `;
};

export function byFile(notes: readonly Note[]): Map<string, Note[]> {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const file = (note.place ?? '').replace(/:\d+(?::\d+)?$/, '');
    groups.set(file, [...(groups.get(file) ?? []), note]);
  }
  return groups;
}

/** The same as data: `downhill.check/1`, texts in the language of the call. */
export const checkData = (report: CheckReport, { say }: Session): object => ({
  schema: 'downhill.check/1',
  site: report.site,
  kind: report.kind,
  posts: report.posts,
  references: report.references,
  pictures: report.pictures,
  notes: notesData(report.notes, say),
});

export const notesData = (notes: readonly Note[], say: (text: Text) => string): object[] =>
  notes.map(({ code, severity, place, message, advice }) => ({
    code,
    severity,
    place: place ?? null,
    message: say(message),
    advice: advice === undefined ? null : say(advice),
  }));
