import { decoded } from '../decoded.js';
/** Where an address leads, seen from a page. */
export type Destination =
  /** Another site, a picture in the address itself, a mail. */
  | { readonly kind: 'elsewhere' }
  /** The page itself or a place in it. */
  | { readonly kind: 'here' }
  /** A disk: `C:\…`, `file:`. */
  | { readonly kind: 'disk'; readonly name: string }
  /** No address at all: the generator takes it for text, or leaves it out. */
  | { readonly kind: 'unread'; readonly why: 'space' | 'html' }
  /** On the same host, but not below the site's `baseurl`. */
  | { readonly kind: 'outside'; readonly path: string }
  /** In the site: decoded, with a leading `/`, without `baseurl`. */
  | { readonly kind: 'own'; readonly path: string };

/** Where a site is served. */
export interface Served {
  /** `https://example.org`, without a path; empty where the site does not say. */
  readonly origin: string;
  /** `` or `/blog`. */
  readonly baseurl: string;
}

/**
 * Resolves an address as browsers do (WHATWG URL: backslashes count as slashes, a dot segment never leaves the root).
 * @param base the page's path on its host, `baseurl` included.
 */
export function resolveAddress(address: string, base: string, { origin, baseurl }: Served): Destination {
  let url = address.trim().replace(/[\t\r\n]/g, '');
  if (/^(?:[a-z]:[\\/]|file:)/i.test(url)) return { kind: 'disk', name: baseName(url) };
  if (origin !== '' && url.toLowerCase().startsWith(origin.toLowerCase()) && /^(?:[/?#]|$)/.test(url.slice(origin.length)))
    url = url.slice(origin.length) || '/';
  else if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return { kind: 'elsewhere' };
  const cut = url.search(/[?#]/);
  const path = (cut < 0 ? url : url.slice(0, cut)).replace(/\\/g, '/');
  if (path.startsWith('//')) return { kind: 'elsewhere' };
  if (path === '') return { kind: 'here' };
  const full = normalised(path.startsWith('/') ? path : base.slice(0, base.lastIndexOf('/') + 1) + path);
  const below = full === baseurl ? '/' : full.startsWith(`${baseurl}/`) ? full.slice(baseurl.length) : null;
  return below === null ? { kind: 'outside', path: decoded(full) } : { kind: 'own', path: decoded(below) };
}

/** Without dot segments (RFC 3986, 5.2.4), whose dots may be written as `%2e`. */
export function normalised(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [i, segment] of segments.entries()) {
    const plain = segment.replace(/%2e/gi, '.');
    const last = i === segments.length - 1;
    if (plain === '..') kept.pop();
    else if (plain !== '.') {
      kept.push(segment);
      continue;
    }
    if (last) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** The last part of a path of any system. */
export const baseName = (path: string): string =>
  path.replace(/[?#].*$/, '').slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
