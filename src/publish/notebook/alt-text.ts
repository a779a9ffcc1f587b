import type { Lang } from '../../base/text.js';

/** What can be said of a picture that code drew. */
export interface DrawnBy {
  readonly code: string;
  /** The heading above it; null where there is none. */
  readonly heading: string | null;
  readonly lang: Lang;
}

/**
 * Words for a picture that only its code knows: the title that the code gives it (`plt.title("Loss")`, `ggtitle`, `title=`), else the comment that the code
 * begins with, else the heading above it; and how the code begins.
 *
 * @example altText({ code: 'plt.plot(x, y)', heading: 'Loss', lang: 'en' }) // 'Loss: output of the code beginning “plt.plot(x, y)”'
 */
export function altText({ code, heading, lang }: DrawnBy): string {
  const about = drawnTitle(code) ?? openingComment(code) ?? heading;
  const line = firstLine(code);
  const words =
    line === null
      ? { en: 'output of code', ko: '코드의 출력' }[lang]
      : { en: `output of the code beginning “${line}”`, ko: `“${line}”로 시작하는 코드의 출력` }[lang];
  if (about !== null) return `${about}: ${words}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The one title that code gives to what it draws; null for none and for several. */
export function drawnTitle(code: string): string | null {
  const found = [...code.slice(0, 20_000).matchAll(TITLE)].map((match) =>
    (match[2] as string)
      .replace(/\\n|\s+/g, ' ')
      .replace(/\\(.)/g, '$1')
      .trim(),
  );
  const titles = [...new Set(found.filter((title) => title !== '' && !/[{}]/.test(title)))];
  return titles.length === 1 ? (titles[0] as string).slice(0, 120) : null;
}

/** A literal text right where a title is expected: no formatted string, no sum. */
const TITLE =
  /(?:\b(?:sup|set_)?title\s*\(\s*|\bggtitle\s*\(\s*|\btitle\s*=\s*|\bmain\s*=\s*)(["'])((?:\\.|(?!\1)[^\\\n])*)\1(?!\s*[.%+]\s*\w)/g;

/** The words of a comment in the first line: no code that was left out, no mark of an editor. */
function openingComment(code: string): string | null {
  const words =
    /^\s*(?:#|\/\/)[ \t]+([^\n]{2,120})/
      .exec(code)?.[1]
      ?.replace(/[\s\p{Cc}]+/gu, ' ')
      .trim() ?? '';
  return /\p{L}{2}/u.test(words) && !/[=;{}[\]<>@%]|\w\(|^(?:-\*-|import\b|from\b)/.test(words) ? words : null;
}

/** The first line that does something: no comment, import, magic or option. */
function firstLine(code: string): string | null {
  const lines = code
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim());
  const line =
    lines.find(
      (one) => one !== '' && !/^(?:#|\/\/|--|%|!|import\b|from\s+\S+\s+import\b|using\b|library\s*\(|"""|''')/.test(one),
    ) ?? lines.find((one) => one !== '');
  if (line === undefined) return null;
  const characters = Array.from(line.replace(/[\s\p{Cc}]+/gu, ' '));
  return characters.length > 60 ? `${characters.slice(0, 59).join('').trimEnd()}…` : characters.join('');
}
