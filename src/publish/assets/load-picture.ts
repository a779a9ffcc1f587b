import { DownhillError } from '../../base/errors.js';
import type { Picture } from '../asset.js';
import type { Files } from '../files.js';
import type { Note } from '../note.js';
import { assetOf } from './asset-of.js';
import { findFile } from './find-file.js';
import { meaningOf } from './reference.js';

/** Where pictures of a text come from. */
export interface PictureSources {
  readonly files: Files;
  /** Of the document, below the root of `files`; `''` for the root. */
  readonly folder: string;
  /** What a notebook's cell carries, by name. */
  readonly attachments?: ReadonlyMap<string, Uint8Array>;
  readonly note?: (note: Note) => void;
}

/**
 * The picture that a text refers to, at its own size: of a file below the root of the files, of a `data:` address, or attached to a cell. References that work on the
 * author's computer only (other letter case, other Unicode form) are followed, with a note.
 *
 * @returns `address` for what stays on the web; `missing` for what is not there, see `pictureMissing`.
 * @throws DownhillError `path-outside` where the reference leads out of the files, and whatever is wrong with the bytes (`assetOf`).
 */
export async function loadPicture(
  reference: string,
  sources: PictureSources,
  alt: string,
  title: string | undefined,
  place: string,
): Promise<Picture | 'address' | 'missing'> {
  const found = await bytesOf(reference, sources, place);
  if (typeof found === 'string') return found;
  const asset = await assetOf(found.bytes, found.name, place, sources.note);
  return {
    asset,
    width: asset.width,
    height: asset.height,
    alt: plain(alt),
    ...(title === undefined || title === '' ? {} : { title: plain(title) }),
  };
}

/** A picture that a text refers to and that is not there: why, where it can be known. */
export function pictureMissing(reference: string, place: string): DownhillError {
  const { kind } = meaningOf(reference, '');
  const shown = reference.length > 200 ? `${reference.slice(0, 200)}…` : reference;
  if (kind === 'elsewhere')
    return new DownhillError(
      'picture-missing',
      `the picture ${shown} never left your PC`,
      'copy it beside the document and refer to it from there, or publish with --allow-missing',
      { place },
    );
  if (kind === 'attachment')
    return new DownhillError(
      'picture-missing',
      `the cell has no attachment for ${shown}`,
      'paste the picture into the cell again, or publish with --allow-missing',
      { place },
    );
  return new DownhillError(
    'picture-missing',
    `there is no picture ${shown}`,
    'put it there, mend the reference, or publish with --allow-missing',
    { place },
  );
}

/** One line, as attributes and titles take it. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface Found {
  readonly bytes: Uint8Array;
  /** Its name without folder and extension. */
  readonly name: string;
}

async function bytesOf(
  reference: string,
  { files, folder, attachments, note }: PictureSources,
  place: string,
): Promise<Found | 'address' | 'missing'> {
  const meaning = meaningOf(reference, folder);
  if (meaning.kind === 'address') return 'address';
  if (meaning.kind === 'elsewhere') return 'missing';
  if (meaning.kind === 'data') {
    if (meaning.bytes !== null) return { bytes: meaning.bytes, name: 'picture' };
    throw new DownhillError('image-broken', 'the data: address of a picture is no Base64', 'insert the picture again', { place });
  }
  if (meaning.kind === 'attachment') {
    for (const name of meaning.names) {
      const bytes = attachments?.get(name) ?? attachments?.get(name.normalize('NFC'));
      if (bytes !== undefined) return { bytes, name: stemOf(name) };
    }
    return 'missing';
  }
  if (meaning.paths.length === 0 && /\.\./.test(reference))
    throw new DownhillError(
      'path-outside',
      `the picture ${reference} lies outside of ${files.name}`,
      'give a folder above both with --root, copy the picture beside the document, or publish with --allow-missing',
      { place },
    );
  for (const path of meaning.paths) {
    const found = await findFile(files, path);
    if (found === null) continue;
    if (found.differs)
      note?.({
        code: 'picture-name-differs',
        severity: 'note',
        place,
        message: {
          en: `the text says ${path}, the file is called ${found.path}`,
          ko: `글에는 ${path}라고 되어 있지만 파일 이름은 ${found.path}입니다`,
        },
      });
    return { bytes: found.bytes, name: stemOf(found.path) };
  }
  return 'missing';
}

const stemOf = (path: string): string => (path.split('/').at(-1) as string).replace(/\.[a-z0-9]{1,5}$/i, '');
