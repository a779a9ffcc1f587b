import type { Entry, Files, PlannedFile } from '../files.js';

/** A folder as it will be once files are written into it. */
export function overlaid(files: Files, writes: readonly PlannedFile[]): Files {
  const written = new Map(
    writes.map(({ path, data }) => [path, typeof data === 'string' ? new TextEncoder().encode(data) : data]),
  );
  const folders = new Map<string, Map<string, Entry>>();
  for (const [path, data] of written) {
    const parts = path.split('/');
    for (let i = 0; i < parts.length; i++) {
      const folder = parts.slice(0, i).join('/');
      const name = parts[i] as string;
      const inside = folders.get(folder) ?? new Map<string, Entry>();
      const last = i === parts.length - 1;
      inside.set(name, { name, kind: last ? 'file' : 'folder', size: last ? data.length : 0 });
      folders.set(folder, inside);
    }
  }
  return {
    name: files.name,
    read: async (path) => written.get(path) ?? (await files.read(path)),
    list: async (folder) => {
      const inside = folders.get(folder);
      const there = await files.list(folder);
      if (inside === undefined) return there;
      const all = new Map([...there.map((entry) => [entry.name, entry] as const), ...inside]);
      return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
