import type { Text } from '../../base/text.js';
import type { Note } from '../note.js';
import type { CheckedPost, CheckedSite, LeftOut } from './checked-site.js';
import type { Reference } from './find-references.js';
import { type Meant, meant } from './meant.js';
import { placeOf } from './place-of.js';
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
  if (broken.length === 0) return fragile(site, post, reference, verdicts, place);
  const [{ value, destination }] = broken as [Verdict];
  const found = value === null ? null : meant(site, post, reference, value);
  const { code, why, advice } = reason(site, post, reference, broken, verdicts, found);
  const where = pagesText(broken, verdicts);
  const severity = reference.kind === 'link' ? 'warning' : 'error';
  const name = short(reference.written);
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

const short = (written: string): string => (written.length > 90 ? `${written.slice(0, 60)}…${written.slice(-25)}` : written);

function pagesText(broken: readonly Verdict[], all: readonly Verdict[]): Text {
  if (broken.length === all.length) return { en: 'everywhere', ko: '모든 페이지에서' };
  const names = broken.map(({ page }) => page.address).join(', ');
  return { en: `on ${names}`, ko: `${names}에서` };
}

interface Reason {
  readonly code: string;
  readonly why: Text;
  readonly advice: Text;
}

function reason(
  site: CheckedSite,
  post: CheckedPost,
  reference: Reference,
  broken: readonly Verdict[],
  all: readonly Verdict[],
  found: Meant | null,
): Reason {
  const [{ destination }] = broken as [Verdict];
  const link = reference.kind === 'link';
  const mended = found?.address === null || found === null ? null : site.write(found.address, reference.syntax, post);
  const mend: Text =
    mended === null
      ? { en: 'put the file into the site and name it here', ko: '파일을 사이트에 넣고 여기에 그 이름을 쓰세요' }
      : { en: `write ${mended}; "downhill repair" does it`, ko: `${mended}로 쓰세요. "downhill repair"가 대신 고쳐 줍니다` };
  if (destination?.kind === 'unread')
    return destination.why === 'space'
      ? {
          code: 'reference-space',
          why: { en: 'with a space in it this is text and no picture', ko: '공백이 있으면 그림이 아니라 그냥 글자로 보입니다' },
          advice: mend,
        }
      : {
          code: 'html-left-out',
          why: {
            en: 'Hugo leaves HTML out of Markdown (markup.goldmark.renderer.unsafe)',
            ko: 'Hugo는 Markdown 안의 HTML을 빼 버립니다(markup.goldmark.renderer.unsafe)',
          },
          advice: { en: 'write ![alt](address), or set unsafe = true', ko: '![설명](주소)로 쓰거나 unsafe = true로 설정하세요' },
        };
  if (destination?.kind === 'disk')
    return {
      code: 'picture-on-disk',
      why: { en: 'this picture never left your PC', ko: '이 그림은 내 PC에만 있고 블로그에는 올라가지 않았습니다' },
      advice:
        found === null
          ? {
              en: `look for ${destination.name} on that computer and copy it into the site`,
              ko: `그 컴퓨터에서 ${destination.name} 파일을 찾아 사이트에 복사하세요`,
            }
          : mend,
    };
  if (found === null)
    return {
      code: 'picture-missing',
      why: link
        ? { en: 'there is no such page', ko: '그런 페이지가 없습니다' }
        : { en: 'there is no such file', ko: '그런 파일이 없습니다' },
      advice: link ? { en: 'mend the address', ko: '주소를 고치세요' } : mend,
    };
  if (found.address === null) return { code: 'picture-left-out', ...leftOut(site, found.source) };
  if (found.by === 'case')
    return {
      code: 'name-case',
      why: {
        en: `the file is called ${found.source}: servers tell capital letters apart`,
        ko: `파일 이름은 ${found.source}입니다. 서버는 대소문자를 구별합니다`,
      },
      advice: mend,
    };
  if (found.by === 'form')
    return {
      code: 'name-form',
      why: {
        en: `the name of ${found.source} is stored in another Unicode form (as macOS does with Hangul)`,
        ko: `${found.source}의 이름이 다른 유니코드 형식으로 저장되어 있습니다(macOS에서 한글 자모가 분리된 이름)`,
      },
      advice: mend,
    };
  if (destination?.kind === 'outside')
    return {
      code: 'baseurl-missing',
      why: {
        en: `it leads to ${destination.path}, and the site lives below ${site.baseurl}/`,
        ko: `${destination.path}로 가는데 사이트는 ${site.baseurl}/ 아래에 있습니다`,
      },
      advice: mend,
    };
  if (/[#?]/.test(found.source.slice(found.source.lastIndexOf('/'))))
    return {
      code: 'name-sign',
      why: { en: 'the address ends at the # or ? of the name', ko: '이름의 # 또는 ?에서 주소가 끊깁니다' },
      advice: mend,
    };
  return {
    code: 'reference-relative',
    why:
      broken.length < all.length
        ? {
            en: 'it is relative, and those pages lie in other folders',
            ko: '상대 경로라서 다른 폴더에 있는 페이지에서는 맞지 않습니다',
          }
        : {
            en: `from there it leads to ${destination?.kind === 'own' ? destination.path : '?'}`,
            ko: `거기서는 ${destination?.kind === 'own' ? destination.path : '?'}로 갑니다`,
          },
    advice: mend,
  };
}

function leftOut(site: CheckedSite, source: string): { why: Text; advice: Text } {
  const why: LeftOut | null = site.leftOut(source);
  const repair: Text = {
    en: '"downhill repair" puts a copy into the site’s assets',
    ko: '"downhill repair"가 사이트의 assets 폴더에 복사해 줍니다',
  };
  switch (why) {
    case 'posts-folder':
      return {
        why: {
          en: `${source} lies beside the posts: no picture is published from there`,
          ko: `${source}: 글 폴더 안의 그림은 게시되지 않습니다`,
        },
        advice: repair,
      };
    case 'special-name':
      return {
        why: {
          en: `${source}: names that begin with _ . # or ~ are not published`,
          ko: `${source}: _ . # ~로 시작하는 이름은 게시되지 않습니다`,
        },
        advice: repair,
      };
    case 'backup-name':
      return {
        why: {
          en: `${source}: names that end with ~ or . are not published`,
          ko: `${source}: ~ 또는 .로 끝나는 이름은 게시되지 않습니다`,
        },
        advice: repair,
      };
    default:
      return {
        why: {
          en: `${source} is there, but the site’s settings exclude it`,
          ko: `${source} 파일은 있지만 사이트 설정에서 제외되어 있습니다`,
        },
        advice: { en: 'take it out of exclude:, or move it', ko: 'exclude:에서 빼거나 파일을 옮기세요' },
      };
  }
}

/** It works where it is shown today, and would not elsewhere. */
function fragile(
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
    ko: `${mended}로 쓰세요. "downhill repair"가 대신 고쳐 줍니다`,
  };
  const name = short(reference.written);
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
