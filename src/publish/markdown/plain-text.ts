import type { Nodes } from 'mdast';
import type { Span } from '../post.js';

/** What a reader sees of a piece of Markdown, on one line: no marks, no HTML, no notes, no pictures. */
export const plainText = (node: Nodes): string => shown(node).replace(/\s+/g, ' ').trim();

function shown(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
  if (node.type === 'break') return ' ';
  if (!('children' in node) || node.type === 'footnoteDefinition') return '';
  return node.children.map(shown).join(INLINE.has(node.type) ? '' : ' ');
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

/** A span as plain text: a formula is its TeX, a picture nothing. */
export function spanText(span: Span): string {
  if (span.kind === 'math') return span.tex;
  return span.kind === 'quoted' ? span.text : '';
}
