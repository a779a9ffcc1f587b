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

/** Names that begin a value in every page of Jekyll. */
export const LIQUID_ROOTS: ReadonlySet<string> = new Set([
  ...['site', 'page', 'layout', 'content', 'paginator', 'jekyll', 'theme', 'include', 'forloop', 'tablerowloop', 'post'],
  ...['nil', 'null', 'true', 'false', 'empty', 'blank'],
]);
