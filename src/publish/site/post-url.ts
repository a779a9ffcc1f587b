import { jekyllDate } from '../check/jekyll-date.js';
import { readDate } from '../front/read-date.js';
import { type Config, scalar } from './jekyll-config.js';
import { POST, postPath } from './jekyll-post-path.js';
import type { JekyllSite } from './jekyll-site.js';
import { inZone } from './zone.js';

/** A post as `post_url` sees it. */
export interface NamedPost {
  /** Of `postPath`. */
  readonly path: string;
  /** On the site's clock. */
  readonly day: string;
  readonly slug: string;
}

/** @param path relative to the site's source. @param values of its front matter, over the defaults. @returns null for what is no post of the site. */
export function namedPost(path: string, values: Config, site: JekyllSite): NamedPost | null {
  const known = postPath(path, site);
  if (known === null || values.published === false) return null;
  const [, day = '', name = ''] = POST.exec(path) as RegExpExecArray;
  const date = jekyllDate(values.date) ?? jekyllDate(day);
  if (date === null) return null;
  return { path: known, day: inZone(date, site.timezone).day, slug: scalar(values.slug) ?? name.replace(/\.*$/, '') };
}

/**
 * The post that `{% post_url %}` names: one of this path in the site's `_posts` or in that of a folder, else, as before Jekyll 3, any of that day and slug in
 * whatever folder. Source: Jekyll 4.3, tags/post_url.rb.
 *
 * @param name `2022-07-15-a`, `deep/2022-07-15-a`. @param posts those that are built. @returns null where there is none: Jekyll builds no site then.
 */
export function postNamed<P extends NamedPost>(name: string, posts: readonly P[]): P | null {
  const [, folder = '', date = '', slug = ''] = /^(.+\/)?(\d+-\d+-\d+)-(.*)$/.exec(name.trim().replace(/^\//, '')) ?? [];
  if (date === '') return null;
  const sorted = [...posts].sort((a, b) => order(a.day, b.day) || order(a.path, b.path));
  const starts = [`_posts/${folder}${date}-${slug}.`, `${folder}_posts/${date}-${slug}.`];
  const exact = sorted.find(({ path }) => starts.some((start) => path.startsWith(start) && path[start.length] !== '.'));
  const day = readDate(date)?.day;
  return exact ?? sorted.find((post) => post.slug === slug && post.day === day) ?? null;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
