import type { FilePlan, Files, PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import { dateText } from '../post-date.js';
import type { Named, Publication } from '../publish.js';
import { formerAddresses } from '../render-post.js';
import type { Rendered } from '../target.js';
import { hashOf, textHash, withoutReturns } from './hash-of.js';
import { basePath, type Manifest, manifestPath, manifestText, readManifest } from './manifest.js';
import { placeAssets } from './place-assets.js';
import { type PlacedPost, placePost } from './place-post.js';
import { regionsOf } from './regions-of.js';
import { textAt } from './text-at.js';

/** A post in its place. */
export interface Placed {
  /** In the order in which it may be done: pictures come before the post that shows them, and what nothing shows any more goes last. */
  readonly plan: FilePlan;
  /** Its path in the site. */
  readonly post: string;
  readonly address: string | null;
  /** The post's text, before (null for a new one) and after, for a diff. */
  readonly before: PlacedPost['before'];
  readonly text: string;
  readonly assetSlug: string;
  readonly manifest: Manifest;
  /** Nothing is to be done. */
  readonly unchanged: boolean;
}

/** Compares what was rendered with what stands in the site. @throws DownhillError of {@link placePost} and {@link placeAssets}. */
export async function place(
  rendered: Rendered,
  known: Named & {
    readonly title: string;
    readonly documentSlug: string;
    readonly own: Manifest | null;
    readonly assetSlug: string;
  },
  publication: Publication,
  note: (note: Note) => void,
): Promise<Placed> {
  const { own, assetSlug } = known;
  const { site, ledger, options } = publication;
  const others = new Map([...ledger].filter(([each]) => each !== assetSlug));
  const post = await placePost(rendered, own, assetSlug, publication, note);
  const { assets, ...files } = await placeAssets(rendered.assets, own, others, site, { ...options, text: post.text, note });
  const manifest = newManifest(rendered, known, publication, assets);
  const changes = [
    ...files.backups,
    ...post.backups,
    ...files.writes,
    ...post.writes,
    ...(await records(rendered.post.text, manifest, own, assetSlug, site)),
  ];
  const removes = [...post.removes, ...files.removes];
  const unchanged = changes.length === 0 && removes.length === 0;
  return {
    plan: { writes: unchanged ? [] : [...(await ignoreFile(site)), ...changes], removes },
    post: rendered.post.path,
    address: rendered.address,
    before: post.before,
    text: post.text,
    assetSlug,
    manifest,
    unchanged,
  };
}

function newManifest(
  { post, address }: Rendered,
  { own, title, date, slug, documentSlug }: Parameters<typeof place>[1],
  { source, target }: Publication,
  assets: Readonly<Record<string, string>>,
): Manifest {
  const regions = regionsOf(withoutReturns(post.text));
  const manifest = {
    source,
    target: target.name,
    post: post.path,
    title,
    date: date === null ? null : dateText(date),
    slug,
    documentSlug,
    address,
    former: own === null ? [] : formerAddresses(own.former, own.address, address),
    generated: textHash(post.text),
    regions: Object.fromEntries(regions.map((region) => [region.name, hashOf(region.text)])),
    assets,
  };
  return readManifest(manifestText(manifest), post.path);
}

/** What downhill keeps for the next time, where it is not there already. */
async function records(
  text: string,
  manifest: Manifest,
  own: Manifest | null,
  assetSlug: string,
  site: Files,
): Promise<PlannedFile[]> {
  const base = await site.read(basePath(assetSlug));
  const there = await textAt(manifestPath(assetSlug), site);
  // Another version of downhill that does the same leaves the manifest as it is.
  const same =
    there !== null && withoutReturns(there) === manifestText(own === null ? manifest : { ...manifest, version: own.version });
  return [
    ...(base !== null && isText(base, manifest.generated) ? [] : [{ path: basePath(assetSlug), data: text }]),
    ...(same ? [] : [{ path: manifestPath(assetSlug), data: manifestText(manifest) }]),
  ];
}

/** Most bytes are those that were written: they need not become a text, which of a page with its pictures in it takes room. */
const isText = (bytes: Uint8Array, hash: string): boolean =>
  hashOf(bytes) === hash || textHash(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)) === hash;

/** What is under way and what is kept for its owner alone belongs in no repository. */
async function ignoreFile(site: Files): Promise<PlannedFile[]> {
  const path = '.downhill/.gitignore';
  return (await site.read(path)) === null ? [{ path, data: '/backup/\n/staging/\n/lock\n/pending.json\n' }] : [];
}
