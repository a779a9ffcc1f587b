import { scalar } from '../site/jekyll-config.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import { type NamedPost, namedPost, postNamed } from '../site/post-url.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { withoutEntities } from './entities.js';
import { evaluateLiquid, expression, type LiquidScope, relativeUrl } from './jekyll-liquid.js';
import { liquidTokens } from './liquid-tokens.js';

/** What Jekyll, and themes that put addresses right themselves, make of an address, and how one is written that works on every page. */
export function jekyllEvaluator(
  site: JekyllSite,
  posts: readonly CheckedPost[],
  sources: ReadonlyMap<string, number>,
): Pick<CheckedSite, 'evaluate' | 'write'> {
  const byPath = new Map(posts.map((post) => [post.path, post]));
  // Chirpy's layout of posts moves every picture below `media_subpath` (once `img_path`) and `baseurl`.
  const chirpy =
    (site.theme ?? '').toLowerCase().includes('chirpy') || [...sources.keys()].includes('_includes/refactor-content.html');
  let known: Addressed[] | undefined;
  const named = (): Addressed[] => {
    known ??= posts.flatMap(({ path, values, shown, address }) => {
      const post = shown ? namedPost(path, values, site) : null;
      return post === null ? [] : [{ ...post, address }];
    });
    return known;
  };
  const scopes = new WeakMap<CheckedPost, LiquidScope>();
  const scopeOf = (post: CheckedPost): LiquidScope => {
    const known = scopes.get(post);
    if (known !== undefined) return known;
    const made = scope(post, site, byPath, named, sources);
    scopes.set(post, made);
    return made;
  };
  return {
    evaluate: (reference, post, page) => {
      const { written, syntax, kind } = reference;
      if (syntax === 'front')
        return isElsewhere(written) ? written : relativeUrl(chirpy ? belowMedia(written, post) : written, site);
      const value = post.templated ? evaluateLiquid(written, scopeOf(post)) : written;
      if (value === null) return null;
      if (syntax === 'parameter') return isElsewhere(value) ? value : relativeUrl(value, site);
      const plain = withoutEntities(value);
      return chirpy && kind === 'image' && page.name === 'post' && !isElsewhere(plain) ? chirped(plain, post, site) : plain;
    },
    write: (path, syntax, post) => {
      // A quotation mark or a brace ends the parameter, or the tag.
      if (syntax === 'parameter') return /["'{}%]/.test(path) ? encodedPath(path) : path;
      if (syntax === 'front') return path;
      if (chirpy && /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico)$/i.test(path)) return belowFolder(path, post);
      if (!post.templated && post.values.render_with_liquid === false) return site.baseurl + encodedPath(path);
      // The filter writes names in Unicode form C, and an apostrophe as it is, where it may end the attribute: such a name has to pass it by.
      const ends = (syntax === 'html' || syntax === 'srcset') && path.includes("'");
      if (ends || path.normalize('NFC') !== path) return `{{ site.baseurl }}${encodedPath(path)}`;
      const literal = path.replace(/%/g, '%25').replace(/#/g, '%23').replace(/\?/g, '%3F');
      return literal.includes("'") ? `{{ "${literal}" | relative_url }}` : `{{ '${literal}' | relative_url }}`;
    },
  };
}

type Addressed = NamedPost & { readonly address: string };

export const isElsewhere = (url: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);

/** Percent signs for all that is not plain in an address; in its Unicode form. */
const encodedPath = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');

function belowMedia(value: string, post: CheckedPost): string {
  const folder = post.values.media_subpath ?? post.values.img_path;
  return typeof folder !== 'string' || folder === '' || value.startsWith('/') ? value : `${folder.replace(/\/+$/, '')}/${value}`;
}

/** `media-url.html`: the folder before every address, and all from the root. */
function chirped(value: string, post: CheckedPost, site: JekyllSite): string | null {
  if (scalar(site.config.cdn ?? site.config.img_cdn) !== null && (site.config.cdn ?? site.config.img_cdn) !== '') return null;
  const folder = post.values.media_subpath ?? post.values.img_path;
  return site.baseurl + `/${typeof folder === 'string' ? folder : ''}/${value}`.replace(/\/{2,}/g, '/');
}

/** The inverse of {@link chirped}, where there is one. */
function belowFolder(path: string, post: CheckedPost): string {
  const folder = post.values.media_subpath ?? post.values.img_path;
  const prefix = typeof folder === 'string' ? `/${folder}/`.replace(/\/{2,}/g, '/') : '/';
  return encodedPath(prefix !== '/' && path.startsWith(prefix) ? path.slice(prefix.length) : path);
}

function scope(
  post: CheckedPost,
  site: JekyllSite,
  posts: ReadonlyMap<string, CheckedPost>,
  named: () => readonly Addressed[],
  sources: ReadonlyMap<string, number>,
): LiquidScope {
  const assigned = new Map<string, string | null>();
  const made: LiquidScope = {
    baseurl: site.baseurl,
    origin: site.url,
    site: { ...site.config, baseurl: site.config.baseurl ?? '', url: site.config.url ?? '' },
    page: { ...post.values, url: post.address, path: post.path },
    assigned,
    link: (path) =>
      posts.get(path.replace(/^\//, ''))?.address ??
      (sources.has(path.replace(/^\//, '')) ? `/${path.replace(/^\//, '')}` : null),
    postUrl: (name) => postNamed(name, named())?.address ?? null,
  };
  for (const { name, markup } of liquidTokens(post.text, post.bodyStart)) {
    const [, variable, value] = (name === 'assign' && /^([\w-]+)\s*=\s*([\s\S]*)$/.exec(markup)) || [];
    if (variable !== undefined) assigned.set(variable, expression(value ?? '', made));
    const captured = name === 'capture' ? /^["']?([\w-]+)/.exec(markup)?.[1] : undefined;
    if (captured !== undefined) assigned.set(captured, null);
  }
  return made;
}
