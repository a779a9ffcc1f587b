import { open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DownhillError } from '../base/errors.js';
import type { Entry, Files } from '../publish/files.js';
import { fileError } from './files.js';

/** Of one file: a post with its pictures in it is far below. */
const LARGEST = 512 * 2 ** 20;

/**
 * A folder of the disk. Links are followed where they stay inside of it; one that leads back to a folder on its own way is not listed, for it has no end. Names count to the letter: on a disk that takes `A.PNG` for `a.png`, or one
 * Unicode form for the other, the file is not there either, because it will not be where the site is served from.
 * @param path of the folder, which need not exist: it is empty then. @param largest in bytes.
 */
export function folderFiles(path: string, name = path, largest = LARGEST): Files {
  const root = resolve(path);
  const listings = new Map<string, ReadonlySet<string>>();
  let real: Promise<string> | undefined;

  /** The real path of what lies inside; null for what is not there. */
  async function inside(relative: string): Promise<string | null> {
    const names = relative === '' ? [] : relative.split('/');
    if (names.some((each) => each === '' || each === '.' || each === '..' || /[\\\0]/.test(each)) || /^[A-Za-z]:/.test(relative))
      throw outside(relative, name);
    real ??= realpath(root);
    const [top, found] = await Promise.all([real, realpath(join(root, ...names))]).catch((error: NodeJS.ErrnoException) => {
      if (!NOT_THERE.has(error.code ?? '')) throw fileError(error, relative, 'read');
      real = undefined;
      return [null, null];
    });
    if (top === null || found === null) return null;
    if (found !== top && !found.startsWith(top.endsWith(sep) ? top : top + sep)) throw outside(relative, name);
    for (const [i, each] of names.entries()) if (!(await has(names.slice(0, i), each))) return null;
    return found;
  }

  /** Whether a folder has a file of exactly this name. What was listed before is looked up again only where the name was not in it. */
  async function has(folder: readonly string[], each: string): Promise<boolean> {
    const key = folder.join('/');
    if (listings.get(key)?.has(each) === true) return true;
    const listing = new Set(await readdir(join(root, ...folder)).catch(() => []));
    listings.set(key, listing);
    return listing.has(each);
  }

  /** Whether a link in a folder leads to one that was passed on the way there, or to one above it. */
  async function turnsBack(folder: string, target: string): Promise<boolean> {
    const names = folder === '' ? [] : folder.split('/');
    const passed = await Promise.all([[], ...names.map((_, i) => names.slice(0, i + 1))].map((each) => inside(each.join('/'))));
    return passed.some((each) => each !== null && (each === target || each.startsWith(target + sep)));
  }

  return {
    name,
    truePath: async (path) => {
      const found = await inside(path);
      return found === null
        ? null
        : found
            .slice(((await real) as string).length)
            .split(sep)
            .filter((each) => each !== '')
            .join('/');
    },
    read: async (relative) => {
      const found = await inside(relative);
      if (found === null) return null;
      try {
        return await readWhole(found, relative, largest);
      } catch (error) {
        if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return null;
        throw fileError(error, relative, 'read');
      }
    },
    list: async (folder) => {
      const found = await inside(folder);
      if (found === null) return [];
      const names = await readdir(found, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
        if (NOT_THERE.has(error.code ?? '')) return [];
        throw fileError(error, folder, 'read');
      });
      const entries = await Promise.all(
        names.map(async (each) => {
          const below = folder === '' ? each.name : `${folder}/${each.name}`;
          if (each.isSymbolicLink()) {
            const target = await inside(below).catch(() => null);
            if (target === null || (await turnsBack(folder, target))) return null;
          }
          return await entryOf(join(found, each.name), each.name);
        }),
      );
      return entries.filter((entry) => entry !== null).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

async function readWhole(path: string, shown: string, largest: number): Promise<Uint8Array | null> {
  // A pipe would be waited for.
  if (!(await stat(path)).isFile()) return null;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > largest)
      throw new DownhillError(
        'file-too-large',
        `${shown} has ${size} bytes; up to ${largest} are read`,
        'make it smaller, or leave it out',
        { place: shown },
      );
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** A file or a folder, seen through links; null for anything else. */
async function entryOf(path: string, name: string): Promise<Entry | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return { name, kind: 'folder', size: 0 };
  return found?.isFile() ? { name, kind: 'file', size: found.size } : null;
}

const outside = (path: string, name: string): DownhillError =>
  new DownhillError(
    'path-outside',
    `${path} leads out of ${name}`,
    'pictures are read from the folder of the document and below; --root gives another one',
    { place: path },
  );

const FORMATS = ['toml', 'yaml', 'yml', 'json'];
const HUGO = FORMATS.map((format) => `hugo.${format}`);
const OLD_HUGO = FORMATS.map((format) => `config.${format}`);

/** Whether a folder is the top of something: of a repository, of a site of Jekyll or Hugo. */
const isTop = (names: readonly string[]): boolean =>
  names.some((name) => name === '.git' || name === '_config.yml' || HUGO.includes(name)) ||
  (names.includes('content') && names.some((name) => OLD_HUGO.includes(name)));

/** The folder that a document's pictures may be read from: the nearest above it with a repository or a site, else its own. @param document absolute. */
export async function sourceRoot(document: string): Promise<string> {
  const own = dirname(document);
  for (let folder = own; ; folder = dirname(folder)) {
    if (isTop(await readdir(folder).catch((): string[] => []))) return folder;
    if (dirname(folder) === folder) return own;
  }
}
