import { type DocumentBlock, type ExperimentDocument, parseDocument } from '../../experiment/document.js';
import { documentText } from '../../experiment/document-text.js';
import type { ResultReference } from '../../experiment/result-references.js';
import { SourceText } from '../../experiment/source-text.js';
import { asciiName } from '../assets/ascii-name.js';
import { experimentParts } from '../experiment-parts.js';
import { readFront } from '../front.js';
import type { Part, Prose } from '../post.js';
import { quoteResults } from '../quote-results.js';
import type { Reader, ReaderContext, SourceDocument } from '../reader.js';
import { readTrustedProse } from './trusted-prose.js';

/** A document with experiments in it: they are run, and their figures and findings stand where their blocks stood. */
export const experiment: Reader = {
  name: 'experiment',
  title: { en: 'a document with experiments', ko: '실험이 든 문서' },
  rank: 2,
  reads: ({ bytes, path }) => /\.(?:md|markdown|mdown|mkd)$/i.test(path) && holdsBlock(bytes),
  read: async (document, context) => {
    const parsed = parseDocument(documentText(document.bytes, document.source), document.source);
    for (const block of parsed.blocks) checkMargin(block, parsed);
    const ran = new Map((await context.runExperiments(parsed)).map((block) => [block.id, block]));
    const results = new Map([...ran].map(([id, { result }]) => [id, result]));
    const parts: Part[] = [];
    let from = parsed.frontMatter.length;
    for (const block of [...parsed.blocks, null]) {
      const end = block?.start ?? parsed.text.length;
      if (end > from) parts.push(await prose(parsed, from, end, document, context, results));
      const made = block === null ? undefined : ran.get(block.id);
      if (block === null || made === undefined) continue;
      parts.push(...experimentParts(block.experiment, definitionOf(block, parsed), made, regionOf(block.id)));
      from = block.end;
    }
    return {
      source: document.source,
      lang: context.lang ?? parsed.frontMatter.lang ?? 'en',
      front: readFront(parsed.text, document, parts, context),
      parts,
    };
  },
};

/** Whether a line opens a block: cheap, and right for everything but a fence inside of another. */
const holdsBlock = (bytes: Uint8Array): boolean =>
  /^[ \t>]*(?:`{3,}|~{3,})[ \t]*downhill\b/m.test(new TextDecoder().decode(bytes));

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

async function prose(
  parsed: ExperimentDocument,
  from: number,
  end: number,
  document: SourceDocument,
  context: ReaderContext,
  results: Parameters<typeof quoteResults>[2],
): Promise<Prose> {
  const source = new SourceText(parsed.text, parsed.source);
  const read = await readTrustedProse(parsed.text.slice(from, end), document, context, (offset) => source.place(from + offset));
  const inside = (reference: ResultReference): boolean => reference.start >= from && reference.end <= end;
  const shifted = parsed.references
    .filter(inside)
    .map((reference) => ({ ...reference, start: reference.start - from, end: reference.end - from }));
  return quoteResults(read, shifted, results);
}
