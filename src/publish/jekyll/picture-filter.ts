import type { Files } from '../files.js';
import { scalar } from '../site/jekyll-config.js';
import type { JekyllSite } from '../site/jekyll-site.js';

/**
 * The Liquid filters that make the address of a picture. It is `relative_url`, except where a theme puts the site's `baseurl`, or the address of a CDN, before
 * every picture of its own accord: Chirpy leaves only whole addresses alone, and `/blog/blog/assets/…` is nowhere.
 */
export async function pictureFilter(site: JekyllSite, files: Files): Promise<string> {
  const includes = await files.list(site.source === '' ? '_includes' : `${site.source}/_includes`);
  const prefixes = (site.theme !== null && /chirpy/.test(site.theme)) || includes.some(({ name }) => CHIRPY.includes(name));
  if (!prefixes) return 'relative_url';
  // Jekyll joins `https://example.org/` and `/assets/…` with two slashes.
  const doubled = (scalar(site.config.url) ?? '').endsWith('/');
  return doubled ? "absolute_url | replace: '//', '/' | replace: ':/', '://'" : 'absolute_url';
}

/** What puts something before the addresses of pictures, in Chirpy up to 6 and from 7 on, where a site has a copy of the theme. */
const CHIRPY: readonly string[] = ['refactor-content.html', 'media-url.html'];
