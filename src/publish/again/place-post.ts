import { DownhillError } from '../../base/errors.js';
import type { FilePlan, Files, PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import type { Publication } from '../publish.js';
import type { Rendered } from '../target.js';
import { backup } from './backup.js';
import { placeText } from './hand-edit.js';
import { basePath, type Manifest } from './manifest.js';
import { addressNote, carriedNote, movedNote, overwrittenNote, rewrittenNote } from './notes.js';
import { textAt } from './text-at.js';

/** What becomes of a post's text. */
export interface PlacedPost extends FilePlan {
  readonly backups: readonly PlannedFile[];
  /** What stands there before; null for a new post. */
  readonly before: { readonly path: string; readonly text: string } | null;
  readonly text: string;
}

/**
 * Puts the new text in the place of the old one, with what was edited by hand; a post that moved takes its edits with it.
 * @throws DownhillError `post-exists` for a file of somebody else, and those of {@link placeText}, unless `force`, which keeps a copy.
 */
export async function placePost(
  { post, address }: Rendered,
  own: Manifest | null,
  assetSlug: string,
  { site, options: { force } }: Publication,
  note: (note: Note) => void,
): Promise<PlacedPost> {
  const standing = own === null ? null : await textAt(own.post, site, post.text);
  const placed =
    own === null || standing === null
      ? { text: post.text, overwrites: false, carried: false }
      : await placeText(standing, () => textAt(basePath(assetSlug), site), post.text, { manifest: own, force });
  if (own !== null && standing === null) note(rewrittenNote(own.post));
  if (placed.carried) note(carriedNote(post.path));
  const moved = own !== null && own.post !== post.path;
  if (moved) note(movedNote(own.post, post.path));
  if (own?.address != null && address !== null && own.address !== address) note(addressNote(own.address, address));
  const foreign = own === null || moved ? await textAt(post.path, site) : null;
  if (foreign !== null && foreign !== placed.text && !force) throw exists(post.path);
  const backups = [
    ...(own !== null && standing !== null && placed.overwrites ? await kept(own.post, standing, site, note) : []),
    ...(foreign !== null && foreign !== placed.text ? await kept(post.path, foreign, site, note) : []),
  ];
  const there = moved || own === null ? foreign : standing;
  return {
    writes: there === placed.text ? [] : [{ path: post.path, data: placed.text }],
    removes: moved && standing !== null ? [own.post] : [],
    backups,
    before: before(own, standing, post.path, foreign),
    text: placed.text,
  };
}

const before = (own: Manifest | null, standing: string | null, path: string, foreign: string | null): PlacedPost['before'] => {
  if (own !== null && standing !== null) return { path: own.post, text: standing };
  return foreign === null ? null : { path, text: foreign };
};

async function kept(path: string, text: string, site: Files, note: (note: Note) => void): Promise<readonly PlannedFile[]> {
  note(overwrittenNote(path));
  return await backup(path, new TextEncoder().encode(text), site);
}

const exists = (path: string): DownhillError =>
  new DownhillError(
    'post-exists',
    `${path} is there already, and downhill did not write it`,
    'give the post another name with --slug, or publish with --force, which keeps a copy of the file',
    { place: path },
  );
