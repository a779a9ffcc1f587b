import type { PostDate } from '../post-date.js';
import { type HugoConfig, isMap, setting } from './hugo-config.js';

/** What a page's address is made of. */
interface PageName {
  readonly section: string;
  /** The folder of its bundle. */
  readonly folder: string;
  readonly title: string;
  /** `slug` and `url` of its front matter, where it has them. */
  readonly slug: string | null;
  readonly url: string | null;
  readonly date: PostDate | null;
}

/**
 * Where a page will be read: relative to the site's root, not percent-encoded, with `/` at its end unless the site has ugly addresses.
 *
 * Source: Hugo, resources/page/permalinks.go (`permalinks`, the page's `slug` and `url`) and `uglyURLs`.
 *
 * @returns null where the pattern has a part that cannot be known here; a `/` in a title is one step more to some versions, and none to others.
 */
export function hugoAddress(page: PageName, config: HugoConfig): string | null {
  if (page.url !== null) return page.url.replace(/^\//, '');
  const pattern = patternFor(page.section, config);
  const last = page.slug ?? page.folder;
  const path = pattern === null ? `${urlized(page.section)}/${urlized(last)}` : filled(pattern, page);
  if (path === null) return null;
  const trimmed = path.replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '');
  const ugly = setting(config, 'uglyURLs');
  const isUgly = ugly === true || (isMap(ugly) && ugly[page.section.toLowerCase()] === true);
  return isUgly ? `${trimmed}.html` : `${trimmed}/`;
}

/** Whether addresses of a section are made of slugs: a page without one is called by its title there, as another may be. */
export const usesSlug = (section: string, config: HugoConfig): boolean => /:slug/i.test(patternFor(section, config) ?? '');

/** `permalinks.posts`, and since 0.115 `permalinks.page.posts`. */
function patternFor(section: string, config: HugoConfig): string | null {
  const name = section.toLowerCase();
  const patterns = setting(config, 'permalinks');
  if (!isMap(patterns)) return null;
  const ofPages = isMap(patterns.page) ? patterns.page[name] : undefined;
  const pattern = ofPages ?? patterns[name];
  return typeof pattern === 'string' ? pattern : null;
}

function filled(pattern: string, page: PageName): string | null {
  const [year = '', month = '', day = ''] = page.date?.day.split('-') ?? [];
  const parts: Readonly<Record<string, string>> = {
    year,
    month,
    day,
    section: urlized(page.section),
    sections: urlized(page.section),
    title: urlized(page.title),
    slug: urlized(page.slug ?? page.title),
    filename: urlized(page.folder),
    contentbasename: urlized(page.folder),
    slugorfilename: urlized(page.slug ?? page.folder),
    slugorcontentbasename: urlized(page.slug ?? page.folder),
  };
  let known = true;
  const path = pattern.replace(/:([a-z]+)(?:\[[^\]]*\])?/gi, (_, name: string) => {
    const part = parts[name.toLowerCase()];
    known &&= part !== undefined && !part.includes('/');
    return part ?? '';
  });
  return known ? path : null;
}

/**
 * A text as Hugo writes it in an address: letters, marks, digits and some signs; blanks and `+` become one hyphen, all else is left out.
 *
 * Source: Hugo, common/paths, `Sanitize`.
 */
function urlized(text: string): string {
  let result = '';
  let gap = false;
  for (const character of text.normalize('NFC').replaceAll('+', ' ')) {
    if (/[\p{L}\p{Nd}\p{M}./\\_#~@-]/u.test(character)) {
      result += gap && character !== '-' ? `-${character}` : character;
      gap = false;
    } else if (/\s/u.test(character) && result !== '' && !result.endsWith('-')) gap = true;
  }
  return result.toLowerCase();
}
