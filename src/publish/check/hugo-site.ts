import type { Files } from '../files.js';
import { hugoAddress } from '../site/hugo-address.js';
import { readHugoConfig, setting } from '../site/hugo-config.js';
import { readHugoSite } from '../site/hugo-site.js';
import type { CheckedPost, CheckedSite, PageOf } from './checked-site.js';
import { frontBlock, isRecord } from './front-block.js';
import { hugoEvaluator } from './hugo-evaluate.js';
import { jekyllDate } from './jekyll-date.js';
import { baseName } from './resolve-address.js';
import { walk } from './walk.js';

export const isHugo = async (files: Files): Promise<boolean> => (await readHugoConfig(files)) !== null;

const PAGE = /\.(?:md|markdown|mdown|html|htm)$/i;

/** Reads a Hugo site without running it. @throws DownhillError `no-hugo-site`, `site-config-unreadable`. */
export async function readHugo(files: Files): Promise<CheckedSite> {
  const hugo = await readHugoSite(files, null);
  const { config, contentFolder } = hugo;
  const text = (path: string): string => (typeof setting(config, path) === 'string' ? String(setting(config, path)) : '');
  const destination = text('publishDir') || 'public';
  const sources = await walk(files, new Set([destination, 'resources']));
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)?(.*)$/i.exec(hugo.baseUrl) ?? [];
  const baseurl = path.replace(/\/+$/, '');
  const statics = [text('staticDir') || 'static', ...themesOf(sources).map((theme) => `${theme}/static`)];
  const published = new Map<string, string | null>();
  // The site's own files go before a theme's.
  for (const folder of [...statics].reverse())
    for (const source of sources.keys()) if (source.startsWith(`${folder}/`)) published.set(source.slice(folder.length), source);
  const templates: string[] = [];
  for (const source of sources.keys())
    if (
      /(?:^|\/)layouts\/(?:index|_default\/(?:list|index|summary)|partials\/[^/]*(?:list|summary|card|entry)[^/]*)\.html$/.test(
        source,
      )
    )
      templates.push(new TextDecoder().decode((await files.read(source)) ?? new Uint8Array()));
  const lists = templates.some((one) => /\.Content\b/.test(one) && /range/.test(one))
    ? 'all'
    : templates.some((one) => /\{\{-?\s*\.Summary\s*-?\}\}/.test(one))
      ? 'summary'
      : 'nothing';
  const bundles = new Map<string, CheckedPost>();
  const posts: CheckedPost[] = [];
  for (const source of sources.keys()) {
    if (!source.startsWith(`${contentFolder}/`) || !PAGE.test(source) || inBundle(source, sources)) continue;
    const bytes = await files.read(source);
    if (bytes === null) continue;
    const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const front = frontBlock(written);
    const values = front?.values ?? {};
    const address = `/${addressOf(source.slice(contentFolder.length + 1), values, hugo)}`;
    const bodyStart = front?.bodyStart ?? 0;
    const post: CheckedPost = {
      path: source,
      text: written,
      bodyStart,
      values,
      broken: front?.broken ?? null,
      dated: !/^_?index\./.test(baseName(source)) || values.date !== undefined,
      shown: values.draft !== true,
      address,
      pages: pagesOf(baseurl, address, written, bodyStart, lists),
      templated: true,
    };
    posts.push(post);
    if (/^index\./.test(baseName(source))) bundles.set(source.slice(0, source.lastIndexOf('/')), post);
    if (post.shown) published.set(address.endsWith('/') ? `${address}index.html` : address, source);
  }
  for (const source of sources.keys()) {
    if (!source.startsWith(`${contentFolder}/`) || PAGE.test(source)) continue;
    const bundle = bundleOf(source, bundles);
    // Beside pages a file keeps its folder's letter case (Hugo 0.111), unlike the pages themselves.
    const address =
      bundle === null ? source.slice(contentFolder.length) : `${bundle.post.address}${source.slice(bundle.folder.length + 1)}`;
    published.set(address, source);
  }
  const hook = [...sources.keys()].some((one) =>
    /layouts\/(?:_default\/)?_?markup\/render-image\.html$|layouts\/_default\/_markup\/render-image\.html$/.test(one),
  );
  return {
    kind: 'hugo',
    templates: { liquid: false, escaped: /\{\{[<%]\/\*/, left: /\{\{[<%][^\n]{0,40}/g },
    frontBroken: (reason) => ({
      en: `the front matter cannot be read (${reason.en}): Hugo does not build the site`,
      ko: `머리말(front matter)을 읽을 수 없습니다(${reason.ko}). Hugo가 사이트를 만들지 못합니다`,
    }),
    origin,
    baseurl,
    files,
    root: '',
    published,
    sources,
    posts: posts.filter(({ path }) => /\.(?:md|markdown|mdown)$/i.test(path)),
    rules: { spaces: false, html: setting(config, 'markup.goldmark.renderer.unsafe') === true },
    tags: { own: new Set(), plugins: [] },
    sourcesOf: (at) => {
      const below = at.replace(/^\/+/, '');
      return [below, ...statics.map((folder) => `${folder}/${below}`), `${contentFolder}/${below}`];
    },
    leftOut: () => null,
    mayExist: (at) =>
      /^\/(?:tags|categories|series|authors|archives?|page|index\.xml|sitemap\.xml|robots\.txt)(?:[./]|$)|\/index\.xml$|\/page\/\d+/.test(
        at,
      ),
    ...hugoEvaluator({
      baseurl,
      published,
      bundles,
      canonical: setting(config, 'canonifyURLs') === true,
      hook,
      lists: lists !== 'nothing',
    }),
    destination,
    plugins: [],
    assetFolder: (slug) => ({ folder: `${statics[0]}/downhill/${slug}`, address: `/downhill/${slug}` }),
  };
}

const themesOf = (sources: ReadonlyMap<string, number>): string[] => [
  ...new Set([...sources.keys()].flatMap((path) => /^themes\/[^/]+(?=\/)/.exec(path)?.[0] ?? [])),
];

/** A text inside of a leaf bundle is none of the site's pages. */
function inBundle(source: string, sources: ReadonlyMap<string, number>): boolean {
  const parts = source.split('/');
  const own = /^index\./.test(parts.at(-1) as string);
  for (let i = parts.length - (own ? 2 : 1); i > 1; i--)
    if (['md', 'markdown', 'html'].some((extension) => sources.has(`${parts.slice(0, i).join('/')}/index.${extension}`)))
      return true;
  return false;
}

function bundleOf(source: string, bundles: ReadonlyMap<string, CheckedPost>): { folder: string; post: CheckedPost } | null {
  for (let at = source.lastIndexOf('/'); at > 0; at = source.lastIndexOf('/', at - 1)) {
    const post = bundles.get(source.slice(0, at));
    if (post !== undefined) return { folder: source.slice(0, at), post };
  }
  return null;
}

/** `posts/My Post.md` → `posts/my-post/`; patterns of `permalinks`, `slug` and `url` go before. */
function addressOf(
  below: string,
  values: Readonly<Record<string, unknown>>,
  { config, addressPrefix }: Awaited<ReturnType<typeof readHugoSite>>,
): string {
  const parts = below.replace(/\.[^./]*$/, '').split('/');
  const name = parts.pop() as string;
  if (name === '_index') return `${addressPrefix}${parts.map(lowered).join('/')}${parts.length > 0 ? '/' : ''}`;
  const folder = name === 'index' ? (parts.pop() ?? '') : name;
  const string = (key: string): string | null =>
    typeof values[key] === 'string' && values[key] !== '' ? String(values[key]) : null;
  const [section = ''] = parts;
  const date = jekyllDate(values.date instanceof Date ? values.date.toISOString().slice(0, 10) : values.date);
  const page = { section, folder, title: string('title') ?? folder, slug: string('slug'), url: string('url'), date };
  const made = hugoAddress(page, config);
  const last = made
    ?.split('/')
    .filter((part) => part !== '')
    .at(-1);
  const patterned =
    isRecord(setting(config, 'permalinks')) && section in (setting(config, 'permalinks') as Record<string, unknown>);
  if (made !== null && (page.url !== null || patterned || parts.length <= 1)) return addressPrefix + made.replace(/^\/+/, '');
  const deep = [...parts.map(lowered), last ?? lowered(folder)].join('/');
  return addressPrefix + deep + (made?.endsWith('.html') === true ? '' : '/');
}

const lowered = (part: string): string => part.trim().replace(/\s+/g, '-').toLowerCase();

function pagesOf(
  baseurl: string,
  address: string,
  text: string,
  bodyStart: number,
  lists: 'all' | 'summary' | 'nothing',
): PageOf[] {
  const own: PageOf = { name: 'post', address: baseurl + address, until: text.length };
  const more = text.indexOf('<!--more-->', bodyStart);
  const until = lists === 'all' ? text.length : lists === 'summary' && more > 0 ? more : 0;
  if (until === 0) return [own];
  return [own, { name: 'home', address: `${baseurl}/`, until }, { name: 'page2', address: `${baseurl}/page/2/`, until }];
}
