import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DownhillError } from '../base/errors.js';

/** What downhill keeps in a site. */
const FOLDERS = ['', 'staging', 'backup', 'posts'];

/** Errors: `path-outside` where what downhill keeps in a site is a link: what is written, or cleared, there would be so elsewhere. */
export async function refuseLinks(site: string): Promise<void> {
  for (const name of FOLDERS) {
    const path = join(site, '.downhill', name);
    const found = await lstat(path).catch(() => null);
    if (found?.isSymbolicLink() === true)
      throw new DownhillError('path-outside', `${path} is a link`, 'replace it by a folder', { place: path });
  }
}
