import { basename, dirname, extname, join } from 'node:path';

/** Where the record of a document goes, and what the document is called in it. @param out what `--out` says. */
export function documentPaths(path: string, out: string | undefined): { readonly folder: string; readonly name: string } {
  const name = path === '-' ? 'document.md' : basename(path);
  const stem = name.slice(0, name.length - extname(name).length);
  return { folder: out ?? join(path === '-' ? '.' : dirname(path), `${stem}.downhill`), name: path === '-' ? '-' : name };
}
