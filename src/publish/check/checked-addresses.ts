import type { Files } from '../files.js';
import { readSite } from './read-site.js';
import { inRoot } from './reference-notes.js';

/** The pages that a browser is to open: of each post its own, and once every other page that shows posts. */
export interface CheckedAddresses {
  readonly baseurl: string;
  readonly origin: string;
  /** `place` is the post's path; `address` the page's path on its host. */
  readonly pages: readonly { readonly place: string; readonly address: string }[];
}

/** @param only posts by their paths below the site's folder; absent: all that are shown. @throws DownhillError as `readSite`. */
export async function checkedAddresses(files: Files, only?: readonly string[]): Promise<CheckedAddresses> {
  const site = await readSite(files);
  const posts = site.posts.filter((post) => post.shown && (only === undefined || only.includes(inRoot(site, post.path))));
  const pages = new Map<string, string>();
  for (const post of posts) pages.set(site.baseurl + post.address, inRoot(site, post.path));
  if (only === undefined && posts.some((post) => post.pages.some(({ name }) => name === 'home')))
    pages.set(`${site.baseurl}/`, 'index');
  return { baseurl: site.baseurl, origin: site.origin, pages: [...pages].map(([address, place]) => ({ place, address })) };
}
