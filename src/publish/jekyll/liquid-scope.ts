import type { Files } from '../files.js';
import type { Post } from '../post.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import { ownTags } from '../site/own-tags.js';
import { PLUGIN_TAGS } from '../site/plugin-tags.js';
import { JEKYLL_TAGS, type LiquidScope } from './author-liquid.js';

/** The tags that a site knows, and which of the files that a post's tags name are there. */
export async function liquidScope(post: Post, site: JekyllSite, files: Files): Promise<LiquidScope> {
  const tags = new Set([
    ...JEKYLL_TAGS,
    ...site.plugins.flatMap((plugin) => PLUGIN_TAGS[plugin] ?? []),
    ...(await ownTags(files, site.source)),
  ]);
  const known = new Set<string>();
  for (const part of post.parts) {
    if (part.kind !== 'prose' || !part.trusted) continue;
    for (const [, tag = '', name = ''] of part.text.matchAll(REFERENCES)) {
      const key = `${tag} ${name}`;
      if (!known.has(key) && (await isThere(tag, name, site, files))) known.add(key);
    }
  }
  return { tag: (name) => tags.has(name), resolves: (tag, name) => known.has(`${tag} ${name}`) };
}

const REFERENCES = /\{%-?\s*(include|include_cached|include_relative|link|post_url)\s+([^\s%]+)/g;

async function isThere(tag: string, name: string, site: JekyllSite, files: Files): Promise<boolean> {
  if (name.split('/').includes('..')) return false;
  const at = (folder: string, path: string): Promise<Uint8Array | null> =>
    files.read([site.source, folder, path].filter((step) => step !== '').join('/'));
  if (tag === 'link') return (await at('', name.replace(/^\//, ''))) !== null;
  if (tag === 'include_relative') return (await files.read(`${site.posts}/${name}`)) !== null;
  if (tag === 'post_url') {
    const steps = name.replace(/^\//, '').split('/');
    const last = steps.pop() as string;
    return (await files.list([site.posts, ...steps].join('/'))).some((entry) => entry.name.replace(/\.[^.]*$/, '') === last);
  }
  // A theme brings files of its own, which stand elsewhere.
  return site.theme !== null || (await at('_includes', name)) !== null;
}
