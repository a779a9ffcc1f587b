import type { Nodes, Paragraph } from 'mdast';
import { plainText, spanText } from '../markdown/plain-text.js';
import { proseTree } from '../markdown/prose-tree.js';
import type { Front, Part } from '../post.js';

/** What a text says of itself in its first lines. */
export interface Lead {
  /** Of its first heading of level 1. */
  readonly title: string | null;
  /** That heading, where it is the first thing of all. */
  readonly heading: Front['titleHeading'];
  /** Of its first paragraph: plain text, up to 200 characters. Where there are only lists and quotes, of the first one in them. */
  readonly excerpt: string;
}

const MOST_CHARACTERS = 200;

export function leadOf(parts: readonly Part[]): Lead {
  let title: string | null = null;
  let heading: Front['titleHeading'] = null;
  let excerpt = '';
  let inner = '';
  let nothingYet = true;
  for (const [index, part] of parts.entries()) {
    if (title !== null && excerpt !== '') break;
    const nodes = part.kind === 'prose' ? proseTree(part, spanText).children : [];
    if (part.kind !== 'prose') nothingYet = false;
    for (const node of nodes) {
      if (node.type === 'heading' && node.depth === 1 && title === null) {
        title = plainText(node) || null;
        if (nothingYet) heading = { part: index, ...placeOf(node) };
      }
      if (node.type === 'paragraph') excerpt ||= shownText(node);
      else inner ||= firstInside(node);
      if (!isUnseen(node)) nothingYet = false;
    }
  }
  return { title, heading, excerpt: cut(excerpt || inner) };
}

const placeOf = ({ position }: Nodes): { start: number; end: number } => ({
  start: position?.start.offset ?? 0,
  end: position?.end.offset ?? 0,
});

/** Comments and definitions show nothing. */
const isUnseen = (node: Nodes): boolean =>
  node.type === 'definition' || (node.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(node.value));

/** What Jekyll, kramdown and Typora act on is no text: `{% include … %}`, `{:toc}`, `[TOC]`. */
const shownText = (node: Paragraph): string =>
  plainText(node)
    .replace(/\{%.*?%\}|\{\{.*?\}\}|\{:[^}]*\}/g, ' ')
    .replace(/^\[\[?_?toc_?\]?\]$/i, '')
    .replace(/\s+/g, ' ')
    .trim();

function firstInside(node: Nodes): string {
  if (node.type === 'paragraph') return shownText(node);
  if (!('children' in node) || node.type === 'heading' || node.type === 'table' || node.type === 'footnoteDefinition') return '';
  for (const child of node.children) {
    const text = firstInside(child);
    if (text !== '') return text;
  }
  return '';
}

/** At a blank where there is one near the end. */
function cut(text: string): string {
  const characters = [...text];
  if (characters.length <= MOST_CHARACTERS) return text;
  const kept = characters.slice(0, MOST_CHARACTERS - 1).join('');
  const blank = kept.lastIndexOf(' ');
  return `${(blank > kept.length - 30 ? kept.slice(0, blank) : kept).trimEnd()}…`;
}
