import * as v from 'valibot';
import { DownhillError } from '../../base/errors.js';
import { VERSION } from '../../base/version.js';
import { innerPath } from './inner-path.js';

/**
 * What downhill knows of a post that it wrote: one file per post, so that two people who publish two posts have nothing to merge. It says what may be
 * replaced and removed without loss; the text that was generated last stands beside it (`.base`), for the three-way merge.
 */
export interface Manifest {
  /** The document, relative to the site, with `/`: what the post is known by. */
  readonly source: string;
  readonly target: string;
  /** Where the post stands in the site. */
  readonly post: string;
  readonly title: string;
  /** As it was published with, `dateText`; null for none. */
  readonly date: string | null;
  readonly slug: string;
  /** The slug that the document itself gave then: while it gives that one, `--slug` need not be said again. */
  readonly documentSlug: string;
  readonly address: string | null;
  /** Addresses that the post had before, the oldest first. */
  readonly former: readonly string[];
  /** Hash of the text as generated, which is `.base`: not of the post where that was edited by hand. */
  readonly generated: string;
  /** Hash of each region in it, by name. */
  readonly regions: Readonly<Record<string, string>>;
  /** Hash of each file that belongs to the post alone, by path. */
  readonly assets: Readonly<Record<string, string>>;
  /** Of the downhill that wrote it. */
  readonly version: string;
}

const SCHEMA = 'downhill.post/1';
export const POSTS = '.downhill/posts';
export const manifestPath = (assetSlug: string): string => `${POSTS}/${assetSlug}.json`;
export const basePath = (assetSlug: string): string => `${POSTS}/${assetSlug}.base`;

/** With its keys in a fixed order: the same manifest is the same bytes. */
export function manifestText(manifest: Omit<Manifest, 'version'> & { readonly version?: string }): string {
  const { source, target, post, title, date, slug, documentSlug, address, former, generated, regions, assets } = manifest;
  const version = manifest.version ?? VERSION;
  const head = { schema: SCHEMA, source, target, post, title, date, slug, documentSlug, address, former, generated };
  return `${JSON.stringify({ ...head, regions, assets: sorted(assets), version }, null, 2)}\n`;
}

const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Reads a manifest. Whoever can write into the site can write anything into it: what does not hold is refused as a whole.
 * @throws DownhillError `manifest-damaged`, `manifest-newer`, `path-outside`, `path-invalid`.
 */
export function readManifest(text: string, place: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged('it is not JSON', place);
  }
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof schema === 'string' && schema !== SCHEMA && /^downhill\.post\/\d+$/.test(schema))
    throw new DownhillError(
      'manifest-newer',
      `${place} is ${schema}; this downhill knows ${SCHEMA}`,
      'publish with the version of downhill that wrote it, or a later one',
      { place },
    );
  const checked = v.safeParse(MANIFEST, value);
  if (!checked.success) throw damaged(`${v.getDotPath(checked.issues[0]) ?? 'it'}: ${checked.issues[0].message}`, place);
  const { schema: _, ...manifest } = checked.output;
  for (const path of [manifest.post, ...Object.keys(manifest.assets)]) {
    innerPath(path, place);
    if (/^\.(?:downhill|git)(?:\/|$)/i.test(path)) throw damaged(`${path} is no place for a post or its pictures`, place);
  }
  return manifest;
}

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const HASH = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const MANIFEST = v.strictObject({
  schema: v.literal(SCHEMA),
  source: text(4096),
  target: text(64),
  post: text(1024),
  title: text(10_000),
  date: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d(?:T[\d:]{8}(?:[+-]\d\d:\d\d)?)?$/))),
  slug: text(255),
  documentSlug: text(10_000),
  address: v.nullable(text(4096)),
  former: v.array(text(4096)),
  generated: HASH,
  regions: v.record(text(200), HASH),
  assets: v.record(text(1024), HASH),
  version: text(64),
});

const damaged = (why: string, place: string): DownhillError =>
  new DownhillError(
    'manifest-damaged',
    `${place} is no manifest of downhill: ${why}`,
    'restore it (git checkout), or delete it and publish the post again with --force',
    { place },
  );
