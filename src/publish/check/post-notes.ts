import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import type { Note } from '../note.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { codeStretches } from './code-stretches.js';
import { type LiquidProblem, liquidProblems } from './liquid-problems.js';
import { placeOf } from './place-of.js';
import { inRoot } from './reference-notes.js';

// What XML 1.0 forbids (section 2.2): one of them and no reader takes the feed any more.
const CONTROL = new RegExp(`[${String.raw`\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF`}]`, 'g');

/** What is wrong with a post apart from its addresses. */
export function postNotes(site: CheckedSite, post: CheckedPost): Note[] {
  const { text, broken, bodyStart } = post;
  const place = (at: number): string => placeOf(inRoot(site, post.path), text, at);
  const notes: Note[] = [];
  if (broken !== null) notes.push(frontNote(site, broken.message, place(broken.at)));
  const control = [...text.slice(bodyStart).matchAll(CONTROL)];
  if (control.length > 0)
    notes.push({
      code: 'control-character',
      severity: 'error',
      place: place(bodyStart + (control[0]?.index ?? 0)),
      message: {
        en: `${control.length} control character${control.length === 1 ? '' : 's'} (a terminal's colours?): the whole feed.xml is no valid XML any more`,
        ko: `제어 문자가 ${control.length}개 있습니다(터미널 색상 코드일 수 있습니다). feed.xml 전체가 잘못된 XML이 됩니다`,
      },
      advice: { en: 'take them out; "downhill repair" does it', ko: '지우세요. "downhill repair"가 대신 지워 줍니다' },
    });
  if (text.includes('\uFFFD'))
    notes.push({
      code: 'character-lost',
      severity: 'warning',
      place: place(text.indexOf('\uFFFD')),
      message: {
        en: 'a character could not be read here: the file is not UTF-8, or was once read wrongly',
        ko: '읽을 수 없는 글자가 있습니다. 파일이 UTF-8이 아니거나 잘못 변환된 적이 있습니다',
      },
      advice: { en: 'save the file as UTF-8', ko: '파일을 UTF-8로 저장하세요' },
    });
  if (post.utcDay !== undefined && post.dated) notes.push(dayNote(post.utcDay, place(0)));
  if (post.templated && site.templates?.liquid === true)
    for (const problem of liquidProblems(text, bodyStart, codeStretches(text, bodyStart), site.tags))
      notes.push(liquidNote(problem, text, place(problem.token.start)));
  return notes;
}

const dayNote = (day: string, place: string): Note => ({
  code: 'day-moves',
  severity: 'warning',
  place,
  message: {
    en: `where the site is built on UTC, as GitHub does, this post is of ${day}, and so is its address`,
    ko: `GitHub처럼 UTC로 빌드하면 이 글의 날짜와 주소가 ${withParticle(day, '이/가')} 됩니다`,
  },
  advice: {
    en: 'add a line such as "timezone: Asia/Seoul" to _config.yml',
    ko: '_config.yml에 "timezone: Asia/Seoul"처럼 시간대를 적어 두세요',
  },
});

const frontNote = ({ frontBroken }: CheckedSite, reason: Text, place: string): Note => ({
  code: 'front-broken',
  severity: 'error',
  place,
  message: frontBroken(reason),
  advice: { en: 'put a value that has a colon in it between quotation marks', ko: '콜론(:)이 든 값은 따옴표로 감싸세요' },
});

function liquidNote({ token, what, kills, within }: LiquidProblem, text: string, place: string): Note {
  const written = text.slice(token.start, Math.min(token.end, token.start + 40)).replace(/\s+/g, ' ');
  const { en, ko } = WHAT[what](token.name);
  const repair =
    within !== 'text' &&
    (what === 'unknown-tag' ||
      what === 'open-tag' ||
      what === 'open-output' ||
      what === 'vanishes' ||
      what === 'end-alone' ||
      what === 'block-not-closed');
  return {
    code: kills ? 'liquid-kills' : 'liquid-vanishes',
    severity: kills ? 'error' : 'warning',
    place,
    message: kills
      ? { en: `${written}: ${en}: Jekyll cannot build the site`, ko: `${written}: ${ko}. Jekyll이 사이트 전체를 만들지 못합니다` }
      : { en: `${written}: ${en}`, ko: `${written}: ${ko}` },
    advice: repair
      ? {
          en: 'write {{ "{" }} for its first brace; "downhill repair" does it',
          ko: '첫 중괄호를 {{ "{" }}로 쓰세요. "downhill repair"가 대신 고쳐 줍니다',
        }
      : { en: 'mend it, or put it between {% raw %} and {% endraw %}', ko: '고치거나 {% raw %}와 {% endraw %}로 감싸세요' },
  };
}

const WHAT: Readonly<Record<LiquidProblem['what'], (name: string) => Text>> = {
  'unknown-tag': (name) => ({ en: `Liquid knows no tag "${name}"`, ko: `Liquid에 "${name}" 태그가 없습니다` }),
  'open-tag': () => ({ en: 'a {% without its %}', ko: '{%를 닫는 %}가 없습니다' }),
  'open-output': () => ({ en: 'a {{ without its }}', ko: '{{를 닫는 }}가 없습니다' }),
  'block-not-closed': (name) => ({ en: `there is no {% end${name} %} to it`, ko: `{% end${name} %}가 없습니다` }),
  'end-alone': () => ({ en: 'nothing was opened that this ends', ko: '닫을 블록이 없습니다' }),
  vanishes: () => ({ en: 'Liquid prints nothing in its place', ko: 'Liquid가 이 자리에 아무것도 출력하지 않습니다' }),
};
