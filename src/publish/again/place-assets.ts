import { DownhillError } from '../../base/errors.js';
import type { FilePlan, Files, PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import { backup } from './backup.js';
import { hashOf } from './hash-of.js';
import type { Ledger } from './ledger.js';
import type { Manifest } from './manifest.js';

/** What becomes of the files that belong to a post. */
export interface PlacedAssets extends FilePlan {
  readonly backups: readonly PlannedFile[];
  /** Hash of each by path, for the manifest; with `prune` off also of those that are no longer used. */
  readonly assets: Readonly<Record<string, string>>;
}

/**
 * Writes what is missing or ours, and removes what only this post's manifest names, is used no more, and is still as we wrote it.
 * @param text of the post in its place: what a hand put into it may show a picture that the document shows no more.
 * @param own the post's manifest; null for a new post. @param others those of all other posts.
 * @throws DownhillError `asset-exists` for a file of somebody else, unless `force`, which keeps a copy.
 */
export async function placeAssets(
  rendered: readonly PlannedFile[],
  own: Manifest | null,
  others: Ledger,
  site: Files,
  {
    force,
    prune,
    text,
    note,
  }: { readonly force: boolean; readonly prune: boolean; readonly text: string; readonly note: (note: Note) => void },
): Promise<PlacedAssets> {
  const assets: Record<string, string> = {};
  const writes: PlannedFile[] = [];
  const backups: PlannedFile[] = [];
  for (const file of rendered) {
    const hash = hashOf(file.data);
    assets[file.path] = hash;
    const there = await site.read(file.path);
    const is = there === null ? null : hashOf(there);
    if (is === hash) continue;
    writes.push(file);
    // Posts share files too: what Hugo's pages are made with.
    const known = [...(own === null ? [] : [own]), ...others.values()].flatMap((each) => hashIn(each, file.path));
    if (there === null) {
      if (own !== null && hashIn(own, file.path).length > 0) note(restored(file.path));
    } else if (known.length === 0 && !force)
      throw new DownhillError(
        'asset-exists',
        `${file.path} is there already, and downhill did not write it`,
        'move it away, or publish with --force, which keeps a copy of it',
        { place: file.path },
      );
    else if (is === null || !known.includes(is)) {
      backups.push(...(await backup(file.path, there, site)));
      note(replaced(file.path));
    }
  }
  const removes: string[] = [];
  const shared = new Set([...others.values()].flatMap((each) => [each.post, ...Object.keys(each.assets)]));
  for (const [path, hash] of Object.entries(own?.assets ?? {})) {
    if (Object.hasOwn(assets, path) || shared.has(path)) continue;
    const there = await site.read(path);
    if (there === null) continue;
    if (hashOf(there) !== hash) note(left(path));
    else if (prune && !text.includes(path.slice(path.lastIndexOf('/') + 1))) removes.push(path);
    else assets[path] = hash;
  }
  return { writes, removes: removes.sort(), backups, assets };
}

const hashIn = ({ assets }: Manifest, path: string): string[] => (Object.hasOwn(assets, path) ? [assets[path] as string] : []);

const restored = (place: string): Note => ({
  code: 'asset-restored',
  severity: 'note',
  message: { en: `${place} was gone and is there again`, ko: `없어진 ${place} 파일을 다시 만들었습니다` },
  place,
});

const replaced = (place: string): Note => ({
  code: 'asset-replaced',
  severity: 'warning',
  message: {
    en: `${place} had been changed by hand and was written anew; a copy is in .downhill/backup`,
    ko: `직접 고친 ${place} 파일을 새로 썼습니다. 고친 파일은 .downhill/backup에 남아 있습니다`,
  },
  place,
});

const left = (place: string): Note => ({
  code: 'asset-left',
  severity: 'note',
  message: {
    en: `${place} is no longer used; it was changed by hand, so it stays`,
    ko: `${place} 파일은 이제 쓰이지 않지만, 직접 고친 적이 있어 그대로 두었습니다`,
  },
  place,
});
