import { pictureOfText } from '../assets/picture-of-text.js';
import { frontOf } from '../front/front-of.js';
import { MathDefinitions } from '../markdown/math-definitions.js';
import { attachmentsOf } from '../notebook/attachments.js';
import { cellNames } from '../notebook/cell-names.js';
import { cellParts } from '../notebook/cell-parts.js';
import { cellProse } from '../notebook/cell-prose.js';
import { languageOfText, lastHeading } from '../notebook/headings.js';
import { notebookFront } from '../notebook/notebook-front.js';
import { readNotebook } from '../notebook/read-notebook.js';
import type { Part, Post } from '../post.js';
import type { Reader, ReaderContext, SourceDocument } from '../reader.js';

/** A Jupyter notebook, nbformat 2 to 4: as it was saved, nothing of it is run. */
export const notebook: Reader = {
  name: 'notebook',
  title: { en: 'Jupyter notebook', ko: '주피터 노트북' },
  rank: 1,
  reads: ({ path }) => /\.ipynb$/i.test(path),
  read,
};

async function read({ bytes, source, path }: SourceDocument, context: ReaderContext): Promise<Post> {
  const read = readNotebook(bytes, source);
  const front = notebookFront(read, source, context.note);
  const cells = front.firstCellIsFront ? read.cells.slice(1) : read.cells;
  const lang =
    context.lang ??
    langOf(front.values.lang) ??
    languageOfText(cells.map((cell) => (cell.kind === 'markdown' ? cell.source.slice(0, 20_000) : '')).join(' '));
  const folder = path.split('/').slice(0, -1).join('/');
  const names = cellNames();
  // Commands that the formulas of one cell define are known to those of the next, as in Jupyter.
  const definitions = new MathDefinitions();
  const parts: Part[] = [];
  let heading: string | null = null;
  for (const cell of cells) {
    const place = `${source}, cell ${cell.number}`;
    const sources = { files: context.files, folder, attachments: attachmentsOf(cell.attachments) };
    const pictureAs = (allowMissing: boolean) => (reference: string, alt: string, title: string | undefined) =>
      pictureOfText(reference, sources, { allowMissing, note: context.note }, alt, title, place);
    const prose = (text: string) =>
      cellProse(text, { place: () => place, picture: pictureAs(context.allowMissing), definitions });
    const region = names(cell.source);
    const made = await cellParts({
      cell,
      place,
      region,
      language: read.language,
      heading,
      lang,
      reader: context,
      prose,
      picture: pictureAs(true),
    });
    for (const part of made) {
      parts.push(part);
      if (part.kind === 'prose') heading = lastHeading(part) ?? heading;
    }
  }
  const { text, values } = front;
  return { source, lang, front: frontOf({ text, values, parts, path, source, introduced: true }), parts };
}

const langOf = (value: unknown): 'en' | 'ko' | null => {
  const primary = typeof value === 'string' ? value.toLowerCase().split(/[-_]/)[0] : '';
  return primary === 'en' || primary === 'ko' ? primary : null;
};
