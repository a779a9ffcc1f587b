import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';
import type { Mark } from '../render/fence.js';
import { type Config, readJekyllConfig, record, scalar, texts } from './jekyll-config.js';
import { defaultsFor } from './jekyll-defaults.js';
import { isExcluded } from './jekyll-excluded.js';

/** What a Jekyll site says of itself, as far as a post depends on it. Paths are relative to the site's folder, with `/` and without one at either end. */
export interface JekyllSite {
  readonly config: Config;
  /** The folder that Jekyll reads: `''` for the site's own. */
  readonly source: string;
  /** The folder that Jekyll writes: `_site`. */
  readonly destination: string;
  /** Of posts, `source` included: `_posts`. */
  readonly posts: string;
  /** `https://example.org`, or ''. */
  readonly url: string;
  /** '' or `/blog`. */
  readonly baseurl: string;
  /** A template: built-in styles are written out. */
  readonly permalink: string;
  /** An IANA name that is known here; null: every machine that builds the site uses its own. */
  readonly timezone: string | null;
  readonly markdown: 'kramdown' | 'commonmark';
  /** kramdown reads Markdown inside of blocks of HTML (`parse_block_html`). */
  readonly readsBlockHtml: boolean;
  /** kramdown without GitHub's extensions (`input: kramdown`) knows no fences of backticks. */
  readonly fence: Mark;
  readonly excerptSeparator: string;
  /** Posts on a page of the list; null without pagination. */
  readonly paginate: number | null;
  readonly paginatePath: string;
  readonly plugins: readonly string[];
  readonly theme: string | null;
  /** Names without extensions. */
  readonly layouts: readonly string[];
  /** Posts dated after the build are built. */
  readonly future: boolean;
  readonly showDrafts: boolean;
  /** Front matter that the configuration gives a file. @param path relative to `source`. */
  readonly defaults: (path: string, type: string) => Config;
  /** Whether Jekyll leaves a file out of the site. @param path relative to `source`. */
  readonly excluded: (path: string) => boolean;
}

/** @throws DownhillError `not-a-jekyll-site`, `site-config-unreadable`, `site-source-outside`. */
export async function readJekyllSite(files: Files): Promise<JekyllSite> {
  const found = await readJekyllConfig(files);
  if (found === null) await mustLookLikeJekyll(files);
  const config = found ?? {};
  const source = folder(files, config.source, '', 'source');
  const collections = folder(files, config.collections_dir, '', 'collections_dir');
  const markdown = (scalar(config.markdown) ?? 'kramdown').toLowerCase();
  const layoutsFolder = within(source, folder(files, config.layouts_dir, '_layouts', 'layouts_dir'));
  const paginate = Number(config.paginate ?? Number.NaN);
  return {
    config,
    source,
    destination: folder(files, config.destination, '_site', 'destination'),
    posts: within(within(source, collections), '_posts'),
    url: (scalar(config.url) ?? '').replace(/\/+$/, ''),
    baseurl: slashed(scalar(config.baseurl) ?? ''),
    permalink: template(config),
    timezone: knownZone(scalar(config.timezone)),
    markdown: /commonmark|cmark/.test(markdown) ? 'commonmark' : 'kramdown',
    fence: /^gfm$/i.test(scalar(record(config.kramdown)?.input) ?? 'GFM') || /commonmark|cmark/.test(markdown) ? '`' : '~',
    readsBlockHtml: record(config.kramdown)?.parse_block_html === true,
    excerptSeparator: scalar(config.excerpt_separator) ?? '\n\n',
    paginate: Number.isInteger(paginate) && paginate > 0 ? paginate : null,
    paginatePath: scalar(config.paginate_path) ?? '/page:num',
    plugins: [...texts(config.plugins), ...texts(config.gems)],
    theme: scalar(config.theme) ?? scalar(config.remote_theme),
    layouts: (await files.list(layoutsFolder))
      .filter(({ kind }) => kind === 'file')
      .map(({ name }) => name.replace(/\.[^.]*$/, '')),
    future: config.future === true,
    showDrafts: config.show_drafts === true,
    defaults: (path, type) => defaultsFor(config.defaults, collections, path, type),
    excluded: (path) => isExcluded(config, path),
  };
}

/** https://jekyllrb.com/docs/permalinks/#built-in-formats */
const STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

/** The collection's own template comes before the site's. */
function template(config: Config): string {
  const own = scalar(record(record(config.collections)?.posts)?.permalink);
  const style = own ?? scalar(config.permalink) ?? 'date';
  return STYLES[style] ?? style;
}

const within = (folder: string, name: string): string => (folder === '' ? name : name === '' ? folder : `${folder}/${name}`);

/** `blog`, `/blog/` → `/blog`; `/` → ''. */
const slashed = (path: string): string => {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.length === 0 ? '' : `/${parts.join('/')}`;
};

/** A folder that the configuration names. @throws DownhillError `site-source-outside` for one that is not in the site. */
function folder(files: Files, value: unknown, otherwise: string, key: string): string {
  const path = (scalar(value) ?? otherwise).replaceAll('\\', '/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const absolute = /^\/|^[A-Za-z]:/.test(path) && key !== 'collections_dir';
  if ((absolute || parts.includes('..')) && key !== 'destination')
    throw new DownhillError(
      'site-source-outside',
      `${files.name}: the configuration's ${key} is ${path}, which is not inside of the site`,
      `give the folder that holds ${key === 'source' ? 'the posts' : key} as the site`,
    );
  return (absolute && path.startsWith('/') ? '/' : '') + parts.join('/');
}

function knownZone(zone: string | null): string | null {
  if (zone === null) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

async function mustLookLikeJekyll(files: Files): Promise<void> {
  const names = (await files.list('')).map(({ name }) => name);
  if (names.includes('_posts') || names.includes('_layouts')) return;
  const hugo = names.some((name) => /^(hugo|config)\.(toml|ya?ml|json)$/.test(name));
  throw new DownhillError(
    'not-a-jekyll-site',
    `${files.name} is no Jekyll site: it has neither _config.yml (nor .yaml, nor .toml) nor a folder _posts or _layouts`,
    hugo ? `it looks like a Hugo site: use --to hugo:${files.name}` : 'give the folder in which "jekyll build" is run',
    { place: files.name },
  );
}
