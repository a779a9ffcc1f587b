import type { Files } from '../files.js';

/** Tags of plug-ins that blogs have, by the name of the plug-in in `plugins:`. One that has none is here too: it is known that it has none. */
export const PLUGIN_TAGS: Readonly<Record<string, readonly string[]>> = {
  'jekyll-seo-tag': ['seo'],
  'jekyll-feed': ['feed_meta'],
  'jekyll-gist': ['gist'],
  jemoji: [],
  'jekyll-avatar': ['avatar'],
  'jekyll-paginate': [],
  'jekyll-paginate-v2': [],
  'jekyll-sitemap': [],
  'jekyll-redirect-from': [],
  'jekyll-include-cache': ['include_cached'],
  'jekyll-archives': [],
  'jekyll-remote-theme': [],
  'jekyll-relative-links': [],
  'jekyll-optional-front-matter': [],
  'jekyll-readme-index': [],
  'jekyll-default-layout': [],
  'jekyll-titles-from-headings': [],
  'jekyll-mentions': [],
  'jekyll-github-metadata': ['github_edit_link'],
  'jekyll-last-modified-at': ['last_modified_at'],
  'jekyll-toc': ['toc'],
  'jekyll-spaceship': [],
  'jekyll-katex': ['katex', 'katexmm'],
};

/** Tags that a site's own plug-ins register, in `_plugins/` and the folders below it. @param source the folder that Jekyll reads, `''` for the site's own. */
export async function ownTags(files: Files, source: string): Promise<ReadonlySet<string>> {
  const tags = new Set<string>();
  const folders = [source === '' ? '_plugins' : `${source}/_plugins`];
  for (const folder of folders)
    for (const { name, kind } of await files.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') folders.push(path);
      const bytes = kind === 'file' && name.endsWith('.rb') ? await files.read(path) : null;
      if (bytes === null) continue;
      for (const [, tag = ''] of new TextDecoder().decode(bytes).matchAll(REGISTERED)) tags.add(tag);
    }
  return tags;
}

const REGISTERED = /register_tag[ \t]*\(?\s*["':](\w+)/g;
