import { withParticle } from '../../base/particle.js';
import { documentText } from '../../experiment/document-text.js';
import { SourceText } from '../../experiment/source-text.js';
import { authorPicture } from '../author-picture.js';
import { frontOf } from '../front/front-of.js';
import { readFront } from '../front.js';
import { readProse } from '../markdown/read-prose.js';
import type { Note } from '../note.js';
import type { Post } from '../post.js';
import type { Reader, ReaderContext, SourceDocument } from '../reader.js';

/** A post in Markdown, with front matter or without; also as Typora and Obsidian write pictures. Its HTML is its author's and stays. */
export const markdown: Reader = {
  name: 'markdown',
  title: { en: 'Markdown', ko: 'Markdown' },
  rank: 3,
  reads: ({ path }) => /\.(?:md|markdown|mdown|mkd)$/i.test(path),
  read,
};

async function read(original: SourceDocument, context: ReaderContext): Promise<Post> {
  const { bytes, source, path } = original;
  const { note, lang } = context;
  const { text: document, encoding } = documentText(bytes, source);
  if (encoding !== null) note(encodingNote(source, encoding));
  const head = readFront(document, source, note);
  const whole = new SourceText(document, source);
  const place = (offset: number): string => whole.place(head.length + offset);
  const prose = await readProse(document.slice(head.length), {
    trusted: true,
    place,
    picture: authorPicture(original, context, place),
  });
  const parts = [prose];
  const { text, values } = head;
  return { source, lang: lang ?? head.lang ?? 'en', front: frontOf({ text, values, parts, path, source }), parts };
}

const encodingNote = (source: string, encoding: string): Note => ({
  code: 'encoding-found-out',
  severity: 'note',
  place: source,
  message: {
    en: `the document is not UTF-8; it was read as ${encoding}, and the post is written in UTF-8`,
    ko: `문서가 UTF-8이 아니어서 ${withParticle(encoding, '으로/로')} 읽었습니다. 글은 UTF-8로 씁니다`,
  },
});
