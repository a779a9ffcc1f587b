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
  return {
    name: files.name,
    read: async (path) => written.get(path) ?? (removed.has(path) ? null : await files.read(path)),
    list: async (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      const entries = new Map<string, Entry>();
      for (const entry of await files.list(folder)) if (!removed.has(start + entry.name)) entries.set(entry.name, entry);
      for (const [path, { length }] of written) {
        if (!path.startsWith(start)) continue;
        const [name = '', ...below] = path.slice(start.length).split('/');
        entries.set(name, below.length === 0 ? { name, kind: 'file', size: length } : { name, kind: 'folder', size: 0 });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
