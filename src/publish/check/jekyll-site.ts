import { decoded } from '../decoded.js';
import type { Files } from '../files.js';
import type { PostDate } from '../post-date.js';
import { addressFile, jekyllAddress } from '../site/jekyll-address.js';
import { categoriesOfPath, POST, postPath } from '../site/jekyll-post-path.js';
import { type JekyllSite, readJekyllSite } from '../site/jekyll-site.js';
import { ownTags } from '../site/own-tags.js';
import { inZone } from '../site/zone.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { frontBlock, isRecord } from './front-block.js';
import { inFolder } from './in-folder.js';
import { jekyllCollections, withSuffix } from './jekyll-collections.js';
import { jekyllDate } from './jekyll-date.js';
import { type Document, jekyllDocument } from './jekyll-document.js';
import { jekyllEvaluator } from './jekyll-evaluate.js';
import { jekyllLeftOut } from './jekyll-left-out.js';
import { homeShows, pagesOf, type Shows } from './jekyll-pages.js';
import { baseName } from './resolve-address.js';
import { walk } from './walk.js';

/** Reads a Jekyll site without running it. @throws DownhillError `not-a-jekyll-site`, `site-config-unreadable`, `site-source-outside`. */
export async function readJekyll(root: Files): Promise<CheckedSite> {
  const site = await readJekyllSite(root);
  const files = inFolder(root, site.source);
  const collections = jekyllCollections(site.config);
  const sources = await walk(files, new Set([site.destination]));
  const documents: Document[] = [];
  const published = new Map<string, string | null>();
  for (const path of sources.keys()) {
    const document = jekyllDocument(path, site, collections);
    const left = jekyllLeftOut(path, site, collections);
    if (document === null) {
      if (left === null) published.set(`/${path.replace(/^_/, '')}`, path);
    } else if (left === null || (left === 'posts-folder' && document.kind !== 'page')) documents.push(document);
  }
  const shows = homeShows(
    await texts(
      files,
      [...sources.keys()].filter((path) => TEMPLATE.test(path)),
    ),
    site,
  );
  const posts: CheckedPost[] = [];
  for (const document of documents) {
    const bytes = await files.read(document.path);
    if (bytes === null) continue;
    // Line ends and a byte order mark stay: offsets are those of the file.
    const post = postOf(document, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), shows, site);
    if (post === null) published.set(`/${document.path}`, document.path);
    else posts.push(post);
  }
  for (const { address, path, shown, values } of posts) {
    if (!shown) continue;
    published.set(`/${addressFile(decoded(address))}`, path);
    for (const from of redirects(values)) published.set(`/${addressFile(from)}`, path);
  }
  return {
    kind: 'jekyll',
    templates: { liquid: true, escaped: /\{%-?\s*raw|\{\{-?\s*["']\{/, left: /\{\{[^\n]{0,40}|\{%[^\n]{0,40}/g },
    frontBroken: (reason) => ({
      en: `the front matter is no YAML (${reason.en}): Jekyll publishes the post without title, date and layout, and says nothing`,
      ko: `머리말(front matter)이 올바른 YAML이 아닙니다(${reason.ko}). Jekyll은 아무 말 없이 제목도 날짜도 레이아웃도 없는 글을 게시합니다`,
    }),
    origin: site.url,
    baseurl: site.baseurl,
    files,
    root: site.source,
    published,
    sources,
    posts: posts.filter((post) => !post.path.endsWith('.html') && !post.path.endsWith('.htm')),
    rules: { spaces: site.markdown === 'kramdown', html: true },
    tags: { own: await ownTags(files, ''), plugins: site.plugins },
    bundled: () => false,
    sourcesOf: (path) => [path.replace(/^\/+/, '')],
    leftOut: (path) => jekyllLeftOut(path, site, collections),
    mayExist: (path) => MADE.test(path),
    ...jekyllEvaluator(site, posts, sources),
    destination: site.destination,
    plugins: site.plugins,
    assetFolder: (slug) => ({ folder: `assets/downhill/${slug}`, address: `/assets/downhill/${slug}` }),
  };
}

const TEMPLATE =
  /^(?:_layouts|_includes)\/[^.]+\.(?:html|md|liquid)$|^[^_/]+\.(?:html|md|markdown)$|^(?:blog|posts)\/index\.(?:html|md)$/;
/** What plug-ins and themes make. */
const MADE =
  /^\/(?:feed|sitemap|robots|rss|atom|tags?|categor(?:y|ies)|archives?|authors?|page)(?:[./\d-]|$)|^\/assets\/.*\.(?:css|js|json|map)$|^\/\d{4}\/(?:\d\d\/)*$/;

/** @returns null for a page without front matter, which Jekyll copies as it is. */
function postOf(document: Document, text: string, shows: Shows, site: JekyllSite): CheckedPost | null {
  const front = frontBlock(text);
  const { path, kind, collection } = document;
  if (front === null && kind !== 'post' && kind !== 'draft') return null;
  const type = kind === 'page' ? 'pages' : kind === 'draft' ? 'drafts' : collection;
  const values = { ...site.defaults(path, type), ...front?.values };
  const bodyStart = front?.bodyStart ?? 0;
  const date = jekyllDate(values.date, front?.quotedDate);
  const utc = site.timezone === null && date !== null ? inZone(date, 'UTC').day : null;
  const address = addressOf(document, values, date, site);
  const separator = typeof values.excerpt_separator === 'string' ? values.excerpt_separator : site.excerptSeparator;
  return {
    path,
    text,
    bodyStart,
    values,
    broken: front?.broken ?? null,
    dated: kind === 'post',
    ...(utc === null || utc === date?.day ? {} : { utcDay: utc }),
    shown: (kind !== 'draft' || site.showDrafts) && values.published !== false,
    address,
    pages: pagesOf(address, { text, bodyStart, separator }, kind === 'post' ? shows : 'nothing', site),
    templated: values.render_with_liquid !== false,
  };
}

function addressOf(
  { path, kind, collection, below }: Document,
  values: Record<string, unknown>,
  ownDate: PostDate | null,
  site: JekyllSite,
): string {
  const name = baseName(path).replace(/\.[^.]*$/, '');
  const own = typeof values.permalink === 'string' ? values.permalink : null;
  if (kind === 'page') {
    const folder = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
    if (own !== null)
      return slashed(
        own
          .replace(/:path/g, folder)
          .replace(/:basename/g, name)
          .replace(/:output_ext/g, '.html'),
      );
    return name === 'index' ? `${folder}/` : withSuffix(`${folder}/${name}`, site.config).replace(':output_ext', '.html');
  }
  const [, day, named] = POST.exec(path) ?? [];
  const folders = categoriesOfPath(postPath(path, site) ?? path);
  const categories = [...folders, ...[values.categories ?? []].flat().flatMap((one) => (isRecord(one) ? [] : String(one)))];
  const date = ownDate ?? jekyllDate(day) ?? { day: '1970-01-01', time: null, offset: null };
  const one = typeof values.categories === 'string' ? [...folders, ...values.categories.split(/\s+/)] : categories;
  const permalink = collection === 'posts' ? site.permalink : collectionTemplate(collection, below, site);
  return (
    jekyllAddress(
      { permalink, timezone: site.timezone },
      { name: (named ?? name).replace(/\.*$/, ''), date, values: { ...values, categories: one } },
    ) ?? `/${name}.html`
  );
}

function collectionTemplate(collection: string, below: string, { config }: JekyllSite): string {
  const own = jekyllCollections(config).get(collection)?.permalink ?? withSuffix('/:collection/:path', config);
  return own.replace(':collection', collection).replace(':path', below.replace(/\.[^.]*$/, ''));
}

const slashed = (path: string): string => `/${path}`.replace(/\/+/g, '/');

const redirects = ({ redirect_from: from }: Readonly<Record<string, unknown>>): string[] =>
  [from].flat().filter((one): one is string => typeof one === 'string' && one.startsWith('/'));

async function texts(files: Files, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => files.read(path)));
  return found.flatMap((bytes) => (bytes === null ? [] : [new TextDecoder().decode(bytes)]));
}
