import type { Nodes } from 'mdast';
import type { Span } from '../post.js';
import { MASK } from './mask.js';

/**
 * What a reader sees of a piece of Markdown, on one line: no marks, no HTML, no notes; formulas as their TeX, pictures as nothing.
 * @param words what the words in the tree stand for, the next one first; those that are met are taken from it.
 */
export const plainText = (node: Nodes, words: Span[]): string => shown(node, words).replace(/\s+/g, ' ').trim();

function shown(node: Nodes, words: Span[]): string {
  if (node.type === 'text') return node.value.replace(MASK, () => ofSpan(words.shift()));
  if (node.type === 'inlineCode' || node.type === 'code') return node.value;
  if (node.type === 'break') return ' ';
  if (node.type === 'html') {
    // Its words are passed, not shown.
    words.splice(0, node.value.match(MASK)?.length ?? 0);
    return '';
  }
  if (!('children' in node)) return '';
  const separator = INLINE.has(node.type) ? '' : ' ';
  return node.children.map((child) => shown(child, words)).join(separator);
}

const INLINE: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
]);

function ofSpan(span: Span | undefined): string {
  if (span?.kind === 'math') return span.tex;
  return span?.kind === 'quoted' ? span.text : '';
}
