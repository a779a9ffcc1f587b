import { frontBlock } from '../check/front-block.js';
import { inFolder } from '../check/in-folder.js';
import { walk } from '../check/walk.js';
import type { Files } from '../files.js';
import type { Post } from '../post.js';
import { postPath } from '../site/jekyll-post-path.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import { ownTags } from '../site/own-tags.js';
import { PLUGIN_TAGS } from '../site/plugin-tags.js';
import { type NamedPost, namedPost, postNamed } from '../site/post-url.js';
import { JEKYLL_TAGS, type LiquidScope } from './author-liquid.js';

/** The tags that a site knows, and which of the files that a post's tags name are there. */
export async function liquidScope(post: Post, site: JekyllSite, files: Files): Promise<LiquidScope> {
  const tags = new Set([
    ...JEKYLL_TAGS,
    ...site.plugins.flatMap((plugin) => PLUGIN_TAGS[plugin] ?? []),
    ...(await ownTags(files, site.source)),
  ]);
  const known = new Set<string>();
  let found: Promise<readonly NamedPost[]> | undefined;
  const posts = (): Promise<readonly NamedPost[]> => {
    found ??= postsOf(site, files);
    return found;
  };
  for (const part of post.parts) {
    if (part.kind !== 'prose' || !part.trusted) continue;
    for (const [, tag = '', name = ''] of part.text.matchAll(REFERENCES)) {
      const key = `${tag} ${name}`;
      if (!known.has(key) && (await isThere(tag, name, site, files, posts))) known.add(key);
    }
  }
  return { tag: (name) => tags.has(name), resolves: (tag, name) => known.has(`${tag} ${name}`) };
}

const REFERENCES = /\{%-?\s*(include|include_cached|include_relative|link|post_url)\s+([^\s%]+)/g;

/** Every post of the site: what `post_url` names may stand in any folder, and its day and name in its front matter. */
async function postsOf(site: JekyllSite, files: Files): Promise<readonly NamedPost[]> {
  const source = inFolder(files, site.source);
  const posts: NamedPost[] = [];
  for (const path of (await walk(source, new Set([site.destination]))).keys()) {
    const bytes = postPath(path, site) === null ? null : await source.read(path);
    if (bytes === null) continue;
    const front = frontBlock(new TextDecoder().decode(bytes));
    const post = namedPost(path, { ...site.defaults(path, 'posts'), ...front?.values }, site);
    if (post !== null) posts.push(post);
  }
  return posts;
}

async function isThere(
  tag: string,
  name: string,
  site: JekyllSite,
  files: Files,
  posts: () => Promise<readonly NamedPost[]>,
): Promise<boolean> {
  if (name.split('/').includes('..')) return false;
  const at = (folder: string, path: string): Promise<Uint8Array | null> =>
    files.read([site.source, folder, path].filter((step) => step !== '').join('/'));
  if (tag === 'link') return (await at('', name.replace(/^\//, ''))) !== null;
  if (tag === 'include_relative') return (await files.read(`${site.posts}/${name}`)) !== null;
  if (tag === 'post_url') return postNamed(name, await posts()) !== null;
  // A theme brings files of its own, which stand elsewhere.
  return site.theme !== null || (await at('_includes', name)) !== null;
}
