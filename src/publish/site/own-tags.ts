import type { Files } from '../files.js';

/** Tags that a site's own plug-ins register, in `_plugins/` and the folders below it. @param source the folder that Jekyll reads, `''` for the site's own. */
export async function ownTags(files: Files, source: string): Promise<ReadonlySet<string>> {
  const tags = new Set<string>();
  const folders = [source === '' ? '_plugins' : `${source}/_plugins`];
  for (const folder of folders)
    for (const { name, kind } of await files.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') folders.push(path);
      const bytes = kind === 'file' && name.endsWith('.rb') ? await files.read(path) : null;
      if (bytes === null) continue;
      for (const [, tag = ''] of new TextDecoder().decode(bytes).matchAll(REGISTERED)) tags.add(tag);
    }
  return tags;
}

const REGISTERED = /register_tag[ \t]*\(?\s*["':](\w+)/g;
