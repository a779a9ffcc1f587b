import type { Root } from 'mdast';
import type { Prose, Span } from '../post.js';
import { masked } from './mask.js';
import { parseMarkdown } from './parse-markdown.js';
import { Ranges } from './ranges.js';

/** Prose read as Markdown, with its spans in the place of what they stand for. */
export interface ProseTree {
  /** Formulas, quoted results and pictures of Markdown are words in it: see `words`. Offsets are those of the prose. */
  readonly tree: Root;
  /** Spans that are words, in the order of the text; the nth word in the tree's texts and HTML is the nth of them. */
  readonly words: readonly Span[];
  readonly spans: Ranges<Span>;
}

export function proseTree({ text, spans }: Prose): ProseTree {
  const words = spans.filter((span) => isWord(span, text));
  return { tree: parseMarkdown(masked(text, words)), words, spans: new Ranges(spans) };
}

/** Fenced formulas stay blocks, pictures in HTML stay HTML: they are found by their place. */
const isWord = ({ kind, start }: Span, text: string): boolean =>
  kind === 'quoted' ||
  (kind === 'math' && !/[`~]/.test(text.charAt(start))) ||
  ((kind === 'picture' || kind === 'missing') && text.charAt(start) === '!');
