import type { Nodes, Root } from 'mdast';
import type { Prose, Span } from '../post.js';
import { MASK, masked } from './mask.js';
import { parseMarkdown } from './parse-markdown.js';

/**
 * Prose read as Markdown; offsets are those of the prose. Formulas, quoted results and pictures of Markdown are words in it, written by the caller.
 * @param word what a text says instead of a span.
 */
export function proseTree({ text, spans }: Prose, word: (span: Span) => string): Root {
  const words = spans.filter((span) => isWord(span, text));
  const tree = parseMarkdown(masked(text, words));
  writeWords(tree, words, word);
  return tree;
}

/** The same, with a mask for every word. */
export const maskedTree = ({ text, spans }: Prose): Root =>
  parseMarkdown(
    masked(
      text,
      spans.filter((span) => isWord(span, text)),
    ),
  );

/** Masks stand in texts and HTML only, in the order of the text. */
function writeWords(tree: Root, words: readonly Span[], word: (span: Span) => string): void {
  let next = 0;
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'text' || node.type === 'html')
      node.value = node.value.replace(MASK, () => {
        const span = words[next++];
        return span === undefined ? '' : word(span);
      });
    if ('children' in node) for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as Nodes);
  }
}

/** Fenced formulas stay blocks, pictures in HTML stay HTML: they are found by their place. */
const isWord = ({ kind, start }: Span, text: string): boolean =>
  kind === 'quoted' ||
  (kind === 'math' && !/[`~]/.test(text.charAt(start))) ||
  ((kind === 'picture' || kind === 'missing') && text.charAt(start) === '!');
