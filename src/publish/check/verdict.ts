import { type CheckedPost, type CheckedSite, type PageOf, publishedAt } from './checked-site.js';
import type { Reference } from './find-references.js';
import { type Destination, resolveAddress } from './resolve-address.js';
import { inShortcode } from './shortcode-html.js';

/** Whether an address leads somewhere, on one page. */
export interface Verdict {
  readonly page: PageOf;
  /** What the generator makes of it; null where that is known to it alone. */
  readonly value: string | null;
  readonly destination: Destination | null;
  /** null: not known without building the site. */
  readonly works: boolean | null;
}

/** Follows a reference from every page that shows it. */
export const verdicts = (site: CheckedSite, post: CheckedPost, reference: Reference): Verdict[] =>
  post.pages.filter(({ until }) => reference.start < until).map((page) => verdict(site, post, reference, page));

/** Follows a reference from one page. */
export function verdict(site: CheckedSite, post: CheckedPost, reference: Reference, page: PageOf): Verdict {
  const unread = unreadable(site, post, reference);
  if (unread !== null) return { page, value: reference.written, destination: { kind: 'unread', why: unread }, works: false };
  const value = site.evaluate(reference, post, page);
  if (value === null) return { page, value, destination: null, works: null };
  const destination = resolveAddress(value, page.address, site);
  return { page, value, destination, works: works(site, reference, destination) };
}

/** What the generator's Markdown does not take for an address. */
function unreadable(
  { rules }: CheckedSite,
  { path, text }: CheckedPost,
  { written, syntax, start }: Reference,
): 'space' | 'html' | null {
  if ((syntax === 'html' || syntax === 'srcset') && !rules.html && !path.endsWith('.html') && !inShortcode(text, start))
    return 'html';
  return syntax === 'markdown' && !rules.spaces && !/\{[{%]/.test(written) && /\s/.test(written) ? 'space' : null;
}

function works(site: CheckedSite, { kind, syntax }: Reference, destination: Destination): boolean | null {
  switch (destination.kind) {
    case 'elsewhere':
      return true;
    // The page itself is no picture.
    case 'here':
      return kind === 'link';
    case 'unread':
    case 'disk':
      return false;
    case 'outside':
      // Another project on the same host may be meant.
      return kind === 'link' && publishedAt(site, destination.path) === null ? null : false;
    case 'own':
      if (kind === 'image') return site.published.has(destination.path) ? true : syntax === 'front' ? null : false;
      return publishedAt(site, destination.path) !== null ? true : site.mayExist(destination.path) ? null : false;
  }
}
