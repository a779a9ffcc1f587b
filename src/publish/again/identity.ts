import { DownhillError } from '../../base/errors.js';
import { folded } from '../folded.js';
import type { Rendered } from '../target.js';
import type { Ledger } from './ledger.js';

/** The manifest of a document at a target. */
export function ownSlug(ledger: Ledger, source: string, target: string): string | null {
  for (const [slug, manifest] of ledger) if (manifest.source === source && manifest.target === target) return slug;
  return null;
}

/** The first of `slug`, `slug-2`, `slug-3`, … that no other post has. */
export function freeSlug(slug: string, ledger: Ledger): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!ledger.has(candidate)) return candidate;
  }
}

/** @throws DownhillError `document-is-post` where publishing would write over its own document, `--force` or not. */
export function refuseOwnDocument({ post, assets }: Rendered, source: string): void {
  if (![post, ...assets].some(({ path }) => folded(path) === folded(source))) return;
  throw new DownhillError(
    'document-is-post',
    `${source} would be overwritten by the post that is made of it`,
    'keep the document in another folder (notes, _drafts) and publish it from there; downhill repair mends posts in place',
    { place: source },
  );
}

/**
 * @param together documents that are published in one go, as they were given, by their paths from the site.
 * @throws DownhillError `slug-taken` where another post stands at the path of this one, in whatever letter case: disks differ in that.
 */
export function refuseTaken(
  rendered: Rendered,
  assetSlug: string,
  source: string,
  ledger: Ledger,
  together: ReadonlyMap<string, string>,
): void {
  const path = folded(rendered.post.path);
  for (const [slug, other] of ledger) {
    if (slug === assetSlug || folded(other.post) !== path) continue;
    const beside = together.get(other.source);
    if (beside !== undefined)
      throw new DownhillError(
        'slug-taken',
        `${beside} and ${source} would both be published as ${other.post}`,
        `publish ${source} by itself with --slug and another name, or write "slug: another-name" into its front matter`,
        { place: source },
      );
    throw new DownhillError(
      'slug-taken',
      `${other.source} is published as ${other.post} already`,
      `give ${source} another name in its address with --slug, or delete .downhill/posts/${slug}.json if ${other.source} is no more`,
      { place: source },
    );
  }
}
