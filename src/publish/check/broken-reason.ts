import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import type { CheckedPost, CheckedSite, LeftOut } from './checked-site.js';
import type { Reference } from './find-references.js';
import type { Meant } from './meant.js';
import type { Verdict } from './verdict.js';

/** Why an address does not lead where it was meant to, and what to write. */
interface Reason {
  readonly code: string;
  readonly why: Text;
  readonly advice: Text;
}

/** @param broken the pages it does not work on, at least one. @param all those that show it. @param found the file that was meant. */
export function brokenReason(
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
      : {
          en: `write ${mended}; "downhill repair" does it`,
          ko: `${withParticle(mended, '으로/로')} 쓰세요. "downhill repair"가 대신 고쳐 줍니다`,
        };
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
        ko: `${withParticle(destination.path, '으로/로')} 가는데 사이트는 ${site.baseurl}/ 아래에 있습니다`,
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
            ko: `거기서는 ${withParticle(destination?.kind === 'own' ? destination.path : '?', '으로/로')} 갑니다`,
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
