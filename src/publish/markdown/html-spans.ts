import type { Span } from '../post.js';
import type { Stretch } from './parse-markdown.js';
import type { Ranges } from './ranges.js';
import type { ProseOptions } from './read-prose.js';
import type { Structure } from './structure.js';

/** HTML around what is taken already, each stretch with what may stay of it. */
export function htmlSpans(text: string, structure: Structure, taken: Ranges<Stretch>, options: ProseOptions): Span[] {
  return structure.html.flatMap(({ start, end }) =>
    gaps(start, end, taken.within(start, end)).map((gap): Span => ({ kind: 'html', ...gap, html: kept(text, gap, options) })),
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

function kept(text: string, { start, end }: Stretch, { trusted, clean }: ProseOptions): string {
  const written = text.slice(start, end);
  if (trusted) return written;
  const html = clean?.(written) ?? '';
  // `<scr<b></b>ipt>` must not become a tag when nothing is left in its middle.
  return html === '' && /[^\s]/.test(text[start - 1] ?? ' ') && /[^\s]/.test(text[end] ?? ' ') ? '<!-- -->' : html;
}
