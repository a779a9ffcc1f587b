import type { Files } from '../files.js';

/** Folders that hold no source of a site: tools' own, and what they made. */
const TOOLS: ReadonlySet<string> = new Set([
  '.git',
  '.svn',
  'node_modules',
  '.jekyll-cache',
  '.sass-cache',
  '.bundle',
  '.downhill',
]);

/**
 * All files of a folder, path → bytes, in the order of their folders.
 * @param skip paths of folders that are left out as well.
 */
export async function walk(files: Files, skip: ReadonlySet<string>, folder = ''): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const folders = [folder];
  for (let at = folders.shift(); at !== undefined; at = folders.shift())
    for (const { name, kind, size } of await files.list(at)) {
      const path = at === '' ? name : `${at}/${name}`;
      if (kind === 'file') found.set(path, size);
      else if (!TOOLS.has(name) && !skip.has(path)) folders.push(path);
    }
  return found;
}
