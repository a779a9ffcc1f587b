/** Tags of Liquid 5 and Jekyll 4 that stand alone. */
export const LIQUID_TAGS: ReadonlySet<string> = new Set([
  ...[
    'assign',
    'break',
    'continue',
    'cycle',
    'decrement',
    'echo',
    'include',
    'include_relative',
    'increment',
    'liquid',
    'render',
    '#',
  ],
  ...['link', 'post_url', 'else', 'elsif', 'when'],
]);

/** Tags that end with `end` and their name. */
export const LIQUID_BLOCKS: ReadonlySet<string> = new Set([
  ...['capture', 'case', 'comment', 'for', 'highlight', 'if', 'ifchanged', 'raw', 'tablerow', 'unless'],
]);

/** Tags of plug-ins that blogs have, by the name of the plug-in in `plugins:`. */
export const PLUGIN_TAGS: Readonly<Record<string, readonly string[]>> = {
  'jekyll-seo-tag': ['seo'],
  'jekyll-feed': ['feed_meta'],
  'jekyll-gist': ['gist'],
  jemoji: [],
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

/** Names that begin a value in every page of Jekyll. */
export const LIQUID_ROOTS: ReadonlySet<string> = new Set([
  ...['site', 'page', 'layout', 'content', 'paginator', 'jekyll', 'theme', 'include', 'forloop', 'tablerowloop', 'post'],
  ...['nil', 'null', 'true', 'false', 'empty', 'blank'],
]);
