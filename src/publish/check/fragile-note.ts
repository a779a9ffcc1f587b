import { withParticle } from '../../base/particle.js';
import type { Note } from '../note.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import type { Reference } from './find-references.js';
import { meant } from './meant.js';
import { shortAddress } from './short-address.js';
import type { Verdict } from './verdict.js';

/** What is to be said of an address that works where it is shown today, and would not elsewhere; null for one that is good everywhere. */
export function fragileNote(
  site: CheckedSite,
  post: CheckedPost,
  reference: Reference,
  verdicts: readonly Verdict[],
  place: string,
): Note | null {
  const value = verdicts.find(({ works }) => works === true)?.value;
  if (reference.kind === 'link' || value === undefined || value === null || reference.syntax === 'front') return null;
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(value)) return null;
  const found = meant(site, post, reference, value);
  const mended =
    found?.address === null || found === null ? reference.written : site.write(found.address, reference.syntax, post);
  const advice = {
    en: `write ${mended}; "downhill repair" does it`,
    ko: `${withParticle(mended, '으로/로')} 쓰세요. "downhill repair"가 대신 고쳐 줍니다`,
  };
  const name = shortAddress(reference.written);
  if (value.includes('\\'))
    return {
      code: 'reference-backslash',
      severity: 'warning',
      place,
      message: {
        en: `${name}: browsers forgive the backslashes; feed readers and GitHub do not`,
        ko: `${name}: 역슬래시(\\)는 브라우저만 봐줍니다. 피드 리더와 GitHub에서는 깨집니다`,
      },
      advice,
    };
  if (/\s/.test(value.trim()) && reference.syntax !== 'angle')
    return {
      code: 'reference-space',
      severity: 'note',
      place,
      message: {
        en: `${name}: with a space this is no picture to CommonMark; only kramdown takes it`,
        ko: `${name}: 공백이 있으면 CommonMark에서는 그림이 아닙니다. kramdown만 받아 줍니다`,
      },
      advice,
    };
  if (!value.startsWith('/') && !site.bundled(reference, post, value))
    return {
      code: 'reference-fragile',
      severity: 'note',
      place,
      message: {
        en: `${name} works from ${verdicts.map(({ page }) => page.address).join(', ')} only: a new category or permalink breaks it`,
        ko: `${name}: ${verdicts.map(({ page }) => page.address).join(', ')}에서만 맞습니다. 카테고리나 permalink를 바꾸면 깨집니다`,
      },
      advice,
    };
  return null;
}
