/** Tags without an end of plug-ins that blogs have, by the name of the plug-in in `plugins:`. */
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
  'jekyll-avatar': ['avatar'],
  'jekyll-katex': [],
};

/** Tags of plug-ins that have an end. */
export const PLUGIN_BLOCKS: Readonly<Record<string, readonly string[]>> = { 'jekyll-katex': ['katex', 'katexmm'] };
