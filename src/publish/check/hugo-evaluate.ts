import { decoded } from '../decoded.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { withoutEntities } from './entities.js';
import { isElsewhere } from './jekyll-evaluate.js';
import { normalised } from './resolve-address.js';

interface Hugo {
  readonly baseurl: string;
  readonly published: ReadonlyMap<string, string | null>;
  /** Folder of a leaf bundle → its page. */
  readonly bundles: ReadonlyMap<string, CheckedPost>;
  /** `canonifyURLs`: Hugo puts the base before what begins with `/`. */
  readonly canonical: boolean;
  /** The site or its theme writes pictures of Markdown in its own way, as a rule from the bundle or the root. */
  readonly hook: boolean;
  /** Lists show more than titles. */
  readonly lists: boolean;
}

/** What Hugo makes of an address, and how one is written that works. */
export function hugoEvaluator(hugo: Hugo): Pick<CheckedSite, 'evaluate' | 'write' | 'bundled'> {
  const { baseurl, published, canonical, hook } = hugo;
  const inBundle = (post: CheckedPost): string | null => {
    const folder = post.path.slice(0, post.path.lastIndexOf('/'));
    return hugo.bundles.get(folder) === post ? folder : null;
  };
  return {
    evaluate: ({ written, syntax, kind }, post) => {
      // What downhill itself writes: a file of the bundle, from wherever it is shown.
      const own = /^\{\{<\s*downhill\/file\s+[`"]([^`"]+)[`"]\s*>\}\}$/.exec(written)?.[1];
      if (own !== undefined) return baseurl + post.address + escapedAddress(own);
      if (/\{\{[<%]/.test(written)) return null;
      if (syntax === 'front') return isElsewhere(written) ? written : fromRoot(written, post, hugo);
      const html = syntax === 'html' || syntax === 'srcset';
      // CommonMark: a backslash before a sign is an escape, any other one is a character of the address, and no slash to a browser.
      const value = withoutEntities(written);
      if (isElsewhere(value) || /^[a-z]:[\\/]/i.test(value)) return value;
      const plain = html ? value : value.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/\\/g, '%5C');
      if (hook && !html && syntax !== 'parameter' && kind === 'image') return hooked(plain, post, hugo);
      return canonical && plain.startsWith('/') ? baseurl + plain : plain;
    },
    write: (path, syntax, post) => {
      const folder = inBundle(post);
      if (folder !== null && !hugo.lists && published.get(path)?.startsWith(`${folder}/`) === true)
        return escapedAddress(path.slice(post.address.length));
      const bare = syntax === 'front' || canonical || (hook && syntax !== 'html' && syntax !== 'srcset');
      return (bare ? '' : baseurl) + escapedAddress(path);
    },
    bundled: (_, post, value) => {
      const folder = inBundle(post);
      if (folder === null || hugo.lists) return false;
      const path = decoded(normalised(post.address.slice(0, post.address.lastIndexOf('/') + 1) + value.replace(/[?#].*$/, '')));
      return published.get(path)?.startsWith(`${folder}/`) === true;
    },
  };
}

/** A hook finds what is in the bundle; what it makes of the rest is known to it alone, but what is nowhere it does not find either. */
function hooked(value: string, post: CheckedPost, hugo: Hugo): string | null {
  const { baseurl, published } = hugo;
  const whole = fromRoot(value, post, hugo);
  const own = normalised(post.address + value.replace(/[?#].*$/, ''));
  if (!value.startsWith('/') && published.has(decoded(own))) return whole;
  const paths = [value, whole].map((one) => decoded(normalised(`/${one}`.replace(/^\/+/, '/').replace(/[?#].*$/, ''))));
  const found = paths.flatMap((path) => [path, path.startsWith(`${baseurl}/`) ? path.slice(baseurl.length) : path]);
  return found.some((path) => published.has(path)) ? null : whole;
}

/** As templates look for a picture: in the bundle, else from the root. */
function fromRoot(value: string, post: CheckedPost, { baseurl, published }: Hugo): string {
  const own = normalised(post.address + value.replace(/[?#].*$/, ''));
  if (!value.startsWith('/') && published.has(decoded(own))) return baseurl + own;
  return `${baseurl}/${value.replace(/^\/+/, '')}`;
}

/** What Markdown, HTML or a browser would take for something else, with percent signs; letters stay readable. */
export const escapedAddress = (path: string): string =>
  path.normalize('NFC') === path
    ? path.replace(/[\s%#?()<>"'\\[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    : path.split('/').map(encodeURIComponent).join('/');
