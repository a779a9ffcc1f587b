import { decoded } from '../decoded.js';
import { folded } from '../folded.js';
import { type CheckedPost, type CheckedSite, publishedAt } from './checked-site.js';
import { IMAGE_NAME, type Reference } from './find-references.js';
import { baseName, normalised } from './resolve-address.js';

/** The file that an address was to name. */
export interface Meant {
  /** Below the site's folder. */
  readonly source: string;
  /** Where the site publishes it, without `baseurl`; null where it does not. */
  readonly address: string | null;
  /** How it was found: as it is written, by another letter case, by another Unicode form, or by its name alone. */
  readonly by: 'path' | 'case' | 'form' | 'name';
}

interface Index {
  /** Path in Unicode form C and lower case → the paths that have it. */
  readonly folded: ReadonlyMap<string, readonly string[]>;
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly addresses: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<CheckedSite, Index>();

/**
 * Looks for the file that a broken address meant: beside the post's source, from the root, with and without `baseurl`, with slashes for
 * backslashes, in any letter case and Unicode form. A path of another disk is looked for by its name. Where several files fit, none is.
 * @param value the address as the generator leaves it.
 */
export function meant(site: CheckedSite, post: CheckedPost, reference: Pick<Reference, 'kind'>, value: string): Meant | null {
  const index = indexes.get(site) ?? indexed(site);
  indexes.set(site, index);
  const found = (source: string, by: Meant['by']): Meant => ({ source, by, address: index.addresses.get(source) ?? null });
  if (/^(?:[a-z]:[\\/]|file:)/i.test(value.trim())) {
    const [only, ...others] = index.named.get(folded(decoded(baseName(value)))) ?? [];
    return only !== undefined && others.length === 0 && reference.kind === 'image' ? found(only, 'name') : null;
  }
  // A page of the site, asked for without `baseurl`.
  const [path = ''] = /^\/[^/?#][^?#]*/.exec(value) ?? [];
  const page = reference.kind === 'link' && path !== '' ? publishedAt(site, decoded(path)) : null;
  if (page !== null) return { source: site.published.get(page) ?? page, address: decoded(path), by: 'path' };
  const candidates = candidatesOf(site, post, value);
  for (const path of candidates) if (site.sources.has(path) && fits(reference, path)) return found(path, 'path');
  for (const path of candidates) {
    const [only, ...others] = (index.folded.get(folded(path)) ?? []).filter((one) => fits(reference, one));
    if (only !== undefined && others.length === 0)
      return found(only, only.normalize('NFC') === path.normalize('NFC') ? 'form' : 'case');
  }
  return null;
}

const fits = ({ kind }: Pick<Reference, 'kind'>, path: string): boolean => kind === 'link' || IMAGE_NAME.test(path);

/** Paths below the site's folder that an address may stand for, the likeliest first. */
function candidatesOf(site: CheckedSite, post: CheckedPost, value: string): string[] {
  const own = site.origin !== '' && value.startsWith(site.origin) ? value.slice(site.origin.length) : value;
  if (/^[a-z][a-z0-9+.-]*:/i.test(own) || own.startsWith('//')) return [];
  const whole = own.trim();
  // A name may hold `#` or `?`, or a percent sign as it is.
  const forms = [...new Set([whole, whole.replace(/[?#].*$/, '')].flatMap((form) => [decoded(form), form]))]
    .map((form) => form.replace(/\\/g, '/'))
    .filter((form) => form !== '');
  const folder = post.path.includes('/') ? post.path.slice(0, post.path.lastIndexOf('/') + 1) : '';
  const paths = forms.flatMap((form) => {
    if (form.startsWith('/')) {
      const below = site.baseurl !== '' && form.startsWith(`${site.baseurl}/`) ? [form.slice(site.baseurl.length)] : [];
      return [...below, form];
    }
    const up = form.replace(/^(?:\.{1,2}\/)+/, '');
    const fromPage = post.address.slice(0, post.address.lastIndexOf('/') + 1);
    return [`/${folder}${form}`, fromPage + form, `/${up}`, `/${folder}${up}`];
  });
  return [...new Set(paths.flatMap((path) => site.sourcesOf(normalised(path))))];
}

function indexed(site: CheckedSite): Index {
  const alike = new Map<string, string[]>();
  const named = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, path: string): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [path]);
    else known.push(path);
  };
  for (const path of site.sources.keys()) {
    put(alike, folded(path), path);
    if (IMAGE_NAME.test(path)) put(named, folded(baseName(path)), path);
  }
  const addresses = new Map(
    [...site.published].flatMap(([address, source]) => (source === null ? [] : [[source, address] as const])),
  );
  return { folded: alike, named, addresses };
}
