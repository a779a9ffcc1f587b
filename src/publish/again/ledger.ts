import type { Files } from '../files.js';
import { type Manifest, manifestPath, POSTS, readManifest } from './manifest.js';

/** All manifests of a site by their asset slug, in the order of code units. */
export type Ledger = ReadonlyMap<string, Manifest>;

/** @throws DownhillError where one of them does not hold: what it owns is not known then. */
export async function readLedger(site: Files): Promise<Ledger> {
  const ledger = new Map<string, Manifest>();
  for (const { name, kind } of await site.list(POSTS)) {
    const [, slug] = /^([a-z0-9-]{1,80})\.json$/.exec(name) ?? [];
    if (kind !== 'file' || slug === undefined) continue;
    const path = manifestPath(slug);
    const bytes = await site.read(path);
    if (bytes !== null) ledger.set(slug, readManifest(new TextDecoder().decode(bytes), path));
  }
  return ledger;
}
