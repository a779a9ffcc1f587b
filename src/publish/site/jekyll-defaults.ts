import { glob } from './glob.js';
import { type Config, record, scalar } from './jekyll-config.js';

/**
 * The front matter that a configuration's `defaults` give a file: every set whose scope fits, the one with the longer path wins, then the one with a type,
 * then the later one. Source: Jekyll 4.3, frontmatter_defaults.rb.
 *
 * @param path relative to the site's source.
 * @param type `posts`, `pages`, `drafts` or a collection.
 */
export function defaultsFor(sets: unknown, collectionsDir: string, path: string, type: string): Config {
  let values: Config = {};
  let before: Scope | null = null;
  for (const set of Array.isArray(sets) ? sets : []) {
    const entry = record(set);
    const given = record(entry?.values);
    if (entry === null || given === null) continue;
    const scope = scopeOf(record(entry.scope));
    if (scope.type !== null && scope.type !== type) continue;
    if (!covers(scope.path, collectionsDir, path)) continue;
    const precedes = before === null || precedence(scope, before);
    values = precedes ? { ...values, ...given } : { ...given, ...values };
    if (precedes) before = scope;
  }
  return values;
}

interface Scope {
  readonly path: string;
  readonly type: string | null;
}

/** `post`, `page` and `draft` are the names of Jekyll 2. */
function scopeOf(scope: Config | null): Scope {
  const type = scalar(scope?.type);
  return {
    path: scalar(scope?.path) ?? '',
    type: type === null ? null : /^(post|page|draft)$/.test(type) ? `${type}s` : type,
  };
}

function precedence(scope: Scope, before: Scope): boolean {
  const length = ({ path }: Scope): number => path.replace(/^\//, '').length;
  return length(scope) !== length(before) ? length(scope) > length(before) : scope.type !== null || before.type === null;
}

function covers(scope: string, collectionsDir: string, path: string): boolean {
  if (scope === '') return true;
  const bare = (at: string): string =>
    collectionsDir !== '' && at.startsWith(`${collectionsDir}/`) ? at.slice(collectionsDir.length + 1) : at;
  if (!scope.includes('*')) return bare(path).startsWith(bare(scope));
  // A pattern covers what it fits, and everything below a folder that it fits.
  const steps = bare(path).split('/');
  const pattern = glob(bare(scope).replace(/\/$/, ''));
  return steps.some((_, i) => pattern.test(steps.slice(0, i + 1).join('/')));
}
