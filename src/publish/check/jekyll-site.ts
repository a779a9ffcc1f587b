import type { Files } from '../files.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { frontBlock, isRecord } from './front-block.js';
import { defaultsFor, type JekyllConfig, readJekyllConfig } from './jekyll-config.js';
import { jekyllDay } from './jekyll-date.js';
import { jekyllEvaluator } from './jekyll-evaluate.js';
import { jekyllLeftOut } from './jekyll-left-out.js';
import { homeShows, pagesOf, type Shows } from './jekyll-pages.js';
import { type AddressParts, filledTemplate, postTemplate, withSuffix } from './jekyll-permalink.js';
import { baseName, decoded } from './resolve-address.js';
import { walk } from './walk.js';

/** Reads a Jekyll site without running it. @throws DownhillError `config-broken`. */
export async function readJekyll(files: Files): Promise<CheckedSite> {
  const config = await readJekyllConfig(files);
  const sources = await walk(files, new Set([config.destination]));
  const documents: Document[] = [];
  const published = new Map<string, string | null>();
  for (const path of sources.keys()) {
    const left = jekyllLeftOut(path, config);
    const about = kindOf(path, config);
    if (about === null) {
      if (left === null) published.set(`/${path}`, path);
    } else if (left === null || left === 'posts-folder') documents.push({ path, ...about });
  }
  const templates = await texts(files, [...sources.keys()].filter((path) => TEMPLATE.test(path)));
  const shows = homeShows(templates, config);
  const posts: CheckedPost[] = [];
  for (const document of documents) {
    const bytes = await files.read(document.path);
    if (bytes === null) continue;
    // Line ends and a byte order mark stay: offsets are those of the file.
    const post = postOf(document, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), shows, config);
    if (post === null) published.set(`/${document.path}`, document.path);
    else posts.push(post);
  }
  for (const { address, path, shown, values } of posts) {
    if (!shown) continue;
    published.set(fileOf(address), path);
    for (const from of redirects(values)) published.set(fileOf(from), path);
  }
  const site = { origin: config.origin, baseurl: config.baseurl, files, published, sources };
  return {
    ...site,
    kind: 'jekyll',
    posts: posts.filter((post) => config.markdown.has(extension(post.path))),
    rules: { spaces: true },
    sourcesOf: (path) => [path.replace(/^\/+/, '')],
    leftOut: (path) => jekyllLeftOut(path, config),
    mayExist: (path) => MADE.test(path),
    ...jekyllEvaluator(config, posts, sources),
    destination: config.destination,
  };
}

interface Document {
  readonly path: string;
  readonly kind: 'post' | 'draft' | 'page' | 'document';
  /** Of a document: its collection, and its path below the collection's folder. */
  readonly collection: string;
  readonly below: string;
}

const TEMPLATE = /^(?:_layouts|_includes)\/[^.]+\.(?:html|md|liquid)$|^[^_/]+\.(?:html|md|markdown)$|^(?:blog|posts)\/index\.(?:html|md)$/;
const MADE = /^\/(?:feed|sitemap|robots|rss|atom|tags?|categor(?:y|ies)|archives?|authors?|page)(?:[./\d-]|$)|^\/assets\/.*\.(?:css|js|json|map)$|^\/\d{4}\/(?:\d\d\/)*$/;
const POST = /(?:^|\/)_posts\/(?:[^/]+\/)*(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.([^./]+)$/;
const DRAFT = /(?:^|\/)_drafts\/(?:[^/]+\/)*([^/]*)\.([^./]+)$/;
const extension = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function kindOf(path: string, config: JekyllConfig): Omit<Document, 'path'> | null {
  const text = config.markdown.has(extension(path)) || /\.html?$/.test(path);
  if (!text) return null;
  if (POST.test(path)) return { kind: 'post', collection: 'posts', below: path.slice(path.lastIndexOf('_posts/') + 7) };
  if (DRAFT.test(path)) return { kind: 'draft', collection: 'posts', below: path };
  const [top = '', ...rest] = path.split('/');
  if (top.startsWith('_'))
    return config.collections.get(top.slice(1))?.output === true
      ? { kind: 'document', collection: top.slice(1), below: rest.join('/') }
      : null;
  return { kind: 'page', collection: '', below: path };
}

/** @returns null for a page without front matter, which Jekyll copies as it is. */
function postOf(document: Document, text: string, shows: Shows, config: JekyllConfig): CheckedPost | null {
  const front = frontBlock(text);
  const { path, kind, collection } = document;
  if (front === null && kind !== 'post' && kind !== 'draft') return null;
  const type = kind === 'page' ? 'pages' : kind === 'draft' ? 'drafts' : collection;
  const values = { ...defaultsFor(config, path, type), ...front?.values };
  const bodyStart = front?.bodyStart ?? 0;
  const address = addressOf(document, values, config);
  const separator = typeof values.excerpt_separator === 'string' ? values.excerpt_separator : config.excerptSeparator;
  const paged = kind === 'post' ? shows : 'nothing';
  return {
    path,
    text,
    bodyStart,
    values,
    broken: front?.broken ?? null,
    shown: kind !== 'draft' && values.published !== false,
    address,
    pages: pagesOf(address, { text, bodyStart, separator }, paged, config),
    templated: values.render_with_liquid !== false && /\{[{%]/.test(text.slice(bodyStart)),
  };
}

function addressOf({ path, kind, collection, below }: Document, values: Record<string, unknown>, config: JekyllConfig): string {
  const name = baseName(path).replace(/\.[^.]*$/, '');
  const inFolder = below.replace(/\.[^.]*$/, '');
  const own = typeof values.permalink === 'string' ? values.permalink : null;
  if (kind === 'page') {
    const folder = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
    if (own !== null) return filledTemplate(own, { ...NOTHING, path: folder, basename: name });
    if (name === 'index') return `${folder}/`;
    return withSuffix(`${folder}/${name}`, config).replace(':output_ext', '.html');
  }
  const [, day, named] = POST.exec(path) ?? [];
  const slug = typeof values.slug === 'string' && values.slug !== '' ? values.slug : (named ?? name).replace(/\.*$/, '');
  const parts: AddressParts = {
    collection,
    path: inFolder,
    basename: name,
    slug,
    categories: [...foldersBefore(path), ...categoriesOf(values)],
    date: jekyllDay(values.date ?? day, config.values.timezone) ?? jekyllDay(day, config.values.timezone),
  };
  const template = collection === 'posts' ? postTemplate(config) : (config.collections.get(collection)?.permalink ?? withSuffix('/:collection/:path', config));
  return filledTemplate(own ?? template, parts);
}

const NOTHING: AddressParts = { collection: '', path: '', basename: '', slug: '', categories: [], date: null };

/** `blog/_posts/a.md` is in the category `blog`. */
function foldersBefore(path: string): string[] {
  const at = path.indexOf('_posts/');
  return at <= 0 ? [] : path.slice(0, at).split('/').filter((part) => part !== '');
}

function categoriesOf({ category, categories }: Readonly<Record<string, unknown>>): string[] {
  const one = category === undefined || category === null ? [] : [category].flat();
  const many = typeof categories === 'string' ? categories.split(/\s+/) : Array.isArray(categories) ? categories : [];
  return [...many, ...one].filter((value) => value !== null && !isRecord(value)).map(String).filter((value) => value !== '');
}

/** The file that answers for an address. */
export const fileOf = (address: string): string => {
  const path = decoded(address);
  return path.endsWith('/') ? `${path}index.html` : /\.[a-z]+$/i.test(path) ? path : `${path}.html`;
};

const redirects = ({ redirect_from: from }: Readonly<Record<string, unknown>>): string[] =>
  [from].flat().filter((one): one is string => typeof one === 'string' && one.startsWith('/'));

async function texts(files: Files, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => files.read(path)));
  return found.flatMap((bytes) => (bytes === null ? [] : [new TextDecoder().decode(bytes)]));
}
