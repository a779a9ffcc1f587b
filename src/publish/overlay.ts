import { innerPath } from './again/inner-path.js';
import type { Entry, FilePlan, Files } from './files.js';

/** A folder as it will be after a plan: for what only looks. */
export function overlay(files: Files, plan: FilePlan): Files {
  const written = new Map(
    plan.writes.map(({ path, data }) => [
      innerPath(path, files.name),
      typeof data === 'string' ? new TextEncoder().encode(data) : data,
    ]),
  );
  const removed = new Set(plan.removes);
  const folders = foldersOf(written);
  return {
    name: files.name,
    read: async (path) => written.get(path) ?? (removed.has(path) ? null : await files.read(path)),
    list: async (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      const there = (await files.list(folder)).filter(({ name }) => !removed.has(start + name));
      const entries = new Map([...there.map((entry) => [entry.name, entry] as const), ...(folders.get(folder) ?? [])]);
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** What is new in each folder, by name: a folder is asked for once for every post. */
function foldersOf(written: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const folders = new Map<string, Map<string, Entry>>();
  for (const [path, { length }] of written) {
    const names = path.split('/');
    for (const [i, name] of names.entries()) {
      const folder = names.slice(0, i).join('/');
      const inside = folders.get(folder) ?? new Map<string, Entry>();
      const isFile = i === names.length - 1;
      inside.set(name, { name, kind: isFile ? 'file' : 'folder', size: isFile ? length : 0 });
      folders.set(folder, inside);
    }
  }
  return folders;
}
