import type { Nodes, Paragraph } from 'mdast';
import { plainText, spanText } from '../markdown/plain-text.js';
import { proseTree } from '../markdown/prose-tree.js';
import type { Front, Part, Prose } from '../post.js';

/** What a text says of itself in its first lines. */
export interface Lead {
  /** Of its first heading of level 1. */
  readonly title: string | null;
  /** That heading, where it is the first thing of all but code. */
  readonly heading: Front['titleHeading'];
  /** Of its first paragraph: plain text, up to 200 characters. Where there are only lists and quotes, of the first one in them. */
  readonly excerpt: string;
}

const MOST_CHARACTERS = 200;

/** @param wanted what the front matter does not say: nothing else is looked for below the beginning. */
export function leadOf(parts: readonly Part[], wanted: { readonly title: boolean; readonly excerpt: boolean }): Lead {
  const enough = ({ title, excerpt }: Seen): boolean => (title !== null || !wanted.title) && (excerpt !== '' || !wanted.excerpt);
  let all: Seen = { title: null, first: null, excerpt: '', inner: '', empty: true };
  let heading: Front['titleHeading'] = null;
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'prose') {
      // What prepares a notebook (`%matplotlib inline`) stands before its title often.
      if (part.kind !== 'code') all = { ...all, empty: false };
      continue;
    }
    const beginning = seenIn(beginningOf(part));
    const seen = enough(together(all, beginning)) ? beginning : seenIn(part);
    if (all.empty && seen.first !== null) heading = { part: index, ...seen.first };
    all = together(all, seen);
    if (enough(all)) break;
  }
  return { title: all.title, heading, excerpt: cut(all.excerpt || all.inner) };
}

interface Seen {
  readonly title: string | null;
  /** Of the heading of level 1 that nothing precedes. */
  readonly first: { readonly start: number; readonly end: number } | null;
  readonly excerpt: string;
  /** Of a list or a quote. */
  readonly inner: string;
  readonly empty: boolean;
}

const together = (a: Seen, b: Seen): Seen => ({
  title: a.title ?? b.title,
  first: a.first,
  excerpt: a.excerpt || b.excerpt,
  inner: a.inner || b.inner,
  empty: a.empty && b.empty,
});

function seenIn(prose: Prose): Seen {
  let seen: Seen = { title: null, first: null, excerpt: '', inner: '', empty: true };
  for (const node of proseTree(prose, spanText).children) {
    const title = node.type === 'heading' && node.depth === 1 ? plainText(node) || null : null;
    seen = {
      title: seen.title ?? title,
      first: seen.empty && seen.title === null && title !== null ? placeOf(node) : seen.first,
      excerpt: seen.excerpt || (node.type === 'paragraph' ? shownText(node) : ''),
      inner: seen.inner || (node.type === 'paragraph' ? '' : firstInside(node)),
      empty: seen.empty && isUnseen(node),
    };
  }
  return seen;
}

const BEGINNING = 4_000;

/** The first blocks of a long prose: reading all of it again takes its time. */
function beginningOf(prose: Prose): Prose {
  const blank = /(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r|\n)/g;
  blank.lastIndex = BEGINNING;
  const end = blank.exec(prose.text)?.index ?? prose.text.length;
  if (prose.spans.some((span) => span.start < end && span.end > end)) return prose;
  return { ...prose, text: prose.text.slice(0, end), spans: prose.spans.filter((span) => span.end <= end) };
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
