import type { Files } from '../files.js';
import { folded } from '../folded.js';

/** A file that was found, under the name that it has. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Letter case or Unicode form differ from what was asked for: it would not be found on a server. */
  readonly differs: boolean;
}

/** The file at a path, else one whose name differs in letter case or Unicode form only (the first by code units), else null. */
export async function findFile(files: Files, path: string): Promise<FoundFile | null> {
  const exact = await files.read(path);
  if (exact !== null) return { path, bytes: exact, differs: false };
  const steps = path.split('/');
  let folder = '';
  for (const [i, step] of steps.entries()) {
    const entries = (await files.list(folder)).filter(({ kind }) => kind === (i === steps.length - 1 ? 'file' : 'folder'));
    const entry = entries.find(({ name }) => name === step) ?? entries.find(({ name }) => folded(name) === folded(step));
    if (entry === undefined) return null;
    folder = folder === '' ? entry.name : `${folder}/${entry.name}`;
  }
  const bytes = await files.read(folder);
  return bytes === null ? null : { path: folder, bytes, differs: true };
}
