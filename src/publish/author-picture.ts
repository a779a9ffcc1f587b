import { loadPicture, pictureMissing } from './assets/load-picture.js';
import type { ProseOptions } from './markdown/read-prose.js';
import type { ReaderContext, SourceDocument } from './reader.js';

/**
 * The pictures of a text that its author keeps in files. @param place where an offset of the text stands.
 * @returns what loads one. It throws `picture-missing` unless pictures may be missing, and what {@link loadPicture} throws.
 */
export const authorPicture =
  (
    { path }: SourceDocument,
    { files, note, allowMissing }: ReaderContext,
    place: (offset: number) => string,
  ): ProseOptions['picture'] =>
  async (reference, alt, title, at) => {
    const folder = path.split('/').slice(0, -1).join('/');
    const picture = await loadPicture(reference, { files, folder, note }, alt, title, place(at));
    if (picture === 'missing' && !allowMissing) throw pictureMissing(reference, place(at));
    return picture;
  };
