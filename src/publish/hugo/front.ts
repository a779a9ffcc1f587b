import type { Note } from '../note.js';
import type { Post } from '../post.js';
import { dateText, type PostDate } from '../post-date.js';
import { quoted, readableFront, withKeys } from '../site/front-matter-edit.js';

interface FrontContext {
  readonly date: PostDate | null;
  /** What the address must be made of; null where the folder's name does. */
  readonly slug: string | null;
  readonly formerAddresses: readonly string[];
  /** What the site reads Markdown with where it is told not to use Hugo's own reader; else null. */
  readonly otherMarkdown: string | null;
  /** Whether the site says its time zone. */
  readonly hasZone: boolean;
  readonly note: (note: Note) => void;
}

/** The front matter of a Hugo post, with the lines `---`: the author's to the character, what is missing after it. @throws DownhillError `front-matter-broken`. */
export function hugoFront(post: Post, { date, slug, formerAddresses, otherMarkdown, hasZone, note }: FrontContext): string {
  const { front, source } = post;
  const { values } = front;
  const given = readableFront(post, 'Hugo');
  const has = (key: string): boolean => front.text !== null && values[key] !== undefined && values[key] !== null;
  const keys: [string, string][] = [];
  if (!has('title') || typeof values.title !== 'string') keys.push(['title', quoted(front.title)]);
  if (date !== null && (!has('date') || front.date === null || dateText(front.date) !== dateText(date)))
    keys.push(['date', dateText(date)]);
  if (slug !== null && !has('slug')) keys.push(['slug', quoted(slug)]);
  if (date !== null && date.time !== null && date.offset === null && !hasZone) note(withoutZone(source));
  for (const key of ['categories', 'tags'])
    if (front.text === null && Array.isArray(values[key])) keys.push([key, JSON.stringify(values[key].map(String))]);
  if (!has('summary') && front.excerpt !== '') keys.push(['summary', quoted(plainSummary(front.excerpt))]);
  if (values.published === false && !has('draft')) keys.push(['draft', 'true']);
  if (otherMarkdown !== null && !has('markup')) keys.push(['markup', 'goldmark']);
  const aliases = formerAddresses.map((address) => `/${address.replace(/^\//, '')}`);
  if (aliases.length > 0) keys.push(['aliases', JSON.stringify([...new Set([...texts(values.aliases), ...aliases])])]);
  const line = given.includes('\r\n') ? '\r\n' : '\n';
  const text = withKeys(given, keys);
  return `---${line}${text}${text === '' || text.endsWith('\n') ? '' : line}---${line}${line}`;
}

/** Hugo reads a summary as Markdown, some themes print it as it is: only what would mean something there is written as a number. */
const plainSummary = (text: string): string =>
  text.replace(
    /[\\`*<&~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\[(?=[^\]]*\][([])|^(?:[#>+=-]|\d(?=\d*[.)]))/gu,
    (character) => `&#${character.charCodeAt(0)};`,
  );

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

const withoutZone = (source: string): Note => ({
  code: 'site-without-timezone',
  severity: 'note',
  place: source,
  message: {
    en: "neither the post's date nor the site says a time zone: Hugo takes it for UTC, and leaves the post out until that moment has passed",
    ko: '글의 날짜와 사이트 설정 어디에도 시간대가 없습니다. Hugo는 UTC로 읽어서, 그 시각이 지날 때까지 글을 내보내지 않습니다',
  },
  advice: {
    en: 'write the date with its offset (2022-07-15T21:30:00+09:00), or a line such as timeZone = "Asia/Seoul" into hugo.toml',
    ko: '날짜에 시차를 붙이거나(2022-07-15T21:30:00+09:00) hugo.toml에 timeZone = "Asia/Seoul"처럼 적어 두세요',
  },
});
