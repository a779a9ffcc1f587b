import type { JekyllSite } from './jekyll-site.js';

/** A post's path: its day and its name. */
export const POST = /(?:^|\/)_posts\/(?:[^/]+\/)*(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.[^./]+$/;

/**
 * What Jekyll calls a post by: `_posts/2022-07-15-a.md`, `cat/_posts/deep/2022-07-15-a.md`. It looks into every folder that it reads, below `collections_dir`.
 * Source: Jekyll 4.3, reader.rb, `retrieve_posts`, `get_entries`; entry_filter.rb.
 *
 * @param path relative to the site's source. @returns null for a file that is no post to it.
 */
export function postPath(
  path: string,
  { posts, source, excluded }: Pick<JekyllSite, 'posts' | 'source' | 'excluded'>,
): string | null {
  if (!POST.test(path)) return null;
  const top = posts.slice(source === '' ? 0 : source.length + 1).replace(/_posts$/, '');
  const at = path.startsWith('_posts/') ? 0 : path.indexOf('/_posts/') + 1;
  const folder = path.slice(0, at).replace(/\/$/, '');
  const [first = ''] = path.slice(at + '_posts/'.length).split('/');
  return path.startsWith(top) && (folder === '' || !excluded(folder)) && !/^[._#~]/.test(first) ? path.slice(top.length) : null;
}

/** `blog/_posts/a.md` is in the category `blog`. @param path of {@link postPath}. */
export const categoriesOfPath = (path: string): string[] =>
  path
    .slice(0, path.startsWith('_posts/') ? 0 : path.indexOf('/_posts/') + 1)
    .split('/')
    .filter((part) => part !== '');
