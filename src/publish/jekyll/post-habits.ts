import { frontBlock } from '../check/front-block.js';
import type { Files } from '../files.js';
import { scalar } from '../site/jekyll-config.js';
import type { JekyllSite } from '../site/jekyll-site.js';

/** How a site's posts look so far. */
export interface Habits {
  /** `md` or `markdown`, whichever most posts have. */
  readonly extension: string;
  /** Of posts that name one themselves; null where the site has none for posts. */
  readonly layout: string | null;
}

/** Looks at the newest posts of a site. */
export async function postHabits(site: JekyllSite, files: Files): Promise<Habits> {
  const posts = (await files.list(site.posts))
    .filter(({ kind, name }) => kind === 'file' && POST.test(name))
    .map(({ name }) => name);
  const extensions = posts.map((name) => name.slice(name.lastIndexOf('.') + 1));
  const layouts: string[] = [];
  for (const name of posts.slice(-NEWEST)) {
    const bytes = await files.read(`${site.posts}/${name}`);
    const layout = bytes === null ? null : scalar(frontBlock(new TextDecoder().decode(bytes))?.values.layout);
    if (layout !== null) layouts.push(layout);
  }
  return { extension: mostOf(extensions) ?? 'md', layout: mostOf(layouts) ?? layoutOf(site) };
}

const NEWEST = 20;
const POST = /^\d{4}-\d{1,2}-\d{1,2}-.+\.(?:md|markdown|mkd|mkdn|mkdown)$/;

/** `post` is what nearly every theme calls it. */
function layoutOf({ layouts, theme }: JekyllSite): string | null {
  if (layouts.includes('post')) return 'post';
  if (theme !== null) return /minimal-mistakes/.test(theme) ? 'single' : 'post';
  return ['single', 'default'].find((name) => layouts.includes(name)) ?? null;
}

/** The most frequent; the later on ties. */
function mostOf(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: string | null = null;
  for (const [value, count] of counts) if (most === null || count >= (counts.get(most) ?? 0)) most = value;
  return most;
}
