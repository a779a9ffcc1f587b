import type { Files } from '../files.js';
import { isHtml } from './html-page.js';
import { pastedWith } from './paste-notes.js';
import { readSite } from './read-site.js';
import { inRoot } from './reference-notes.js';

/** The pages that a browser is to open: of each post its own, and once every other page that shows posts. */
export interface CheckedAddresses {
  readonly baseurl: string;
  readonly origin: string;
  /** `place` is the post's path; `address` the page's path on its host. */
  readonly pages: readonly { readonly place: string; readonly address: string }[];
}

/** @param only posts by their paths below the site's folder; absent: all that are shown. Of a folder that is no site: its pages of HTML. */
export async function checkedAddresses(files: Files, only?: readonly string[]): Promise<CheckedAddresses> {
  const site = await readSite(files, true);
  const wanted = site.kind === 'folder' ? only?.flatMap(pastedWith) : only;
  const posts = site.posts.filter(
    (post) =>
      post.shown &&
      (wanted === undefined || wanted.includes(inRoot(site, post.path))) &&
      (site.kind !== 'folder' || isHtml(post.path)),
  );
  const pages = new Map<string, string>();
  for (const post of posts) pages.set(site.baseurl + post.address, inRoot(site, post.path));
  if (only === undefined && posts.some((post) => post.pages.some(({ name }) => name === 'home')))
    pages.set(`${site.baseurl}/`, 'index');
  return { baseurl: site.baseurl, origin: site.origin, pages: [...pages].map(([address, place]) => ({ place, address })) };
}
