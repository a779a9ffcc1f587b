import { type DocumentBlock, type ExperimentDocument, parseDocument } from '../../experiment/document.js';
import { documentText } from '../../experiment/document-text.js';
import type { QuotableResult } from '../../experiment/quoted-result.js';
import { SourceText } from '../../experiment/source-text.js';
import { quoted } from '../../experiment/substitute-results.js';
import { asciiName } from '../assets/ascii-name.js';
import { authorPicture } from '../author-picture.js';
import { experimentParts } from '../experiment-parts.js';
import { frontOf } from '../front/front-of.js';
import { readFront } from '../front.js';
import { cutProse } from '../markdown/cut-prose.js';
import { readProse } from '../markdown/read-prose.js';
import type { Part, Post, Prose } from '../post.js';
import type { Reader, ReaderContext, SourceDocument } from '../reader.js';

/** A document with experiments in it: they are run, and their figures and findings stand where their blocks stood. */
export const experiment: Reader = {
  name: 'experiment',
  title: { en: 'a document with experiments', ko: '실험이 든 문서' },
  rank: 2,
  reads: ({ bytes, path }) => /\.(?:md|markdown|mdown|mkd)$/i.test(path) && holdsBlock(bytes),
  read,
};

/** Whether a line opens a block: cheap, and right for everything but a fence inside of another. */
const holdsBlock = (bytes: Uint8Array): boolean =>
  /^[ \t>]*(?:`{3,}|~{3,})[ \t]*downhill\b/m.test(new TextDecoder().decode(bytes));

async function read(source: SourceDocument, context: ReaderContext): Promise<Post> {
  const { text } = documentText(source.bytes, source.source);
  const head = readFront(text, source.source, context.note);
  const document = parseDocument(text, source.source);
  for (const block of document.blocks) checkMargin(block, document);
  const ran = new Map((await context.runExperiments(document)).map((block) => [block.id, block]));
  const results = new Map([...ran].map(([id, { result }]) => [id, result]));
  const whole = await readWhole(document, head.length, results, source, context);
  const parts: Part[] = [];
  let from = head.length;
  for (const block of [...document.blocks, null]) {
    const end = block?.start ?? text.length;
    if (end > from) parts.push(cutProse(whole, from - head.length, end - head.length));
    const made = block === null ? undefined : ran.get(block.id);
    if (block === null || made === undefined) continue;
    parts.push(...experimentParts(block.experiment, definitionOf(block, document), made, regionOf(block.id)));
    from = block.end;
  }
  const { values } = head;
  const front = frontOf({ text: head.text, values, parts, path: source.path, source: source.source });
  return { source: source.source, lang: context.lang ?? head.lang ?? 'en', front, parts };
}

function checkMargin(block: DocumentBlock, { text, source }: ExperimentDocument): void {
  const lineStart = text.lastIndexOf('\n', block.start - 1) + 1;
  if (text.slice(lineStart, block.start).trim() === '') return;
  throw new SourceText(text, source).error(
    {
      code: 'block-inside',
      message: `the experiment "${block.id}" stands inside a list or a quotation, where its figures cannot`,
      advice: 'begin its fence at the left margin',
    },
    block.start,
    block.start + 1,
  );
}

/** What stands between the fences, to the character. */
function definitionOf({ start, end }: DocumentBlock, { text }: ExperimentDocument): string {
  const lines = text.slice(start, end).split(/\r\n|\r|\n/);
  return lines.slice(1, -1).join('\n');
}

const regionOf = (id: string): string => (/^[a-z0-9-]+$/.test(id) ? id : `${asciiName(id)}-${asciiHash(id)}`);

/** Tells names apart that are written alike in ASCII. */
function asciiHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** All text behind the front matter, blocks included, with the results that it quotes: a link may be defined, and a formula explained, on the other side of a block. */
function readWhole(
  { text, source, references }: ExperimentDocument,
  from: number,
  results: ReadonlyMap<string, QuotableResult>,
  document: SourceDocument,
  context: ReaderContext,
): Promise<Prose> {
  const whole = new SourceText(text, source);
  const place = (offset: number): string => whole.place(from + offset);
  return readProse(text.slice(from), {
    trusted: true,
    place,
    picture: authorPicture(document, context, place),
    references: references.flatMap((reference) => {
      const result = results.get(reference.id);
      if (result === undefined) return [];
      return [{ start: reference.start - from, end: reference.end - from, text: quoted(reference, result) }];
    }),
  });
}
