import { pictureOfText } from './assets/picture-of-text.js';
import type { ProseOptions } from './markdown/read-prose.js';
import type { ReaderContext, SourceDocument } from './reader.js';

/** The pictures of a text that its author keeps in files. @param place where an offset of the text stands. @returns what loads one, see {@link pictureOfText}. */
export const authorPicture =
  ({ path }: SourceDocument, context: ReaderContext, place: (offset: number) => string): ProseOptions['picture'] =>
  (reference, alt, title, at) => {
    const folder = path.split('/').slice(0, -1).join('/');
    return pictureOfText(reference, { files: context.files, folder }, context, alt, title, place(at));
  };
