import { withParticle } from '../../base/particle.js';
import type { Note } from '../note.js';
import type { Post } from '../post.js';
import { dateText, type PostDate } from '../post-date.js';
import { quoted, readableFront, withKeys } from '../site/front-matter-edit.js';
import { type Config, texts } from '../site/jekyll-config.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import { jekyllDate, sameDayInUtc } from './post-date.js';

export interface FrontContext {
  readonly site: JekyllSite;
  readonly date: PostDate;
  /** What the site's configuration gives this post. */
  readonly defaults: Config;
  /** For posts that name none; null where the site has none for posts. */
  readonly layout: string | null;
  /** The post says itself where its excerpt ends. */
  readonly hasExcerpt: boolean;
  /** Where the post was read before, without `baseurl`. */
  readonly formerAddresses?: readonly string[];
  readonly note: (note: Note) => void;
}

/** The front matter of a post, with the lines `---`: the author's to the character, what is missing after it. */
export function frontMatter(post: Post, context: FrontContext): string {
  const { front } = post;
  const { values, title } = front;
  const given = readableFront(post, 'Jekyll');
  const has = (key: string): boolean => front.text !== null && values[key] !== undefined && values[key] !== null;
  const keys: [string, string][] = [];
  if (!has('layout') && context.defaults.layout === undefined && context.layout !== null)
    keys.push(['layout', quoted(context.layout)]);
  if (typeof values.title !== 'string' || front.text === null) keys.push(['title', quoted(title)]);
  const date = dateKey(post, context);
  if (date !== null) keys.push(['date', date]);
  for (const key of ['categories', 'tags'])
    if (front.text === null && Array.isArray(values[key])) keys.push([key, JSON.stringify(values[key].map(String))]);
  if (!has('excerpt') && !context.hasExcerpt) keys.push(['excerpt', quoted(safeExcerpt(front.excerpt))]);
  if ((values.render_with_liquid ?? context.defaults.render_with_liquid) === false) keys.push(['render_with_liquid', 'true']);
  const former = context.site.plugins.includes('jekyll-redirect-from') ? (context.formerAddresses ?? []) : [];
  if (former.length > 0) keys.push(['redirect_from', JSON.stringify([...new Set([...texts(values.redirect_from), ...former])])]);
  const line = given.includes('\r\n') ? '\r\n' : '\n';
  const text = withKeys(given, keys);
  return `---${line}${text}${text === '' || text.endsWith('\n') ? '' : line}---${line}`;
}

/** The author's date stays where it says the post's moment, or its day alone; null for that. */
function dateKey({ front, source }: Post, { site, date, note }: FrontContext): string | null {
  const wanted = jekyllDate(date, site);
  if (site.timezone === null && date.offset !== null && !sameDayInUtc(date)) note(zoneNote(source, date));
  const own = front.text === null ? undefined : front.values.date;
  if (own === undefined || own === null) return wanted;
  const other = front.date === null || dateText(front.date) !== dateText(date);
  if (other) return wanted ?? date.day;
  return date.offset !== null && wanted?.startsWith('"') === false ? null : wanted;
}

const zoneNote = (source: string, { day, offset }: PostDate): Note => ({
  code: 'site-without-timezone',
  severity: 'note',
  place: source,
  message: {
    en: `the site names no timezone, and ${day} is another day in UTC: the post's time is written without ${offset}, so that its address keeps the day`,
    ko: `사이트에 timezone 설정이 없고, 이 글의 시각은 UTC로는 ${withParticle(day, '이/가')} 아닙니다. 주소의 날짜가 바뀌지 않도록 ${offset} 없이 적었습니다.`,
  },
  advice: {
    en: 'add a line such as "timezone: Asia/Seoul" to _config.yml',
    ko: '_config.yml에 "timezone: Asia/Seoul"처럼 시간대를 적어 두세요.',
  },
});

/** Themes print an excerpt as HTML. */
const safeExcerpt = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
