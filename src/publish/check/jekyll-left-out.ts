import type { JekyllSite } from '../site/jekyll-site.js';
import type { LeftOut } from './checked-site.js';
import type { Collections } from './jekyll-collections.js';

/** Why Jekyll does not copy a file; null for one that reaches the site. @param path relative to the site's source. */
export function jekyllLeftOut(path: string, site: Pick<JekyllSite, 'excluded'>, collections: Collections): LeftOut | null {
  const parts = path.split('/');
  if (parts.slice(0, -1).some((name) => name === '_posts' || name === '_drafts')) return 'posts-folder';
  // A collection that is shown is the only folder of such a name that is copied.
  const top =
    collections.get((parts[0] as string).slice(1))?.output === true && parts.length > 1 ? parts.slice(1).join('/') : path;
  if (!site.excluded(top)) return null;
  const names = top.split('/');
  if (names.some((name) => /^[._#~]/.test(name))) return 'special-name';
  return names.some((name) => /[~.]$/.test(name)) ? 'backup-name' : 'excluded';
}
