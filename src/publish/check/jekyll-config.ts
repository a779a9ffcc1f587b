import { parse } from 'yaml';
import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';
import { isRecord } from './front-block.js';

/** The settings of a Jekyll site that decide where things are. */
export interface JekyllConfig {
  readonly values: Readonly<Record<string, unknown>>;
  readonly origin: string;
  readonly baseurl: string;
  readonly destination: string;
  readonly plugins: readonly string[];
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly markdown: ReadonlySet<string>;
  readonly excerptSeparator: string;
  /** Name of the theme, by gem or remote; empty for the site's own layouts. */
  readonly theme: string;
  readonly permalink: string;
  readonly collections: ReadonlyMap<string, { readonly output: boolean; readonly permalink: string | null }>;
  readonly defaults: readonly { readonly path: string; readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
  /** `/page:num/`; null without pagination. */
  readonly paginatePath: string | null;
}

const EXCLUDED = [
  ...['.sass-cache', '.jekyll-cache', 'gemfiles', 'Gemfile', 'Gemfile.lock', 'node_modules'],
  ...['vendor/bundle/', 'vendor/cache/', 'vendor/gems/', 'vendor/ruby/'],
];

/** Reads `_config.yml`. @throws DownhillError `config-broken` where it is no YAML. */
export async function readJekyllConfig(files: Files): Promise<JekyllConfig> {
  const name = (await files.read('_config.yml')) !== null ? '_config.yml' : '_config.yaml';
  const bytes = await files.read(name);
  const values = bytes === null ? {} : yaml(new TextDecoder().decode(bytes), name);
  const text = (key: string): string => (typeof values[key] === 'string' || typeof values[key] === 'number' ? String(values[key]) : '');
  const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
  const plugins = strings(values.plugins ?? values.gems);
  const base = text('baseurl').replace(/\/+$/, '');
  return {
    values,
    origin: text('url').replace(/\/+$/, ''),
    baseurl: base === '' || base.startsWith('/') ? base : `/${base}`,
    destination: text('destination').replace(/^\.\//, '').replace(/\/+$/, '') || '_site',
    plugins,
    exclude: [...EXCLUDED, ...strings(values.exclude)],
    include: ['.htaccess', ...strings(values.include)],
    markdown: new Set((text('markdown_ext') || 'markdown,mkdown,mkdn,mkd,md').split(',').map((one) => one.trim())),
    excerptSeparator: values.excerpt_separator === undefined ? '\n\n' : text('excerpt_separator'),
    theme: (text('remote_theme') || text('theme')).toLowerCase(),
    permalink: text('permalink') || 'date',
    collections: collectionsOf(values.collections),
    defaults: defaultsOf(values.defaults),
    paginatePath: values.paginate === undefined || values.paginate === null ? null : text('paginate_path') || '/page:num',
  };
}

function yaml(text: string, place: string): Record<string, unknown> {
  try {
    const values: unknown = parse(text, { version: '1.1', schema: 'core', uniqueKeys: false, logLevel: 'silent' });
    return isRecord(values) ? values : {};
  } catch (failure) {
    throw new DownhillError(
      'config-broken',
      `the site's settings cannot be read: ${(failure as Error).message.split('\n')[0]}`,
      'mend its YAML: Jekyll cannot build the site either',
      { place },
    );
  }
}

function collectionsOf(value: unknown): Map<string, { output: boolean; permalink: string | null }> {
  const found = new Map<string, { output: boolean; permalink: string | null }>();
  const entries = Array.isArray(value) ? value.map((name) => [String(name), {}] as const) : isRecord(value) ? Object.entries(value) : [];
  for (const [name, about] of entries) {
    const given = isRecord(about) ? about : {};
    found.set(name, { output: given.output === true, permalink: typeof given.permalink === 'string' ? given.permalink : null });
  }
  return found;
}

function defaultsOf(value: unknown): JekyllConfig['defaults'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (!isRecord(one) || !isRecord(one.values)) return [];
    const scope = isRecord(one.scope) ? one.scope : {};
    return [{ path: String(scope.path ?? '').replace(/^\/|\/$/g, ''), type: String(scope.type ?? ''), values: one.values }];
  });
}

/** What the site's defaults say of a file; those of the longer path win. */
export function defaultsFor({ defaults }: JekyllConfig, path: string, type: string): Record<string, unknown> {
  const fitting = defaults
    .filter((one) => (one.type === '' || one.type === type || one.type === type.replace(/s$/, '')) && below(path, one.path))
    .sort((a, b) => a.path.length - b.path.length);
  return Object.assign({}, ...fitting.map(({ values }) => values));
}

const below = (path: string, scope: string): boolean =>
  scope === '' || path === scope || path.startsWith(`${scope}/`) || (scope.includes('*') && fileMatch(scope, path));

/** Ruby's `File.fnmatch?` without flags: `*` also stands for `/`. */
export function fileMatch(pattern: string, path: string): boolean {
  const source = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  try {
    return new RegExp(`^${source}$`, 'u').test(path);
  } catch {
    return pattern === path;
  }
}
