import type { Code, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { SourceText } from './source-text.js';

/** A fenced block of a document, with the way back from its content to the document. */
export interface FencedBlock {
  /** Without the fences, and without the indentation or `>` of lists and quotes around it. */
  readonly content: string;
  /** Offsets of the whole block in the document, fences included. */
  readonly start: number;
  readonly end: number;
  /** Offset in the document of an offset in `content`. */
  readonly offset: (inContent: number) => number;
}

export interface MarkdownParts {
  readonly blocks: readonly FencedBlock[];
  /** Code of any kind: nothing in it is a reference. */
  readonly code: readonly { readonly start: number; readonly end: number }[];
}

const INFO = 'downhill';

/**
 * Finds the blocks whose info string is `downhill`, and all code.
 * @param skip characters at the beginning that are no Markdown: the front matter.
 * @throws DownhillError for a fence with more than the one word, and for one that is never closed.
 */
export function fencedBlocks(source: SourceText, skip: number): MarkdownParts {
  // Blanks in place of the front matter keep all offsets.
  const tree = fromMarkdown(source.text.slice(0, skip).replace(/[^\r\n]/g, ' ') + source.text.slice(skip));
  const blocks: FencedBlock[] = [];
  const code: { start: number; end: number }[] = [];
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('children' in node) stack.push(...[...node.children].reverse());
    if (node.type !== 'code' && node.type !== 'inlineCode') continue;
    code.push({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });
    if (node.type === 'code' && node.lang === INFO) blocks.push(read(node, source));
  }
  return { blocks, code };
}

function read(node: Code, source: SourceText): FencedBlock {
  const first = node.position?.start.line ?? 1;
  const last = node.position?.end.line ?? 1;
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const opening = source.text.slice(start, source.lineStart(first) + source.line(first).length);
  if (node.meta !== null && node.meta !== undefined)
    throw source.error(
      {
        code: 'fence-info',
        message: `after ${'```'}${INFO} comes nothing more on the line, got "${node.meta}"`,
        advice: 'put it into the block as a key: some Markdown readers break on a second word',
      },
      start + opening.indexOf(node.meta),
      start + opening.length,
    );
  const fence = /^[`~]+/.exec(opening)?.[0] ?? '```';
  if (last === first || !new RegExp(`${fence.charAt(0)}{${fence.length},}[ \\t]*$`).test(source.text.slice(start, end)))
    throw source.error(
      { code: 'fence-open', message: 'this block is never closed', advice: `end it with a line ${fence}` },
      start,
      start + opening.length,
    );
  const starts = [0, ...[...node.value.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const lines = node.value.split(/\r\n|\r|\n/);
  return {
    content: node.value,
    start,
    end,
    offset: (inContent) => {
      let i = starts.length - 1;
      while (i > 0 && (starts[i] as number) > inContent) i--;
      const written = source.line(first + 1 + i);
      const content = lines[i] as string;
      // A line of the content is the end of its line in the document: what precedes it belongs to lists and quotes.
      const before = written.endsWith(content) ? written.length - content.length : 0;
      return source.lineStart(first + 1 + i) + Math.min(written.length, before + inContent - (starts[i] as number));
    },
  };
}
