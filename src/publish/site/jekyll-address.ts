import type { PostDate } from '../post-date.js';
import { type Config, scalar, texts } from './jekyll-config.js';
import type { JekyllSite } from './jekyll-site.js';
import { dayParts, inZone } from './zone.js';

/** What the address of a post depends on. */
export interface Addressed {
  /** Of its file, without date and extension. */
  readonly name: string;
  /** As written, or as its file's name has it. */
  readonly date: PostDate;
  /** The front matter with the configuration's defaults below it. */
  readonly values: Config;
}

/**
 * Where Jekyll puts a post, from the site's root: `/2022/07/15/gradient.html`, not encoded. The day is the one in the site's time zone.
 * Source: Jekyll 4.3, drops/url_drop.rb, url.rb, utils.rb.
 *
 * @returns null for a template with a placeholder that Jekyll does not know: it builds no site then.
 */
export function jekyllAddress(site: Pick<JekyllSite, 'permalink' | 'timezone'>, post: Addressed): string | null {
  const own = scalar(post.values.permalink);
  const template = own ?? site.permalink;
  const values = placeholders(post, inZone(post.date, site.timezone));
  let known = true;
  const filled = template.replace(/:([a-z_]+)/g, (_, key: string) => {
    const short = key.replace(/_$/, '');
    const value = values[key] ?? values[short];
    if (value === undefined) known = false;
    return (value ?? '') + (values[key] === undefined && short !== key ? '_' : '');
  });
  return known ? `/${filled}`.replaceAll('..', '/').replaceAll('./', '').replace(/\/+/g, '/') : null;
}

/** The file that Jekyll writes for a post's address, below the site's destination: `a/` → `a/index.html`, `a` → `a.html`. */
export const addressFile = (address: string): string => {
  const path = address.replace(/^\//, '');
  return path === '' || path.endsWith('/') ? `${path}index.html` : path.endsWith('.html') ? path : `${path}.html`;
};

function placeholders({ name, values, date: own }: Addressed, date: PostDate): Readonly<Record<string, string>> {
  const day = dayParts(date.day);
  const [hour = '00', minute = '00', second = '00'] = (date.time ?? '00:00:00').split(':');
  const slug = scalar(values.slug) ?? name;
  const file = `${own.day}-${name}`;
  // `category` and `categories` together; a text is several words.
  const categories = [
    ...(typeof values.categories === 'string' ? values.categories.split(/\s+/) : texts(values.categories)),
    ...texts(values.category),
  ].filter((text) => text !== '');
  const distinct = (list: readonly string[]): string => [...new Set(list)].join('/');
  return {
    ...day,
    hour,
    minute,
    second: second.slice(0, 2),
    title: slugify(slug, PRETTY),
    slug: slugify(slug, PLAIN).toLowerCase(),
    // Of the file as it is called, with its date.
    name: slugify(file, PLAIN).toLowerCase(),
    categories: distinct(categories.map((text) => text.toLowerCase())),
    slugified_categories: distinct(categories.map((text) => slugify(text, PLAIN).toLowerCase())),
    collection: 'posts',
    output_ext: '.html',
    path: `/${file}`,
  };
}

/** Everything else becomes a hyphen. */
const PRETTY = /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu;
const PLAIN = /[^\p{M}\p{L}\p{Nd}]+/gu;
const slugify = (text: string, others: RegExp): string => text.replace(others, '-').replace(/^-|-$/g, '');
