import { DownhillError } from '../base/errors.js';
import type { Reader, SourceDocument } from './reader.js';
import { READERS } from './readers/index.js';

/** The reader of a document: the first by rank that knows its kind. @throws DownhillError `document-unknown`. */
export async function chooseReader(document: SourceDocument): Promise<Reader> {
  const readers = await Promise.all(Object.values(READERS).map((load) => load()));
  readers.sort((a, b) => a.rank - b.rank);
  const reader = readers.find((each) => each.reads(document));
  if (reader !== undefined) return reader;
  throw new DownhillError(
    'document-unknown',
    `${document.source} is no document that can be published`,
    `give one of: ${readers.map(({ title }) => title.en).join(', ')}; pandoc makes Markdown of other documents`,
    { place: document.source },
  );
}
