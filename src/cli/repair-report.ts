import type { Text } from '../base/text.js';
import type { Change, SiteRepair } from '../publish/repair/repair-site.js';
import type { Session } from './session.js';
import { alignedTable } from './table-text.js';

/** What `repair` prints: a row for each kind of change, and what was written. */
export function repairLines({ changes, texts, plan, posts, left }: SiteRepair, dry: boolean, session: Session): string[] {
  const { say, paint } = session;
  const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  const problems = left.filter(({ severity }) => severity !== 'note').length;
  const still = say(
    problems === 0
      ? { en: 'nothing else is broken', ko: '그 밖에 깨진 것은 없습니다' }
      : { en: `${problems} left that only you can mend:`, ko: `직접 고쳐야 하는 문제 ${problems}개:` },
  );
  if (changes.length === 0)
    return [
      say({
        en: `${counted(posts, 'post')} read, nothing to mend; ${still}`,
        ko: `글 ${posts}편을 읽었고 고칠 것이 없습니다. ${still}`,
      }),
    ];
  const rows = [...new Set(changes.map(({ code }) => code))].map((code) => {
    const own = changes.filter((change) => change.code === code);
    return [`  ${say(WORDS[code] ?? { en: code, ko: code })}`, String(own.length), example(own[0] as Change)];
  });
  const [head, ...lines] = alignedTable(
    [['', say({ en: 'mended', ko: '고침' }), say({ en: 'for instance', ko: '예' })], ...rows],
    ['left', 'right', 'left'],
  );
  const copies = plan.writes.length - texts.length - plan.writes.filter(({ path }) => path.startsWith('.downhill/')).length;
  const copied: Text = { en: `, ${counted(copies, 'picture')} copied`, ko: `, 그림 ${copies}개 복사` };
  const wrote: Text = dry
    ? { en: `${counted(texts.length, 'post')} would change`, ko: `글 ${texts.length}편이 바뀝니다` }
    : { en: `${counted(texts.length, 'post')} changed`, ko: `글 ${texts.length}편을 고쳤습니다` };
  const kept: Text = dry
    ? { en: '; nothing was written', ko: '. 아무것도 쓰지 않았습니다' }
    : { en: '; as they were they stay in .downhill/backup', ko: '. 원래 글은 .downhill/backup에 있습니다' };
  return [paint.faint(head ?? ''), ...lines, '', say(wrote) + (copies > 0 ? say(copied) : '') + say(kept), still];
}

const example = ({ before, after }: Change): string => `${cut(before)} → ${after === '' ? '∅' : cut(after)}`;
const cut = (text: string): string => {
  const line = text.replace(/\p{Cc}/gu, '·');
  return line.length > 44 ? `${line.slice(0, 20)}…${line.slice(-22)}` : line;
};

const WORDS: Readonly<Record<string, Text>> = {
  'front-broken': { en: 'front matter that is no YAML', ko: 'YAML이 아닌 머리말' },
  'control-character': { en: 'control characters', ko: '제어 문자' },
  'liquid-kills': { en: 'Liquid that stops the build', ko: '빌드를 멈추는 Liquid' },
  'liquid-vanishes': { en: 'code that Liquid swallows', ko: 'Liquid가 삼키는 코드' },
  'picture-on-disk': { en: 'paths of a PC', ko: 'PC 안의 경로' },
  'picture-left-out': { en: 'pictures that are not published', ko: '게시되지 않는 그림' },
  'name-case': { en: 'letter case', ko: '대소문자' },
  'name-form': { en: 'Unicode form of a name', ko: '이름의 유니코드 형식' },
  'name-sign': { en: '# or ? in a name', ko: '이름의 # 또는 ?' },
  'baseurl-missing': { en: 'addresses without baseurl', ko: 'baseurl이 빠진 주소' },
  'reference-relative': { en: 'relative paths that are wrong', ko: '맞지 않는 상대 경로' },
  'reference-fragile': { en: 'relative paths that work by chance', ko: '우연히 맞는 상대 경로' },
  'reference-backslash': { en: 'backslashes', ko: '역슬래시(\\)' },
  'reference-space': { en: 'spaces', ko: '공백' },
};
