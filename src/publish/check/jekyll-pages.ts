import type { JekyllSite } from '../site/jekyll-site.js';
import type { PageOf } from './checked-site.js';

/** How much of each post a site's front page shows. */
export type Shows = 'all' | 'excerpt' | 'nothing';

const SHOWN = /\{\{-?\s*(\w+)\.(content|excerpt)\b([^}]*)\}\}/g;

/** Looks for what a template prints of the posts that it lists. @param templates texts of layouts, includes and pages. */
export function homeShows(templates: readonly string[], { theme, config }: JekyllSite): Shows {
  let shows: Shows = (theme ?? '').includes('minima') && config.show_excerpts === true ? 'excerpt' : 'nothing';
  for (const text of templates) {
    if (!/(?:paginator|site)\.posts|site\.categories/.test(text)) continue;
    for (const [, name, what, filters = ''] of text.matchAll(SHOWN)) {
      if (name === 'page' || name === 'layout' || /strip_html/.test(filters)) continue;
      if (what === 'content') return 'all';
      shows = 'excerpt';
    }
  }
  return shows;
}

/** The pages that show a post: its own, and the front page with its successors where they show more than a title. */
export function pagesOf(
  address: string,
  { text, bodyStart, separator }: { text: string; bodyStart: number; separator: string },
  shows: Shows,
  site: JekyllSite,
): PageOf[] {
  const { baseurl, paginate, paginatePath } = site;
  const own: PageOf = { name: 'post', address: baseurl + address, until: text.length };
  if (shows === 'nothing') return [own];
  const cut = separator === '' ? -1 : text.indexOf(separator, bodyStart + (/^\s*/.exec(text.slice(bodyStart))?.[0].length ?? 0));
  const until = shows === 'all' || cut < 0 ? text.length : cut;
  if (paginate === null) return [own, { name: 'home', address: `${baseurl}/`, until }];
  const path = `/${paginatePath.replace(/^\/|\/$/g, '')}/`;
  return [
    own,
    { name: 'home', address: `${baseurl}${path.replace(/[^/]*:num\/$/, '')}`, until },
    { name: 'page2', address: baseurl + path.replace(':num', '2'), until },
  ];
}
