import type { Prose, Span } from '../post.js';
import { closedFence, lineBefore } from '../render/closed-fence.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { keptTags } from '../render/kept-tags.js';
import { inert, type Splice, spliced } from '../render/pieces.js';
import type { Flavour } from './flavour.js';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** An author's text in a flavour of Markdown: itself, with pictures at their new addresses, formulas as they are read there. @param without a stretch that is left out. */
export function flavouredProse(prose: Prose, flavour: Flavour, without: Stretch | null): string {
  const { text, spans, trusted } = prose;
  const kept = trusted ? null : keptTags(prose);
  const written = (span: Span): string | null => {
    switch (span.kind) {
      case 'code':
        return closedFence(span, text);
      case 'math':
        return flavour.math(span.tex, span.display, {
          before: text.charAt(span.start - 1),
          after: text.charAt(span.end),
          alone: indentOf(text, span),
        });
      case 'picture':
        return flavour.picture(span.picture);
      case 'missing':
        return `*${escapeMarkdown(span.alt === '' ? span.reference : `${span.alt} (${span.reference})`)}*`;
      case 'html':
        return trusted ? null : kept?.has(span) === true ? span.html : '';
      case 'address':
        return span.url;
      case 'quoted':
        return escapeMarkdown(span.text);
    }
  };
  // What stays as it is needs a splice too: no dollar in it is one of the text.
  const splices = spans.map((span) => {
    const { start, end } = span;
    return { start, end, pieces: [inert(written(span) ?? text.slice(start, end))] };
  });
  return spliced(text, [
    ...(without === null ? [] : [{ ...without, pieces: [] }]),
    ...splices,
    ...plainDollars(text, flavour.dollar),
  ])
    .map((piece) => piece.text)
    .join('');
}

/** Dollars between which a formula would be seen: all of a paragraph that has two. Those in spans are spoken for. */
function plainDollars(text: string, written: string): Splice[] {
  const splices: Splice[] = [];
  for (const paragraph of text.matchAll(/(?:[^\n]+\n?)+/g)) {
    const dollars = [...paragraph[0].matchAll(/\\?\$/g)];
    if (dollars.length < 2) continue;
    for (const dollar of dollars) {
      const start = paragraph.index + dollar.index;
      splices.push({ start, end: start + dollar[0].length, pieces: [inert(written)] });
    }
  }
  return splices;
}

/** What stands before a formula in its line, where that is nothing but blanks and `>`, and nothing stands behind it. */
function indentOf(text: string, { start, end }: Span): string | null {
  const line = lineBefore(text, start);
  return /^[ \t>]*$/.test(line) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end)) ? line : null;
}
