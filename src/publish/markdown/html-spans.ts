import type { Span } from '../post.js';
import { htmlPieces } from './html-pieces.js';
import { beginsLine } from './math-text.js';
import type { Stretch } from './parse-markdown.js';
import type { Ranges } from './ranges.js';
import type { ProseOptions } from './read-prose.js';
import type { Structure } from './structure.js';

/** HTML around what is taken already, each stretch with what may stay of it. */
export function htmlSpans(text: string, structure: Structure, taken: Ranges<Stretch>, options: ProseOptions): Span[] {
  return structure.html.flatMap(({ start, end, inline }) =>
    gaps(start, end, taken.within(start, end)).map(
      (gap): Span => ({ kind: 'html', ...gap, html: inline ? keptTag(text, gap, options) : keptBlock(text, gap, options) }),
    ),
  );
}

function gaps(start: number, end: number, taken: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let at = start;
  for (const each of taken) {
    if (each.start > at) found.push({ start: at, end: each.start });
    at = Math.max(at, each.end);
  }
  if (end > at) found.push({ start: at, end });
  return found;
}

/**
 * A tag within a line. A line that it began must not begin with what stood behind it: `<x><div> …` would become a block whose text is HTML. Nor may
 * anything grow together where it was: `<scr<x>ipt>`, `<a onclick=… <x>>`.
 */
function keptTag(text: string, { start, end }: Stretch, { trusted, clean }: ProseOptions): string {
  const written = text.slice(start, end);
  if (trusted) return written;
  const html = clean?.(written) ?? '';
  if (html === written) return html;
  return html === '' || beginsLine(text, start) ? NOTHING + html : html;
}

/** Shows nothing, and begins no block. */
const NOTHING = '<span></span>';

/** A block, or what lies around a picture or formula in one. Without its first tag its text would be Markdown: links in it stay text. */
function keptBlock(text: string, { start, end }: Stretch, { trusted, clean }: ProseOptions): string {
  const written = text.slice(start, end);
  if (trusted) return written;
  const html = clean?.(written) ?? '';
  return htmlPieces(html)
    .map((piece) => {
      const shown = html.slice(piece.start, piece.end);
      return piece.kind === 'text' ? shown.replace(/[[`{]/g, (character) => `&#${character.charCodeAt(0)};`) : shown;
    })
    .join('');
}
