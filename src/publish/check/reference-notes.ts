import type { Text } from '../../base/text.js';
import type { Note } from '../note.js';
import { brokenReason } from './broken-reason.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import type { Reference } from './find-references.js';
import { fragileNote } from './fragile-note.js';
import { meant } from './meant.js';
import { placeOf } from './place-of.js';
import { shortAddress } from './short-address.js';
import type { Verdict } from './verdict.js';

/** What is to be said of a reference that does not work everywhere; null for one that does. */
export function referenceNote(
  site: CheckedSite,
  post: CheckedPost,
  reference: Reference,
  verdicts: readonly Verdict[],
): Note | null {
  const broken = verdicts.filter(({ works }) => works === false);
  const place = placeOf(inRoot(site, post.path), post.text, reference.start);
  if (broken.length === 0) return fragileNote(site, post, reference, verdicts, place);
  const [{ value, destination }] = broken as [Verdict];
  const found = value === null ? null : meant(site, post, reference, value);
  const { code, why, advice } = brokenReason(site, post, reference, broken, verdicts, found);
  const where = pagesText(broken, verdicts);
  const severity = reference.kind === 'link' ? 'warning' : 'error';
  const name = shortAddress(reference.written);
  return {
    code: reference.kind === 'link' && code === 'picture-missing' ? 'link-broken' : code,
    severity,
    place,
    message:
      destination?.kind === 'disk'
        ? { en: `${name}: ${why.en}`, ko: `${name}: ${why.ko}` }
        : { en: `${name} is broken ${where.en}: ${why.en}`, ko: `${name}: ${where.ko} 깨집니다. ${why.ko}` },
    advice,
  };
}

export const inRoot = ({ root }: CheckedSite, path: string): string => (root === '' ? path : `${root}/${path}`);

function pagesText(broken: readonly Verdict[], all: readonly Verdict[]): Text {
  if (broken.length === all.length) return { en: 'everywhere', ko: '모든 페이지에서' };
  const names = broken.map(({ page }) => page.address).join(', ');
  return { en: `on ${names}`, ko: `${names}에서` };
}
