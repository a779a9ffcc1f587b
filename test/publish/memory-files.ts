import { DownhillError } from '../../src/base/errors.js';
import type { Entry, Files } from '../../src/publish/files.js';

/** Files that stand in memory, as exact about names as a server. */
export function memoryFiles(
  files: ReadonlyMap<string, Uint8Array> | Readonly<Record<string, Uint8Array>> = {},
  name = 'folder',
): Files {
  const all = files instanceof Map ? files : new Map(Object.entries(files));
  return {
    name,
    read: async (path) => {
      if (path.startsWith('/') || path.split('/').includes('..'))
        throw new DownhillError('path-outside', `${path} lies outside of ${name}`, 'stay inside', { place: path });
      return all.get(path) ?? null;
    },
    list: async (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      const entries = new Map<string, Entry>();
      for (const [path, bytes] of all) {
        if (!path.startsWith(start)) continue;
        const [first, ...rest] = path.slice(start.length).split('/') as [string, ...string[]];
        entries.set(first, {
          name: first,
          kind: rest.length === 0 ? 'file' : 'folder',
          size: rest.length === 0 ? bytes.length : 0,
        });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
