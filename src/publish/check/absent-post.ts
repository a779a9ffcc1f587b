import { withParticle } from '../../base/particle.js';
import { decoded } from '../decoded.js';
import type { Note } from '../note.js';
import { addressFile } from '../site/jekyll-address.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { inRoot } from './reference-notes.js';

/** Why a post is not in the built site, as far as it can be known without a clock. */
export function absentNote(site: CheckedSite, post: CheckedPost, built: ReadonlyMap<string, number>): Note {
  const place = inRoot(site, post.path);
  if (!post.shown)
    return {
      code: 'post-hidden',
      severity: 'note',
      place,
      message: { en: 'a draft: it is not published', ko: '초안이라 게시되지 않았습니다' },
      advice: {
        en: 'take published: false or draft: true away to show it',
        ko: '보이게 하려면 published: false나 draft: true를 지우세요',
      },
    };
  const newest = site.posts
    .filter(({ address, dated }) => dated && built.has(addressFile(decoded(address))))
    .map(dayOf)
    .sort()
    .at(-1);
  if (newest !== undefined && dayOf(post) > newest)
    return {
      code: 'post-in-future',
      severity: 'error',
      place,
      message: {
        en: `dated ${dayOf(post)}, after every post that was built: posts of the future are left out in silence`,
        ko: `날짜가 ${withParticle(dayOf(post), '으로/로')}, 만들어진 모든 글보다 뒤입니다. 미래 날짜의 글은 아무 말 없이 빠집니다`,
      },
      advice: {
        en: 'build again after that day, give it an earlier date (with the offset: +0900), or set future: true',
        ko: '그날이 지난 뒤 다시 빌드하거나, 날짜를 앞당기거나(시간대 +0900도 쓰세요), future: true로 설정하세요',
      },
    };
  return {
    code: 'post-absent',
    severity: 'error',
    place,
    message: {
      en: `the built site has no page ${post.address}`,
      ko: `만들어진 사이트에 ${post.address} 페이지가 없습니다`,
    },
    advice: {
      en: 'build the site again; another page may have taken its place',
      ko: '사이트를 다시 빌드하세요. 다른 페이지가 같은 주소를 쓰는지도 확인하세요',
    },
  };
}

const dayOf = ({ values, path }: CheckedPost): string =>
  /^\d{4}-\d{2}-\d{2}/.exec(values.date instanceof Date ? values.date.toISOString() : String(values.date ?? ''))?.[0] ??
  /(?:^|\/)(\d{4}-\d{2}-\d{2})-/.exec(path)?.[1] ??
  '';
