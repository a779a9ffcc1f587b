import type { Files, PlannedFile } from '../files.js';
import { hashOf } from './hash-of.js';

/** A copy of what is about to be overwritten, under a name that has its hash: none takes the place of another. Nothing where it is there already. */
export async function backup(path: string, data: Uint8Array, site: Files): Promise<readonly PlannedFile[]> {
  const hash = hashOf(data);
  const name = path.split('/').at(-1) as string;
  for (const digits of [8, 64]) {
    const copy = `.downhill/backup/${name}.${hash.slice(0, digits)}`;
    const there = await site.read(copy);
    if (there === null) return [{ path: copy, data }];
    if (hashOf(there) === hash) return [];
  }
  return [];
}
