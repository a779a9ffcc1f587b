import { DownhillError } from '../base/errors.js';
import { unifiedDiff } from '../publish/again/unified-diff.js';
import type { Published } from '../publish/publish.js';
import { noteLines, notesData } from './check-report.js';
import type { Outcome } from './publish-documents.js';
import type { Session } from './session.js';
import { wrapped } from './wrapped.js';

/** What a publication did, for a person: what was written, what to know of it, where to read it (not of a page that is watched: it is seen already). */
export function publishReport(outcomes: readonly Outcome[], dryRun: boolean, session: Session, watched = false): string[] {
  const done = outcomes.filter(({ published }) => published !== null);
  // What was said of a post when it was written is not said of it again among many.
  const lines = done.flatMap((outcome) => outcomeLines(outcome, dryRun, outcomes.length === 1, session));
  const first = done.find(({ published }) => published?.unchanged === false);
  const next =
    first === undefined || dryRun || watched ? undefined : first.to.target.next?.(first.to.folder, first.published as Published);
  return [
    ...lines,
    ...(outcomes.length > 1 ? [...(lines.length === 0 ? [] : ['']), summary(outcomes, dryRun, session)] : []),
    ...(next === undefined ? [] : ['', ...wrapped([session.say(next)], 0, session)]),
    ...(dryRun && done.some(({ published }) => published?.unchanged === false) ? ['', session.say(NOTHING_WRITTEN)] : []),
  ];
}

function outcomeLines({ document, to, published }: Outcome, dryRun: boolean, alone: boolean, session: Session): string[] {
  const { say, paint } = session;
  if (published === null) return [];
  const { plan, post, address, manifest, unchanged, notes } = published;
  const where = `${to.folder.replace(/\/$/, '')}/${post}`;
  const mark = unchanged ? paint.faint('=') : paint.good(dryRun ? '→' : '✓');
  const head = `${mark} ${paint.strong(manifest.title)} ${paint.faint(`(${document} → ${to.target.name})`)}`;
  if (unchanged) return [head, `  ${where}: ${say(UNCHANGED)}`, ...(alone ? noteLines(notes, session) : [])];
  const kept = plan.writes.filter(({ path }) => !path.startsWith('.downhill/'));
  const pictures = kept.filter(({ path }) => path !== post).length;
  const counts = [
    ...(pictures === 0
      ? []
      : [say({ en: `${pictures} ${pictures === 1 ? 'file' : 'files'} beside it`, ko: `딸린 파일 ${pictures}개` })]),
    ...(plan.removes.length === 0 ? [] : [say({ en: `${plan.removes.length} removed`, ko: `${plan.removes.length}개 삭제` })]),
  ];
  return [
    head,
    `  ${where}${counts.length === 0 ? '' : ` · ${counts.join(' · ')}`}`,
    ...(address === null || where.endsWith(`/${address}`) ? [] : [`  ${say({ en: 'address', ko: '주소' })} ${address}`]),
    ...noteLines(notes, session),
  ];
}

function summary(outcomes: readonly Outcome[], dryRun: boolean, { say }: Session): string {
  const failed = outcomes.filter(({ published }) => published === null).length;
  const same = outcomes.filter(({ published }) => published?.unchanged === true).length;
  const changed = outcomes.length - failed - same;
  return say({
    en: `${changed} ${dryRun ? 'to publish' : 'published'}, ${same} unchanged, ${failed} refused`,
    ko: `${dryRun ? '발행할 글' : '발행'} ${changed}개, 그대로 ${same}개, 거부 ${failed}개`,
  });
}

const UNCHANGED = { en: 'nothing has changed', ko: '바뀐 것이 없습니다' };
const NOTHING_WRITTEN = { en: 'Nothing was written: this was --dry-run.', ko: '--dry-run이라 아무것도 쓰지 않았습니다.' };

/** What `--diff` shows: the post before and after. */
export const publishDiff = ({ before, text, post }: Published): string => unifiedDiff(post, before?.text ?? null, text);

/** `downhill.publish/1`, texts in the language of the call. */
export const publishJson = (
  outcomes: readonly Outcome[],
  checks: readonly object[],
  { dryRun, diff }: { readonly dryRun: boolean; readonly diff: boolean },
  { say }: Session,
): object => ({
  schema: 'downhill.publish/1',
  dryRun,
  documents: outcomes.map(({ document, to, published, failure, notes }) => ({
    document,
    target: to.target.name,
    folder: to.folder,
    ...(published === null
      ? { error: errorData(failure), notes: notesData(notes, say) }
      : {
          title: published.manifest.title,
          date: published.manifest.date,
          post: published.post,
          address: published.address,
          unchanged: published.unchanged,
          written: published.plan.writes.map(({ path }) => path),
          removed: published.plan.removes,
          notes: notesData(published.notes, say),
          ...(diff ? { diff: publishDiff(published) } : {}),
        }),
  })),
  ...(checks.length === 0 ? {} : { checks }),
});

export function errorData(failure: unknown): object {
  if (!(failure instanceof DownhillError))
    return { code: 'internal', message: failure instanceof Error ? failure.message : String(failure) };
  const { code, message, place, advice, detail } = failure;
  return { code, message, place, advice, detail };
}
